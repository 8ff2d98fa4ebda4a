import { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { AlertEvaluator } from '../alerts/AlertEvaluator';
import { SeatStore } from './seats/SeatStore';
import { TotalsWriter } from './totals/TotalsWriter';

jest.setTimeout(60_000);

/** A change of a table, as the database saw it. */
interface Change {
  limit: string;
  statement: string;
}

// SQLite has one connection, in one process.
describe.each(
  databases.eachSupportedId().filter(([id]) => id.startsWith('POSTGRES')),
)('whoever falls silent in a transaction, on %s', databaseId => {
  let knex: Knex;
  let harness: SyncHarness;

  beforeEach(async () => {
    knex = await createTestStore(databaseId);
    harness = new SyncHarness(knex, ['default'], { readSeats: true });
    harness.lucid.add(lucidUser('1'), lucidUser('2'));
    harness.rest.bill('1', '2');
    await harness.sync();
  });

  afterEach(async () => {
    await knex.destroy();
  });

  /** What changes a table, and how long it may be silent meanwhile. */
  async function changesOf(
    tables: string[],
    run: () => Promise<unknown>,
  ): Promise<Change[]> {
    await knex.raw(`
      create table seen (id serial, "limit" text, statement text);
      create function see() returns trigger language plpgsql as $$ begin
        insert into seen ("limit", statement) values
          (current_setting('idle_in_transaction_session_timeout'), current_query());
        return null;
      end $$;
    `);
    for (const table of tables) {
      await knex.raw(
        `create trigger see after insert or update or delete on ??
         for each statement execute function see()`,
        [table],
      );
    }
    await run();
    return knex('seen').orderBy('id').select('limit', 'statement');
  }

  const limits = (changes: Change[]) => [
    ...new Set(changes.map(({ limit }) => limit)),
  ];

  it('keeps an account from nobody for longer than 30 seconds while its totals are recorded', async () => {
    const changes = await changesOf(['accounts', 'daily_totals'], () =>
      new TotalsWriter({ knex }).record('default', () => '2026-01-01', []),
    );
    expect(limits(changes)).toEqual(['30s']);
    // While it copies, PostgreSQL would wait for as long as TCP does.
    expect(
      changes.filter(({ statement }) => statement.startsWith('copy')),
    ).toEqual([]);
    expect(await knex('daily_totals').where({ day: '2026-01-01' })).not.toEqual(
      [],
    );
  });

  it('keeps alerts from nobody for longer than that while it evaluates them', async () => {
    const evaluator = new AlertEvaluator({
      knex,
      config: {
        pagePath: '/lucid',
        rules: [
          {
            rule: 'undetected-users',
            above: 1,
            severity: 'high',
            recipients: [],
          },
        ],
      },
      accounts: ['default'],
      readPools: async () => [],
    });
    const changes = await changesOf(['alert_evaluations', 'alerts'], () =>
      evaluator.evaluate(new Date()),
    );
    expect(changes.length).toBeGreaterThan(1);
    expect(limits(changes)).toEqual(['30s']);
  });

  it('keeps seats and accounts from nobody for longer than that while it forgets seats', async () => {
    const changes = await changesOf(
      ['accounts', 'billed_seats', 'subscriptions'],
      () => new SeatStore({ knex }).keepOnly([]),
    );
    expect(changes.length).toBeGreaterThan(2);
    expect(limits(changes)).toEqual(['30s']);
  });
});
