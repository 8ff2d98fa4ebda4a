import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { abandonedAccounts, noteConfigured } from '../store/configuredAccounts';
import { databaseTime } from '../store/databaseTime';
import { lockRevision } from '../store/revision';
import { keepConfigured } from './keepConfigured';

jest.setTimeout(60_000);

const MINUTE = 60_000;

/** Two accounts of which everything is stored, and a backend that has one of them. */
async function start(knex: Knex) {
  const harness = new SyncHarness(knex, ['emea', 'apac'], {
    readGroups: true,
    readSeats: true,
  });
  for (const account of ['emea', 'apac']) {
    harness.lucids[account].add(lucidUser('jane'), lucidUser('joe'));
    harness.lucids[account].groups = [
      { id: 'team', name: 'Team', memberIds: ['jane'] },
    ];
    harness.rests[account].bill('jane');
    await harness.sync(account);
  }
  const published: string[] = [];
  const logger = mockServices.logger.mock();
  const keep = (
    options: {
      accounts?: string[];
      /** Whether it reads groups and seats. */
      readsParts?: boolean;
      state?: 'invalid';
      interval?: number;
      patienceMs?: number;
    } = {},
  ) => {
    const { accounts = ['apac'], state = 'valid', ...others } = options;
    const { readsParts = true, ...times } = others;
    return keepConfigured({
      knex,
      config: {
        state,
        accounts: accounts.map(id => ({ id })),
        groups: { enabled: readsParts },
      },
      matching: harness.matching,
      groups: harness.groups,
      seats: {
        accounts: readsParts ? accounts : [],
        keepOnly: (only, how) => harness.seats.keepOnly(only, how),
      },
      publish: async account => {
        published.push(account);
      },
      today: () => '2026-01-01',
      logger,
      ...times,
    });
  };
  /** How many users, groups and billed seats there are. */
  const stored = async (account: string) => [
    Object.keys(await harness.states(account)).length,
    (await knex('lucid_groups').where({ account_id: account })).length,
    (await knex('billed_seats').where({ account_id: account })).length,
  ];
  return { harness, published, keep, logger, stored };
}

const ALL = [2, 1, 1];
const NOTHING = [0, 0, 0];

function isNothing(stored: number[]): boolean {
  return stored.every(count => count === 0);
}

async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) {
    await sleep(50);
  }
}

describe.each(databases.eachSupportedId())(
  'an account that is not configured any more, on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
    });

    /** Has time pass since backends said what they are configured with. */
    const pass = (milliseconds: number) =>
      knex('configured_accounts').update({
        noted_at: databaseTime(knex, -milliseconds),
      });

    it('lets its users depart, and keeps those of the others', async () => {
      const { published, keep, stored } = await start(knex);
      const keeping = await keep();
      await keeping.stop();
      expect(await stored('emea')).toEqual(NOTHING);
      expect(await stored('apac')).toEqual(ALL);
      expect(published).toEqual(['emea']);
    });

    it('is kept while another backend has it, which may have the newer configuration, and for half an hour after it', async () => {
      const { published, keep, stored } = await start(knex);
      const other = await keep({ accounts: ['emea', 'apac'] });
      await other.stop();
      const look = async () => (await keep()).stop();

      await look();
      expect(await stored('emea')).toEqual(ALL);
      await pass(29 * MINUTE);
      await look();
      expect(await stored('emea')).toEqual(ALL);
      expect(published).toEqual([]);

      await pass(31 * MINUTE);
      await look();
      expect(await stored('emea')).toEqual(NOTHING);
      expect(await stored('apac')).toEqual(ALL);
      expect(published).toEqual(['emea']);
    });

    it('is kept for as long as a backend goes on that has it', async () => {
      const { keep } = await start(knex);
      const abandoned = () => abandonedAccounts(knex, { keep: [] });
      const keeping = await keep({ interval: 50 });
      await pass(31 * MINUTE);
      await until(async () => (await abandoned()).length === 1);
      await keeping.stop();
      expect(await abandoned()).toEqual(['emea']);
    });

    it('is let go of also where that comes to pass long after the start', async () => {
      const { harness, published, keep, stored } = await start(knex);
      const keeping = await keep({ interval: 500 });
      await harness.sync('emea');
      await until(
        async () => published.length === 2 && isNothing(await stored('emea')),
      );
      await keeping.stop();
      expect(published).toEqual(['emea', 'emea']);
    });

    it('is kept where the configuration is not valid, which says nothing of it', async () => {
      const { keep, stored } = await start(knex);
      await (await keep({ state: 'invalid', interval: 1 })).stop();
      expect(await stored('emea')).toEqual(ALL);
    });

    it('loses groups and seats where a backend starts that reads neither, and not those that another one has read since', async () => {
      const { harness, keep, stored } = await start(knex);
      const accounts = ['emea', 'apac'];
      const keeping = await keep({
        accounts,
        readsParts: false,
        interval: 50,
      });
      expect(await stored('apac')).toEqual([2, 0, 0]);

      await harness.sync('apac');
      await pass(MINUTE);
      await until(async () => {
        const noted = await knex('configured_accounts').pluck('noted_at');
        return noted.every(at => Date.now() - Date.parse(at) < MINUTE / 2);
      });
      await keeping.stop();

      expect(await stored('apac')).toEqual(ALL);
    });

    it('loses its groups and seats alone where others have it and read neither', async () => {
      const { harness, stored } = await start(knex);
      await noteConfigured(knex, ['emea', 'apac']);
      for (const part of [harness.groups, harness.seats]) {
        await part.keepOnly([], { configured: ['apac'] });
      }
      expect(await stored('emea')).toEqual(ALL);
      expect(await stored('apac')).toEqual([2, 0, 0]);
    });
  },
);

// On SQLite, there is no other backend to wait for.
describe.each(
  databases.eachSupportedId().filter(([id]) => id.startsWith('POSTGRES')),
)('a backend that starts behind one that is frozen, on %s', databaseId => {
  let knex: Knex;
  let other: Knex;
  let frozen: Knex.Transaction;
  let portal: Awaited<ReturnType<typeof start>>;

  beforeEach(async () => {
    knex = await createTestStore(databaseId);
    portal = await start(knex);
    other = knexFactory(knex.client.config);
    frozen = await other.transaction();
    await lockRevision(frozen);
  });

  afterEach(async () => {
    await other.destroy();
    await knex.destroy();
  });

  it('does not wait for it, and lets go of accounts later', async () => {
    const keeping = await portal.keep({ patienceMs: 600, interval: 500 });

    expect(portal.logger.warn.mock.calls).toEqual([
      [
        'Could not let go of accounts that are not configured; trying again later',
        { reason: expect.stringContaining('cannot be reached') },
      ],
    ]);
    expect(await portal.stored('emea')).toEqual(ALL);
    await frozen.rollback();
    await until(async () => isNothing(await portal.stored('emea')));
    await keeping.stop();
    expect(portal.published).toEqual(['emea']);
  });

  it('ends without waiting for it, either', async () => {
    const keeping = await portal.keep({ patienceMs: 0, interval: 10 });
    await sleep(100);
    const begin = performance.now();
    await keeping.stop();
    expect(performance.now() - begin).toBeLessThan(2_000);
    expect(portal.logger.warn).toHaveBeenCalledTimes(1);
    await frozen.rollback();
  });
});
