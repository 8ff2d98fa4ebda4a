import { setTimeout as sleep } from 'node:timers/promises';
import knexFactory, { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { lockRevision, setRevision } from './revision';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'the lock of revisions on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
    });

    afterEach(async () => {
      await knex.destroy();
    });

    it('keeps others waiting until a revision is there to be seen', async () => {
      let release = () => {};
      const gate = new Promise<void>(resolve => {
        release = resolve;
      });
      const first = knex.transaction(async trx => {
        const revision = await lockRevision(trx);
        await gate;
        await setRevision(trx, revision + 1);
      });
      const second = knex.transaction(trx => lockRevision(trx));
      // Longer than one look takes.
      await sleep(1_200);
      release();
      await first;
      expect(await second).toBe(1);
    });
  },
);

// On SQLite, whoever waits has not even a connection.
describe.each(
  databases.eachSupportedId().filter(([id]) => id.startsWith('POSTGRES')),
)('the lock of revisions on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await createTestStore(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  async function setting(connection: Knex, name: string): Promise<string> {
    return (await connection.raw(`show ${name}`)).rows[0][name];
  }

  it('lets go of whoever gives up waiting, within a second', async () => {
    const other = knexFactory(knex.client.config);
    const holding = await other.transaction();
    await lockRevision(holding);
    const controller = new AbortController();

    const waiting = knex.transaction(trx =>
      lockRevision(trx, { signal: controller.signal }),
    );
    await sleep(100);
    const abortedAt = performance.now();
    controller.abort(new Error('Enough'));

    await expect(waiting).rejects.toThrow('Enough');
    expect(performance.now() - abortedAt).toBeLessThan(1_000);
    await holding.rollback();
    await other.destroy();
    expect(await knex.transaction(trx => lockRevision(trx))).toBe(0);
  });

  it('is asked for no longer than somebody has patience, who can try again then', async () => {
    const other = knexFactory(knex.client.config);
    const holding = await other.transaction();
    await lockRevision(holding);
    const begin = performance.now();

    await expect(
      knex.transaction(trx => lockRevision(trx, { patienceMs: 600 })),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('Try again in a minute'),
    });

    expect(performance.now() - begin).toBeLessThan(3_000);
    await holding.rollback();
    await other.destroy();
  });

  it('leaves nothing of the looks that found it taken', async () => {
    const other = knexFactory(knex.client.config);
    const holding = await other.transaction();
    await lockRevision(holding);
    setTimeout(() => void holding.rollback(), 1_200);

    await knex.transaction(async trx => {
      await lockRevision(trx);
      await expect(
        trx.transaction(step => step.raw('release savepoint before_look')),
      ).rejects.toThrow('savepoint "before_look" does not exist');
    });
    await other.destroy();
  });

  it('is taken from whoever has fallen silent, and leaves the settings of others alone', async () => {
    await knex.transaction(async trx => {
      await lockRevision(trx);
      expect(await setting(trx, 'idle_in_transaction_session_timeout')).toBe(
        '30s',
      );
    });
    expect(await setting(knex, 'idle_in_transaction_session_timeout')).toBe(
      '0',
    );
  });

  it('is kept from nobody for ever by a row that somebody else holds', async () => {
    await knex.transaction(async trx => {
      await lockRevision(trx);
      // Longer than whoever holds it may be silent.
      expect(await setting(trx, 'lock_timeout')).toBe('1min');
    });
    expect(await setting(knex, 'lock_timeout')).toBe('0');
  });
});
