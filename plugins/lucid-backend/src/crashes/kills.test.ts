import { runKillSeries } from '../../crash-tests/series/KillSeries';
import {
  hasPostgres,
  newPostgres,
  withSqlite,
} from './__testUtils__/testDatabases';

// Half a minute where nothing else runs; other tests may.
jest.setTimeout(300_000);

/**
 * The short form of `yarn test:crashes`. Its seed is fixed, so that a failure
 * here can be looked at: `yarn test:crashes --seed 1 --kills 5 --users 600 --steady-catalog`.
 */
const KILLS = { kills: 5, seed: 1, users: 600, catalog: 'steady' } as const;

describe('a backend that is killed in the middle of a sync', () => {
  it('leaves one complete snapshot in SQLite, and the next sync succeeds', async () => {
    const records = await withSqlite(newDatabase =>
      runKillSeries({ ...KILLS, newDatabase }),
    );
    expect(records).toHaveLength(KILLS.kills);
  });

  (hasPostgres ? it : it.skip)(
    'leaves one complete snapshot in PostgreSQL, and the next sync succeeds',
    async () => {
      const records = await runKillSeries({
        ...KILLS,
        newDatabase: newPostgres,
      });
      expect(records).toHaveLength(KILLS.kills);
    },
  );
});
