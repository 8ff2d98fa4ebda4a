import { setTimeout as sleep } from 'node:timers/promises';
import { Sync } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { SyncHarness } from '../__testUtils__/SyncHarness';
import { frozenAfter } from '../__testUtils__/frozenAfter';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncStore } from './SyncStore';
import { databaseTime } from './databaseTime';
import { failuresSinceSuccess } from './failuresSinceSuccess';

jest.setTimeout(60_000);

const HOUR = 60 * 60 * 1_000;

/** Everything of the process but the time of day goes on as ever. */
const ALL_BUT_DATE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

describe.each(databases.eachSupportedId())('syncs on %s', databaseId => {
  afterEach(() => {
    jest.useRealTimers();
  });

  /** Sets the clock of this process, and of no other. */
  function setClock(by: number): void {
    jest.useFakeTimers({ now: Date.now() + by, doNotFake: [...ALL_BUT_DATE] });
  }

  /** Makes it seem that the clock of the database was set since the last sign of life. */
  async function shiftHeartbeats(knex: Knex, by: number): Promise<void> {
    await knex('syncs')
      .where({ state: 'running' })
      .update({ heartbeat_at: new Date(Date.now() + by).toISOString() });
  }

  async function running(syncs: SyncStore): Promise<Sync> {
    const { started, sync } = await syncs.begin({
      account: 'default',
      trigger: 'schedule',
    });
    expect(started).toBe(true);
    return sync;
  }

  /** @returns the id of the sync whose snapshot is held. */
  async function hold(syncs: SyncStore, { id }: Sync): Promise<string> {
    await syncs.finish(id, {
      state: 'held',
      heldBack: { removals: 1, rejections: 0 },
    });
    return id;
  }

  const aliveAt = { phase: 'reading', read: 1, timings: {} } as const;

  it('lose nothing of what they stage while somebody clears up after the dead', async () => {
    const knex = await createTestStore(databaseId);
    const syncs = new SyncStore({ knex });
    const sync = await running(syncs);
    const staged = { seq: 1, user_id: 'lucid-1', disposition: 'rejected' };
    await knex('staged_users').insert({ ...staged, sync_id: 'the-dead-one' });
    await knex('syncs').update({ state: 'failed' });
    const begins = new Promise<void>((resolve, reject) => {
      knex.on('query', ({ sql }) => {
        if (/^delete from .staged_users/.test(sql)) {
          knex.removeAllListeners('query');
          knex('syncs')
            .update({ state: 'running' })
            .then(() =>
              knex('staged_billed_seats').insert({
                sync_id: sync.id,
                seq: 1,
                subscription_id: 'team',
                user_id: 'lucid-1',
              }),
            )
            .then(() => resolve(), reject);
        }
      });
    });

    await syncs.buryDead();
    await begins;

    expect(await knex('staged_billed_seats').pluck('sync_id')).toEqual([
      sync.id,
    ]);
  });

  it('are listed once each, newest first, also when others begin meanwhile', async () => {
    const knex = await createTestStore(databaseId);
    const syncs = new SyncStore({ knex });
    const begin = async () => {
      const sync = await running(syncs);
      await syncs.finish(sync.id, { state: 'succeeded' });
      // Those of one millisecond have no order that anybody could expect.
      await sleep(5);
      return sync.id;
    };
    const ids = [await begin(), await begin(), await begin(), await begin()];
    const idsOf = ({ items }: { items: Sync[] }) => items.map(({ id }) => id);

    const first = await syncs.list({ account: 'default', limit: 2 });
    const newest = await begin();
    const second = await syncs.list({ cursor: first.nextCursor, limit: 2 });
    const back = await syncs.list({ cursor: second.prevCursor, limit: 2 });

    expect(idsOf(first)).toEqual([ids[3], ids[2]]);
    expect(idsOf(second)).toEqual([ids[1], ids[0]]);
    expect(second.nextCursor).toBeUndefined();
    expect(idsOf(back)).toEqual([ids[3], ids[2]]);
    const front = await syncs.list({ cursor: back.prevCursor, limit: 2 });
    expect(idsOf(front)).toEqual([newest]);
    await expect(syncs.list({ cursor: 'made-up' })).rejects.toThrow(
      'is not one that this list gave out',
    );
  });

  it('begin when nothing is in their way any more, however long they waited for it', async () => {
    const knex = await createTestStore(databaseId);
    const syncs = new SyncStore({ knex });
    const before = await running(syncs);
    const ending = await knex.transaction();
    await syncs.finish(before.id, { state: 'succeeded' }, ending);

    const next = running(syncs);
    await sleep(300);
    const [{ now }] = await ending.select({ now: databaseTime(ending) });
    await ending.commit();

    const { id, startedAt } = await next;
    expect(startedAt >= now).toBe(true);
    const row = await knex('syncs').where({ sync_id: id }).first();
    expect(row.heartbeat_at >= now).toBe(true);
  });

  it('keep their place in the record when they are taken for dead while they begin', async () => {
    const knex = await createTestStore(databaseId);
    const longAgo = '2026-01-01T00:00:00.000Z';

    const { started, sync } = await frozenAfter(
      knex,
      {
        statement: /^insert into .syncs/,
        meanwhile: async others => {
          await others('syncs').update({
            state: 'failed',
            started_at: longAgo,
          });
          await running(new SyncStore({ knex: others }));
        },
      },
      frozen =>
        new SyncStore({ knex: frozen }).begin({
          account: 'default',
          trigger: 'schedule',
        }),
    );

    expect(started).toBe(false);
    const { items } = await new SyncStore({ knex }).list({});
    expect(items).toMatchObject([
      { id: sync.id, state: 'running' },
      { state: 'failed', startedAt: longAgo },
    ]);
  });

  it('settle no snapshot that was held while their process was frozen', async () => {
    const knex = await createTestStore(databaseId);
    const syncs = new SyncStore({ knex });
    const earlier = await hold(syncs, await running(syncs));
    await sleep(5);
    const frozen = await running(syncs);
    let newer = '';

    await frozenAfter(
      knex,
      {
        statement: /^update .syncs/,
        meanwhile: async others => {
          const othersSyncs = new SyncStore({ knex: others });
          await sleep(5);
          newer = await hold(othersSyncs, await running(othersSyncs));
        },
      },
      ofProcess => hold(new SyncStore({ knex: ofProcess }), frozen),
    );

    expect(await syncs.held('default')).toMatchObject({ id: newer });
    for (const settled of [earlier, frozen.id]) {
      expect(await syncs.get(settled)).toMatchObject({
        state: 'cancelled',
        error: { message: 'A newer reading of Lucid has taken its place.' },
      });
    }
  });

  it('leave no older snapshot held when a held one is let go of, though its process died before it settled them', async () => {
    const knex = await createTestStore(databaseId);
    const syncs = new SyncStore({ knex });
    const earlier = await hold(syncs, await running(syncs));
    await sleep(5);
    const { id } = await running(syncs);
    await knex('syncs').where({ sync_id: id }).update({ state: 'held' });

    expect(await syncs.release(id, 'Discarded')).toBe(true);

    expect(await syncs.held('default')).toBeUndefined();
    expect(await syncs.get(id)).toMatchObject({
      error: { message: 'Discarded' },
    });
    expect(await syncs.get(earlier)).toMatchObject({
      error: { message: 'A newer reading of Lucid has taken its place.' },
    });
  });

  it('keep their snapshot held when somebody wants to let go of one that is not', async () => {
    const knex = await createTestStore(databaseId);
    const syncs = new SyncStore({ knex });
    const held = await hold(syncs, await running(syncs));
    await sleep(5);
    const { id } = await running(syncs);
    await syncs.finish(id, { state: 'failed' });

    expect(await syncs.release(id, 'Discarded')).toBe(false);

    expect(await syncs.held('default')).toMatchObject({ id: held });
  });

  it('keep nobody out who were lost sight of while they began', async () => {
    const knex = await createTestStore(databaseId);
    const syncs = new SyncStore({ knex });
    const lookingFails = jest
      .spyOn(syncs, 'running')
      .mockRejectedValueOnce(new Error('Connection lost'));

    await expect(running(syncs)).rejects.toThrow('Connection lost');

    lookingFails.mockRestore();
    expect(await syncs.running('default')).toBeUndefined();
    await running(syncs);
  });

  it.each([
    ['ahead', HOUR],
    ['behind', -HOUR],
  ])(
    'live on while another process looks whose clock is an hour %s',
    async (_, by) => {
      const knex = await createTestStore(databaseId);
      const syncs = new SyncStore({ knex });
      const sync = await running(syncs);
      setClock(by);
      const other = new SyncStore({ knex });
      expect(await other.buryDead()).toEqual([]);
      expect(
        await other.begin({ account: 'default', trigger: 'request' }),
      ).toMatchObject({ started: false, sync: { id: sync.id } });
      expect(await syncs.progress(sync.id, aliveAt)).toBe(true);
      jest.useRealTimers();
      expect(await syncs.buryDead()).toEqual([]);
    },
  );

  it.each([
    ['ahead', HOUR],
    ['behind', -HOUR],
  ])(
    'are not kept alive by the clock of their process, an hour %s, when it dies',
    async (_, by) => {
      const knex = await createTestStore(databaseId);
      setClock(by);
      const sync = await running(new SyncStore({ knex }));
      jest.useRealTimers();
      const other = new SyncStore({ knex, runLockLifetimeMs: 200 });
      await new Promise(resolve => setTimeout(resolve, 250));
      expect(await other.buryDead()).toEqual([
        { id: sync.id, account: 'default', trigger: 'schedule' },
      ]);
    },
  );

  it.each([
    ['forwards', -HOUR],
    ['backwards', HOUR],
  ])(
    'live on when the clock of the database jumps %s by an hour, if they do live',
    async (_, by) => {
      const knex = await createTestStore(databaseId);
      const harness = new SyncHarness(knex);
      harness.lucid.add(lucidUser('lucid-1'));
      let goOn = () => {};
      const gate = new Promise<void>(resolve => {
        goOn = resolve;
      });
      harness.lucid.beforePage = () => gate;
      const { sync } = await harness.service.start('default');

      await shiftHeartbeats(knex, by);
      expect(await harness.syncs.buryDead()).toEqual([]);
      goOn();

      expect(await harness.ended(sync)).toMatchObject({ state: 'succeeded' });
    },
  );

  it.each([
    ['forwards', -HOUR],
    ['backwards', HOUR],
  ])(
    'that are dead are ended when the clock of the database jumps %s by an hour',
    async (_, by) => {
      const knex = await createTestStore(databaseId);
      const syncs = new SyncStore({ knex, runLockLifetimeMs: 10_000 });
      const dead = await running(syncs);
      await shiftHeartbeats(knex, by);

      expect(await syncs.buryDead()).toMatchObject([{ id: dead.id }]);

      await running(syncs);
      expect(await syncs.get(dead.id)).toMatchObject({
        state: 'failed',
        error: { name: 'ProcessEnded' },
      });
    },
  );

  it('are not hidden by one that began while the clock of the database was ahead', async () => {
    const knex = await createTestStore(databaseId);
    const syncs = new SyncStore({ knex });
    const ahead = await running(syncs);
    await syncs.finish(ahead.id, { state: 'succeeded' });
    await knex('syncs').update({
      started_at: new Date(Date.now() + 24 * HOUR).toISOString(),
    });
    // Two that begin in the same millisecond have no order.
    const wait = () => new Promise(resolve => setTimeout(resolve, 5));

    const error = { name: 'Error', message: 'No answer' };
    for (const _ of [1, 2]) {
      const next = await running(syncs);
      await wait();
      await syncs.finish(next.id, { state: 'failed', error });
      expect(await syncs.last('default')).toMatchObject({ id: next.id });
      await wait();
    }

    const failures = await failuresSinceSuccess(knex, 'default');
    expect(await failures()).toHaveLength(2);
  });

  it('keep their order whatever the clocks of the processes say', async () => {
    const knex = await createTestStore(databaseId);
    const ids: string[] = [];
    for (const by of [HOUR, -HOUR, 0]) {
      setClock(by);
      const syncs = new SyncStore({ knex });
      const sync = await running(syncs);
      await syncs.finish(sync.id, { state: 'succeeded' });
      jest.useRealTimers();
      ids.push(sync.id);
      const { items } = await syncs.list({});
      expect(items.map(({ id }) => id)).toEqual([...ids].reverse());
      expect(await syncs.last('default')).toMatchObject({ id: sync.id });
      const { startedAt, finishedAt } = items[0];
      expect(startedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(Math.abs(Date.parse(startedAt) - Date.now())).toBeLessThan(60_000);
      expect(finishedAt! >= startedAt).toBe(true);
      // Two that begin in the same millisecond have no order.
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  });
});
