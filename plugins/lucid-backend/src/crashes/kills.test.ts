import { runKillSeries } from '../../crash-tests/series/KillSeries';
import { eachDatabase } from './__testUtils__/testDatabases';

// Half a minute where nothing else runs; other tests may.
jest.setTimeout(300_000);

/**
 * The short form of `yarn test:crashes`. Its seed is fixed, so that a failure
 * here can be looked at: `yarn test:crashes --seed 1 --kills 5 --users 600`.
 */
const KILLS = { kills: 5, seed: 1, users: 600, catalog: 'changing' } as const;

describe.each(eachDatabase)(
  'a backend on %s that is killed in the middle of a sync',
  (_, withDatabases) => {
    it('leaves one complete snapshot, and the next sync succeeds', async () => {
      const records = await withDatabases(newDatabase =>
        runKillSeries({ ...KILLS, newDatabase }),
      );
      expect(records).toHaveLength(KILLS.kills);
    });
  },
);
