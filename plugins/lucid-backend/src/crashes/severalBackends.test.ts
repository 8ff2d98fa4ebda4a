import { Sync } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { Backends, NamedBackend } from '../../crash-tests/several/Backends';
import { StoreDatabase } from '../../crash-tests/series/StoreDatabase';
import { OutsideWorld } from '../../crash-tests/world/OutsideWorld';
import { hasPostgres, newPostgres } from './__testUtils__/testDatabases';

jest.setTimeout(300_000);

const USERS = 600;
const RUN_LOCK_LIFETIME_MS = 3_000;

/** How long PostgreSQL waits for a transaction that holds the lock of revisions. */
const SILENCE_MS = 30_000;

/** Until a backend looks after dead syncs again, and what a loaded machine needs. */
const TAKEN_OVER_WITHIN_MS = RUN_LOCK_LIFETIME_MS + 5_000 + 10_000;

(hasPostgres ? describe : describe.skip)(
  'several backends on one PostgreSQL',
  () => {
    let outside: OutsideWorld;
    let backends: Backends;
    let database: StoreDatabase;

    beforeEach(async () => {
      outside = await OutsideWorld.start({
        users: USERS,
        world: { lucid: 0, catalog: 0 },
        latencies: { page: 60, user: 10, catalog: 10 },
      });
      database = newPostgres();
      backends = new Backends({
        database,
        outside,
        // A task whose backend dies is not run by another within the test.
        schedule: {
          frequency: { seconds: 2 },
          timeout: { minutes: 30 },
          initialDelay: { seconds: 1 },
        },
        runLockLifetimeMs: RUN_LOCK_LIFETIME_MS,
      });
    });

    afterEach(async () => {
      await backends.close();
      await outside.close();
    });

    const eventually = async <T>(
      what: string,
      find: () => Promise<T | undefined> | T | undefined,
    ): Promise<T> => {
      const deadline = Date.now() + 120_000;
      for (;;) {
        const found = await find();
        if (found) {
          return found;
        }
        if (Date.now() > deadline) {
          throw new Error(`It never came to ${what}`);
        }
        await sleep(20);
      }
    };

    const overlapping = (syncs: Sync[]) =>
      [...syncs]
        .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
        .filter(
          (sync, index, all) =>
            index > 0 && sync.startedAt < (all[index - 1].finishedAt ?? '9999'),
        );

    it('let one of them sync at a time, whoever is asked', async () => {
      const all = await backends.startAll('one', 'two', 'three');

      const isSyncedOften = async () =>
        (await all[0].api.syncs()).filter(({ state }) => state === 'succeeded')
          .length >= 6 || undefined;
      await eventually('six syncs', async () => {
        const answers = await Promise.all(
          all.map(({ api }) => api.startSync()),
        );
        expect(
          answers.filter(({ started }) => started).length,
        ).toBeLessThanOrEqual(1);
        return isSyncedOften();
      });

      expect(outside.readings.overlaps).toEqual([]);
      const syncs = await all[1].api.syncs();
      expect(overlapping(syncs)).toEqual([]);
      expect(
        syncs.filter(({ state }) => !['running', 'succeeded'].includes(state)),
      ).toEqual([]);
      expect((await all[2].api.status()).counts.users).toBe(USERS - 20);
    });

    /** Which connection holds the lock that everybody needs who changes anything. */
    const lockHolder = async (knex: Knex): Promise<number | undefined> => {
      const { rows } = await knex.raw(
        `select pid from pg_locks join pg_stat_activity using (pid)
         where relation = 'revision_counter'::regclass and granted
           and mode = 'RowExclusiveLock' and state = 'idle in transaction'`,
      );
      return rows[0]?.pid;
    };

    /** Freezes a backend while it holds the lock. */
    const freezeWithLock = async ({ process, api }: NamedBackend) => {
      const knex = database.connect();
      try {
        await eventually('a lock that stays', async () => {
          await api.startSync();
          const holder = await eventually('a lock', () => lockHolder(knex));
          process.freeze();
          await sleep(200);
          if ((await lockHolder(knex)) === holder) {
            return true;
          }
          process.thaw();
          return undefined;
        });
      } finally {
        await knex.destroy();
      }
    };

    it('go on without one that cannot be reached any more, whatever it was doing', async () => {
      const [one, two] = await backends.startAll('one', 'two');
      await eventually('a first sync', async () =>
        (await two.api.syncs()).some(({ state }) => state === 'succeeded'),
      );
      await freezeWithLock(one);
      const frozenAt = new Date().toISOString();
      const begin = Date.now();

      const successor = await eventually('a sync without it', async () => {
        const answer = await two.api.startSync().catch(() => undefined);
        return (
          answer &&
          (await two.api.syncs()).find(
            ({ state, startedAt }) =>
              state === 'succeeded' && startedAt > frozenAt,
          )
        );
      });

      expect(Date.now() - begin).toBeLessThan(
        SILENCE_MS + TAKEN_OVER_WITHIN_MS,
      );
      one.process.thaw();
      await eventually('its return', async () => {
        const { lastSync } = await one.api.status();
        return lastSync?.state === 'succeeded' && lastSync;
      });
      const syncs = await two.api.syncs();
      expect(syncs).toContainEqual(successor);
      expect(
        syncs.filter(({ state }) => !['running', 'succeeded'].includes(state)),
      ).toMatchObject([{ state: 'failed', error: { name: 'ProcessEnded' } }]);
      expect(overlapping(syncs)).toEqual([]);
    });

    it('take over from one that dies in the middle of a sync', async () => {
      // Keeps the first sync from ending before its backend does.
      const open = outside.hold('lucid');
      const all = await backends.startAll('one', 'two', 'three');
      const owner: NamedBackend = await eventually('a reading', () =>
        all.find(({ name }) => outside.readings.readers.includes(name)),
      );
      const others = all.filter(({ name }) => name !== owner.name);
      const { runningSync: dead } = await others[0].api.status();
      expect(dead).toBeDefined();

      await backends.kill(owner);
      const diedAt = Date.now();
      open();
      const successor = await eventually('another sync', async () => {
        const syncs = await others[0].api.syncs();
        return syncs.find(({ id }) => id !== dead?.id);
      });

      expect(Date.now() - diedAt).toBeLessThan(TAKEN_OVER_WITHIN_MS);
      const ended = await eventually('its end', async () => {
        const sync = await others[1].api.sync(successor.id);
        return sync.state === 'running' ? undefined : sync;
      });
      expect(ended).toMatchObject({ state: 'succeeded' });
      const syncs = await others[1].api.syncs();
      expect(syncs.find(({ id }) => id === dead?.id)).toMatchObject({
        state: 'failed',
        error: { name: 'ProcessEnded' },
      });
      expect(outside.readings.overlaps).toEqual([]);
      expect(overlapping(syncs)).toEqual([]);
    });
  },
);
