import knexFactory from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Leftovers } from '../../crash-tests/series/Leftovers';
import { StoreDatabase } from '../../crash-tests/series/StoreDatabase';

describe('what a kill may leave', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'lucid-leftovers-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  async function run(...statements: string[]) {
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: join(directory, 'lucid.sqlite') },
      useNullAsDefault: true,
    });
    try {
      for (const statement of statements) await knex.raw(statement);
    } finally {
      await knex.destroy();
    }
  }

  it('is nothing staged, and no more of a day than undisturbed syncs leave, however many days there are', async () => {
    const database = StoreDatabase.sqlite(directory);
    const leftovers = new Leftovers();
    await run(
      'create table staged_users (user_id text)',
      'create table daily_totals (day text, users integer)',
      `insert into daily_totals values ('2026-11-22', 1)`,
    );
    await leftovers.learn(database);

    await run(`insert into daily_totals values ('2026-11-23', 2)`);
    expect(await leftovers.find(database)).toEqual([]);

    await run(
      `insert into daily_totals values ('2026-11-23', 3)`,
      `insert into staged_users values ('ada')`,
    );
    expect((await leftovers.find(database)).sort()).toEqual([
      'daily_totals holds 2 rows, and at most 1 after an undisturbed sync',
      'staged_users holds 1 rows, and at most 0 after an undisturbed sync',
    ]);
  });
});
