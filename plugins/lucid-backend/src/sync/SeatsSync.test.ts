import { SeatPool } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { billedSeat } from '../__testUtils__/FakeLucidRest';
import { SyncHarness, SyncHarnessOptions } from '../__testUtils__/SyncHarness';
import { countStatements } from '../__testUtils__/countStatements';
import { createTestStore, databases } from '../__testUtils__/databases';
import { PriceList } from '../costs/PriceList';
import { LogRecorder } from '../faults/__testUtils__/LogRecorder';
import { leftInStaging } from '../faults/__testUtils__/leftInStaging';
import { LucidUnavailableError } from '../http/errors';
import { CohortCensus } from '../store/costs/CohortCensus';
import { SeatReader } from '../store/seats/SeatReader';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'seats in a sync, on %s',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;
    const log = new LogRecorder();

    async function start(options: SyncHarnessOptions = {}) {
      knex = await createTestStore(databaseId);
      log.lines.length = 0;
      harness = new SyncHarness(knex, ['default'], {
        readSeats: true,
        logger: log,
        ...options,
      });
      harness.lucid.add(lucidUser('lucid-1'), lucidUser('lucid-2'));
      harness.rest.bill('lucid-1', 'lucid-2', 'lucid-3');
    }

    function pools(): Promise<SeatPool[]> {
      return new SeatReader({
        knex,
        cohorts: new CohortCensus({ knex }),
        prices: new PriceList([]),
        today: () => '2026-12-30',
      }).pools();
    }

    /** Who is billed for which subscription since when. */
    async function billed(): Promise<string[]> {
      const rows: { subscription_id: string; user_id: string }[] = await knex(
        'billed_seats',
      )
        .where({ account_id: 'default' })
        .select('subscription_id', 'user_id');
      return rows.map(row => `${row.subscription_id} ${row.user_id}`).sort();
    }

    const status = () => harness.seats.health.of('default');

    /** How many statements of a sync write seats. */
    function countWrites(): Promise<number> {
      return countStatements(
        knex,
        /^\s*(insert into .?staged_|(insert into|update|delete from) .?)(billed_seats|subscriptions)/i,
        () => harness.sync(),
      );
    }

    const lines = (message: RegExp) =>
      log.lines.filter(line => message.test(line.message));

    it('stores them with the snapshot, and says so in one line', async () => {
      await start();
      const sync = await harness.sync();
      expect(sync).toMatchObject({
        state: 'succeeded',
        timings: { 'reading-seats': expect.any(Number) },
      });
      expect(await billed()).toEqual([
        's1 lucid-1',
        's1 lucid-2',
        's1 lucid-3',
      ]);
      expect(await pools()).toEqual([
        {
          id: 'lucid/default/s1',
          account: 'default',
          source: 'lucid',
          subscription: 's1',
          bought: 10,
          used: 3,
          left: 7,
          overage: 0,
          utilisation: 0.3,
          trial: false,
          start: '2026-01-01',
          end: '2026-12-31',
          renewal: '2027-01-01',
          daysLeft: 2,
        },
      ]);
      expect(await status()).toEqual({ readAt: sync.startedAt });
      expect(lines(/seats/)).toEqual([
        {
          level: 'info',
          message: 'Read the seats of Lucid',
          fields: {
            account: 'default',
            sync: sync.id,
            subscriptions: 1,
            seats: 3,
            changed: 3,
            removed: 0,
            rejected: 0,
            milliseconds: expect.any(Number),
          },
        },
      ]);
      expect(await leftInStaging(knex)).toBe(0);
    });

    it('asks for none unless it is told to', async () => {
      await start({ readSeats: false });
      harness.rest.beforePage = async () => {
        throw new Error('Nobody should ask');
      };
      const sync = await harness.sync();
      expect(sync).toMatchObject({ state: 'succeeded' });
      expect(sync.timings).not.toHaveProperty('reading-seats');
      expect(await pools()).toEqual([]);
      expect(await status()).toEqual({});
    });

    it('follows who is billed, and subscriptions that come, change and end', async () => {
      await start();
      await harness.sync();
      harness.rest.bill('lucid-2', 'lucid-9');
      harness.rest.subscriptions[0].bought = 1;
      harness.rest.subscriptions.push({ id: 's2', used: 1, trial: true });
      harness.rest.seats.set('s2', [billedSeat('lucid-2')]);
      await harness.sync();
      expect(await billed()).toEqual([
        's1 lucid-2',
        's1 lucid-9',
        's2 lucid-2',
      ]);
      expect(await pools()).toMatchObject([
        { id: 'lucid/default/s1', bought: 1, left: 0, overage: 1 },
        { id: 'lucid/default/s2', trial: true, overage: 0 },
      ]);
      expect((await pools())[1]).not.toHaveProperty('left');
      expect((await pools())[1]).not.toHaveProperty('utilisation');
      expect(lines(/Read the seats/)[1].fields).toMatchObject({
        subscriptions: 2,
        seats: 3,
        changed: 2,
        removed: 2,
      });
      harness.rest.subscriptions = [];
      await harness.sync();
      expect(await billed()).toEqual([]);
      expect(await pools()).toEqual([]);
    });

    it('writes nothing where nothing has changed', async () => {
      await start();
      expect(await countWrites()).toBeGreaterThan(0);
      harness.rest.bill('lucid-3', 'lucid-2', 'lucid-1');
      expect(await countWrites()).toBe(0);
      harness.rest.seats.set('s1', [
        billedSeat('lucid-1'),
        billedSeat('lucid-2'),
        { userId: 'lucid-3', createdAt: '2026-05-05T00:00:00.000Z' },
      ]);
      expect(await countWrites()).toBeGreaterThan(0);
      expect(
        await knex('billed_seats')
          .where({ user_id: 'lucid-3' })
          .pluck('created_at'),
      ).toEqual(['2026-05-05T00:00:00.000Z']);
    });

    it('holds thousands, some of whom come twice', async () => {
      await start();
      const ids = Array.from({ length: 6_000 }, (_, place) => `lucid-${place}`);
      harness.rest.bill(...ids, ...ids.slice(50, 70), ...ids.slice(0, 10));
      await harness.sync();
      expect(await billed()).toHaveLength(6_000);
      harness.rest.bill(...ids.slice(1_000), 'lucid-x');
      await harness.sync();
      const now = await billed();
      expect(now).toHaveLength(5_001);
      expect(now).not.toContain('s1 lucid-7');
      expect(await leftInStaging(knex)).toBe(0);
    });

    it('keeps the last good ones where Lucid answers with errors, and does not fail for it', async () => {
      await start();
      const good = await harness.sync();
      harness.rest.bill('lucid-8');
      harness.rest.failure = new LucidUnavailableError(
        'Lucid answered GET /v1/subscriptions/:id/licenses with 500.',
        { status: 500 },
      );
      harness.lucid.add(lucidUser('lucid-7'));
      const failing = await harness.sync();
      expect(failing).toMatchObject({
        state: 'succeeded',
        counts: { added: 1 },
      });
      expect(await billed()).toHaveLength(3);
      expect(await pools()).toMatchObject([{ used: 3 }]);
      const stale = {
        since: failing.startedAt,
        reason: 'Lucid answered GET /v1/subscriptions/:id/licenses with 500.',
      };
      expect(await status()).toEqual({ readAt: good.startedAt, stale });
      expect(lines(/Could not read the seats/)).toEqual([
        {
          level: 'warn',
          message: 'Could not read the seats of Lucid; the last good ones stay',
          fields: {
            account: 'default',
            sync: failing.id,
            reason: stale.reason,
          },
        },
      ]);
      expect(await leftInStaging(knex)).toBe(0);

      harness.rest.failure = new Error('Something else');
      await harness.sync();
      expect(await status()).toEqual({
        readAt: good.startedAt,
        stale: { since: failing.startedAt, reason: 'Something else' },
      });

      harness.rest.failure = undefined;
      const healed = await harness.sync();
      expect(await status()).toEqual({ readAt: healed.startedAt });
      expect(await billed()).toEqual(['s1 lucid-8']);
    });

    it('gives up on seats that never come while there is time to store the users', async () => {
      await start({
        config: {
          schedule: {
            frequency: { hours: 1 },
            timeout: { seconds: 6 },
            scope: 'global',
          },
        },
      });
      harness.rest.beforePage = signal =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
      expect(await status()).toMatchObject({
        stale: { reason: expect.stringContaining('did not come within half') },
      });
    });

    it('leaves nothing behind of a sync that is cancelled while it reads seats', async () => {
      await start();
      await harness.sync();
      const before = await status();
      const stop = new AbortController();
      harness.rest.bill('lucid-8');
      harness.rest.beforePage = async () => stop.abort(new Error('Enough'));
      await expect(
        harness.service.runScheduled('default', stop.signal),
      ).rejects.toThrow('Enough');
      expect(await harness.syncs.last('default')).toMatchObject({
        state: 'cancelled',
        phase: 'reading-seats',
      });
      expect(await billed()).toHaveLength(3);
      expect(await status()).toEqual(before);
      expect(await leftInStaging(knex)).toBe(0);
    });

    it('removes nobody where some could not be understood, and says how many', async () => {
      await start();
      await harness.sync();
      harness.rest.bill('lucid-1');
      harness.rest.rejectedSeats = [
        'userId is missing or no id of a user',
        'userId is missing or no id of a user',
      ];
      await harness.sync();
      expect(await billed()).toHaveLength(3);
      // What Lucid says of their number is another matter.
      expect(await pools()).toMatchObject([{ used: 1 }]);
      expect(lines(/make no sense/)).toMatchObject([
        {
          level: 'warn',
          fields: {
            seats: 2,
            reasons: ['userId is missing or no id of a user'],
          },
        },
      ]);
      harness.rest.rejectedSeats = [];
      harness.rest.subscriptions = [];
      harness.rest.rejectedSubscriptions = ['id is missing or no id'];
      await harness.sync();
      expect(await billed()).toHaveLength(3);
      expect(await pools()).toMatchObject([{ used: 1 }]);
    });

    it('keeps what is known where nobody who is billed can be understood, and says why', async () => {
      await start();
      await harness.sync();
      harness.rest.bill();
      harness.rest.rejectedSeats = ['userId is missing or no id of a user'];
      await harness.sync();
      expect(await billed()).toHaveLength(3);
      expect((await status()).stale?.reason).toContain(
        'nothing can be understood: userId is missing or no id of a user',
      );
    });

    it('are not taken for read where the database has lost some of them', async () => {
      await start();
      await harness.sync();
      harness.rest.bill(...Array.from({ length: 150 }, (_, i) => `new-${i}`));
      let pages = 0;
      harness.rest.beforePage = async () => {
        pages += 1;
        if (pages === 2) {
          // As PostgreSQL does with what it does not log, when it crashes.
          await knex('staged_billed_seats').delete();
        }
      };

      expect(await harness.sync()).toMatchObject({
        state: 'failed',
        error: {
          message: expect.stringContaining('lost what this sync had read'),
        },
      });

      expect(await billed()).toHaveLength(3);
      expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
      expect(await billed()).toHaveLength(150);
    });

    it('clears what a process has staged that died meanwhile', async () => {
      await start();
      const incoming = harness.seats.begin({
        account: 'default',
        syncId: 'of-the-dead',
      });
      await incoming.add('s1', [billedSeat('lucid-1')], 0);
      expect(await leftInStaging(knex)).toBe(1);
      await harness.sync();
      expect(await leftInStaging(knex)).toBe(0);
    });

    it('forgets the seats of an account of which they are not read any more', async () => {
      await start();
      await harness.sync();
      await harness.seats.keepOnly(['default']);
      expect(await billed()).toHaveLength(3);
      await harness.seats.keepOnly([]);
      expect(await billed()).toEqual([]);
      expect(await pools()).toEqual([]);
      expect(await status()).toEqual({});
    });
  },
);
