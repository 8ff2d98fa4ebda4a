import { PHASES } from '../../crash-tests/backend/PhaseLog';
import { Leftovers } from '../../crash-tests/series/Leftovers';
import { StoreDatabase } from '../../crash-tests/series/StoreDatabase';
import { syncToItsEnd } from '../../crash-tests/series/syncToItsEnd';
import { Backends } from '../../crash-tests/several/Backends';
import { OutsideWorld } from '../../crash-tests/world/OutsideWorld';
import { eachDatabase } from './__testUtils__/testDatabases';

// Half a minute where nothing else runs; other tests may.
jest.setTimeout(300_000);

const USERS = 1_500;

/** Longer than any test, so that nobody can have waited for it. */
const RUN_LOCK_LIFETIME_MS = 600_000;

/** A second to stop the sync, and one for the rest of the backend on a loaded machine. */
const ENDS_WITHIN_MS = 2_000;

const CLEAN_ENDINGS = Object.fromEntries(
  PHASES.map(phase => [
    phase,
    {
      code: 0,
      inTime: true,
      isCancelled: true,
      isWhole: true,
      running: undefined,
      leftovers: [],
    },
  ]),
);

describe.each(eachDatabase)(
  'a backend on %s that is told to end while a sync runs',
  (_, withDatabases) => {
    const stopInEachPhase = async (newDatabase: () => StoreDatabase) => {
      const database = newDatabase();
      const outside = await OutsideWorld.start({
        users: USERS,
        world: { lucid: 0, catalog: 0 },
        latencies: { page: 40, user: 60, catalog: 60 },
      });
      const backends = new Backends({
        database,
        outside,
        runLockLifetimeMs: RUN_LOCK_LIFETIME_MS,
      });
      const leftovers = new Leftovers();
      const endings: Record<string, unknown> = {};
      try {
        let backend = await backends.start('first');
        for (const lucid of [0, 1, 2] as const) {
          outside.switchTo({ lucid, catalog: 0 });
          await syncToItsEnd(backend.api);
          await leftovers.learn(database);
        }
        for (const [index, phase] of PHASES.entries()) {
          outside.switchTo({ lucid: index % 2 === 0 ? 0 : 2, catalog: 0 });
          const before = await backend.api.status();
          const begins = backend.process.phases.begins(
            phase,
            AbortSignal.timeout(30_000),
          );
          const [{ sync }] = await Promise.all([
            backend.api.startSync(),
            begins,
          ]);
          const { milliseconds, code } = await backend.process.terminate();

          backend = await backends.start(phase);
          const { state } = await backend.api.sync(sync.id);
          const after = await backend.api.status();
          endings[phase] = {
            code,
            inTime: milliseconds < ENDS_WITHIN_MS || milliseconds,
            // The last moment of storing cannot be told from its end.
            isCancelled:
              state === 'cancelled' ||
              (phase === 'storing' && state === 'succeeded') ||
              state,
            // Only what is committed when it is told to end may be there.
            isWhole:
              state === 'succeeded'
                ? after.revision > before.revision
                : after.revision === before.revision,
            running: after.runningSync,
            leftovers: await leftovers.find(database),
          };
          await syncToItsEnd(backend.api);
        }
        return endings;
      } finally {
        await backends.close();
        await outside.close();
      }
    };

    it('cancels it within two seconds and leaves nothing', async () => {
      expect(await withDatabases(stopInEachPhase)).toEqual(CLEAN_ENDINGS);
    });
  },
);
