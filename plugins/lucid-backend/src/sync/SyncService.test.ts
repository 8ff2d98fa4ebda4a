import { setTimeout as sleep } from 'node:timers/promises';
import { Sync } from 'backstage-plugin-lucid-common';
import { SyncHarness, catalogUser } from '../__testUtils__/SyncHarness';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { createTestStore, databases } from '../__testUtils__/databases';
import { LucidUnavailableError } from '../http/errors';
import { StagedSnapshot } from '../store/StagedSnapshot';
import { retireAccounts } from '../store/retireAccounts';

jest.setTimeout(60_000);

/** Begins to write the snapshot of a sync that nobody runs. */
async function beginSnapshot(harness: SyncHarness, sync: Sync) {
  return harness.snapshots.begin({
    account: sync.account,
    syncId: sync.id,
    at: sync.startedAt,
  });
}

describe.each(databases.eachSupportedId())('a sync on %s', databaseId => {
  async function harnessOf(users: number, accounts?: string[]) {
    const knex = await createTestStore(databaseId);
    const harness = new SyncHarness(knex, accounts);
    for (const lucid of Object.values(harness.lucids)) {
      for (let i = 0; i < users; i++) {
        lucid.add(lucidUser(`lucid-${i}`, { email: `p${i}@example.com` }));
      }
    }
    return { knex, harness };
  }

  it('stores every user and says who is in the catalog', async () => {
    const { harness } = await harnessOf(25);
    harness.catalogUsers = [
      catalogUser('p1', 'p1@example.com'),
      catalogUser('twin-a', 'p2@example.com'),
      catalogUser('twin-b', 'p2@example.com'),
      catalogUser('nobody', 'nobody@example.com'),
    ];

    const sync = await harness.sync();

    expect(sync).toMatchObject({
      state: 'succeeded',
      phase: 'done',
      counts: {
        users: 25,
        added: 25,
        changed: 0,
        departed: 0,
        detected: 1,
        ambiguous: 1,
        undetected: 23,
      },
    });
    const states = await harness.states();
    expect(Object.keys(states)).toHaveLength(25);
    expect(states['lucid-1']).toBe('detected');
    expect(states['lucid-2']).toBe('ambiguous');
    expect(states['lucid-3']).toBe('undetected');
    expect(await harness.accounts.get('default')).toMatchObject({
      connection: { state: 'connected' },
      snapshotAt: sync.startedAt,
      counts: {
        users: 25,
        unlicensed: 1,
        byLicence: { Lucidchart: 25 },
        byAccess: { 'can-edit': 25, 'view-only': 0, unknown: 0 },
      },
    });
  });

  it('touches nothing when nothing has changed', async () => {
    const { knex, harness } = await harnessOf(25);
    await harness.sync();
    const before = await knex('lucid_users').orderBy('user_id');
    const changes = await knex('usage_changes').count({ count: '*' });

    const again = await harness.sync();

    expect(again.counts).toMatchObject({ added: 0, changed: 0, departed: 0 });
    expect(await knex('lucid_users').orderBy('user_id')).toEqual(before);
    expect(await knex('usage_changes').count({ count: '*' })).toEqual(changes);
    expect(harness.published[1].revision).toBe(harness.published[0].revision);
    expect(await knex('staged_users')).toEqual([]);
  });

  it('gives every change a revision of its own, and leaves the others alone', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    const { revision } = harness.published[0];
    harness.lucid.add(
      lucidUser('lucid-3', {
        email: 'renamed@example.com',
        licences: [{ name: 'Lucidspark' }],
      }),
      lucidUser('lucid-99', { email: 'new@example.com' }),
    );

    const sync = await harness.sync();

    expect(sync.counts).toMatchObject({ added: 1, changed: 1 });
    const { items } = await harness.usages.changes(revision, 100);
    expect(
      items.map(item => item.type === 'current' && item.usage.id).sort(),
    ).toEqual(['lucid-3', 'lucid-99']);
    expect(await harness.history('lucid-3')).toEqual([
      expect.objectContaining({
        type: 'email',
        before: 'p3@example.com',
        after: 'renamed@example.com',
        syncId: sync.id,
      }),
      expect.objectContaining({
        type: 'licence-gained',
        after: 'Lucidspark',
      }),
      expect.objectContaining({
        type: 'licence-lost',
        before: 'Lucidchart (can-edit)',
      }),
      expect.objectContaining({ type: 'appeared' }),
    ]);
  });

  it('counts catalog users without a licence anew where somebody is matched to another one, or to none', async () => {
    const { harness } = await harnessOf(0);
    harness.catalogUsers = [
      catalogUser('ann', 'ann@example.com'),
      catalogUser('ben', 'ben@example.com'),
      catalogUser('cas', 'cas@example.com'),
    ];
    await harness.readCatalog();
    const sync = async (email: string, title: string) => {
      harness.lucid.add(lucidUser('1', { email, title }));
      await harness.sync();
      return (await harness.accounts.get('default')).counts.unlicensed;
    };
    // Nothing says that the catalog has changed, so it is not read again.
    harness.readCatalog = async () => {};

    expect(await sync('ann@example.com', 'Engineer')).toBe(2);
    expect(await sync('ann@example.com', 'Principal Engineer')).toBe(2);
    expect(await sync('nobody@example.com', 'Engineer')).toBe(3);
    expect(await sync('ben@example.com', 'Engineer')).toBe(2);
    harness.lucid.users.clear();
    harness.lucid.add(lucidUser('2', { email: 'cas@example.com' }));
    await harness.sync();
    expect((await harness.accounts.get('default')).counts.unlicensed).toBe(2);
  });

  it('counts catalog users without a licence anew when somebody returns who may be several of them', async () => {
    const { harness } = await harnessOf(1);
    harness.catalogUsers = [
      catalogUser('ann', 'twins@example.com'),
      catalogUser('ben', 'twins@example.com'),
    ];
    const twin = lucidUser('twin', { email: 'twins@example.com' });
    const unlicensed = async () => {
      await harness.sync();
      return (await harness.accounts.get('default')).counts.unlicensed;
    };

    harness.lucid.add(twin);
    expect(await unlicensed()).toBe(0);
    harness.readCatalog = async () => {};
    harness.lucid.users.delete('twin');
    expect(await unlicensed()).toBe(2);
    harness.lucid.add(twin);
    expect(await unlicensed()).toBe(0);
  });

  it('lets a user depart only when Lucid says by id that it is gone or inactive', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    const { revision } = harness.published[0];
    harness.lucid.users.delete('lucid-1');
    harness.lucid.add(
      lucidUser('lucid-2', { email: 'p2@example.com', active: false }),
    );
    harness.lucid.overlooked.add('lucid-3');

    const sync = await harness.sync();

    expect(harness.lucid.askedFor.sort()).toEqual([
      'lucid-1',
      'lucid-2',
      'lucid-3',
    ]);
    expect(sync.counts).toMatchObject({ users: 23, departed: 2, changed: 0 });
    const states = await harness.states();
    expect(states).not.toHaveProperty('lucid-1');
    expect(states).not.toHaveProperty('lucid-2');
    expect(states).toHaveProperty('lucid-3');
    expect((await harness.usages.changes(revision, 100)).items).toEqual([
      expect.objectContaining({
        type: 'tombstone',
        entityRef: 'licenceusage:default/default.lucid-1',
      }),
      expect.objectContaining({
        type: 'tombstone',
        entityRef: 'licenceusage:default/default.lucid-2',
      }),
    ]);
    expect(await harness.usages.get('default', 'lucid-1')).toMatchObject({
      state: 'departed',
      departedAt: sync.startedAt,
    });
  });

  it('welcomes a user who returns', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    const gone = harness.lucid.users.get('lucid-1')!;
    harness.lucid.users.delete('lucid-1');
    await harness.sync();
    harness.lucid.add(gone);

    const sync = await harness.sync();

    expect(sync.counts).toMatchObject({ returned: 1, added: 0 });
    const usage = await harness.usages.get('default', 'lucid-1');
    expect(usage).toMatchObject({ state: 'undetected' });
    expect(usage).not.toHaveProperty('departedAt');
    const history = await harness.history('lucid-1');
    expect(history.map(change => change.type)).toEqual([
      'returned',
      'departed',
      'appeared',
    ]);
  });

  it('holds a snapshot that would remove too many, and lets it through once confirmed', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    for (let i = 0; i < 10; i++) {
      harness.lucid.users.delete(`lucid-${i}`);
    }

    const held = await harness.sync();

    expect(held).toMatchObject({
      state: 'held',
      error: { name: 'TooManyRemovals' },
    });
    expect(held.error?.message).toMatch(/10 of 25 users/);
    expect(Object.keys(await harness.states())).toHaveLength(25);
    expect(await harness.syncs.held('default')).toMatchObject({ id: held.id });

    const confirmed = await harness.ended(
      await harness.service.confirm(held.id),
    );

    expect(confirmed).toMatchObject({
      state: 'succeeded',
      counts: { users: 15, departed: 10 },
    });
    expect(await harness.syncs.held('default')).toBeUndefined();
    await expect(harness.service.confirm(held.id)).rejects.toThrow(
      'The snapshot of this sync is not held',
    );
  });

  it('lets more users go only as far as was confirmed', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    for (let i = 0; i < 10; i++) {
      harness.lucid.users.delete(`lucid-${i}`);
    }
    const held = await harness.sync();
    harness.lucid.users.clear();
    harness.lucid.add(lucidUser('lucid-24'));

    const again = await harness.ended(await harness.service.confirm(held.id));

    expect(again).toMatchObject({ state: 'held' });
    expect(Object.keys(await harness.states())).toHaveLength(25);
  });

  it('holds a snapshot once for everything that is wrong with it, and lets all of it through', async () => {
    const { harness } = await harnessOf(40);
    await harness.sync();
    for (let i = 0; i < 20; i++) {
      harness.lucid.users.delete(`lucid-${i}`);
    }
    harness.lucid.rejected = Array.from({ length: 20 }, () => ({
      reason: 'id: missing',
    }));

    const held = await harness.sync();

    expect(held.error?.message).toMatch(/20 of 40 users are not in/);
    expect(held.error?.message).toMatch(/20 of 40 users could not/);
    const confirmed = await harness.ended(
      await harness.service.confirm(held.id),
    );
    expect(confirmed).toMatchObject({
      state: 'succeeded',
      counts: { users: 20, rejected: 20 },
    });
  });

  it('lets nothing through that was discarded while it was being confirmed', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    for (let i = 0; i < 10; i++) {
      harness.lucid.users.delete(`lucid-${i}`);
    }
    const held = await harness.sync();
    expect(held).toMatchObject({ state: 'held' });
    const begin = harness.syncs.begin.bind(harness.syncs);
    jest.spyOn(harness.syncs, 'begin').mockImplementationOnce(async options => {
      await harness.service.discard(held.id);
      return begin(options);
    });

    await expect(harness.service.confirm(held.id)).rejects.toThrow('not held');

    const running = await harness.syncs.running('default');
    expect(await harness.ended(running!)).toMatchObject({ state: 'held' });
    expect(Object.keys(await harness.states())).toHaveLength(25);
  });

  it('does not say that Lucid cannot be reached where another process has taken over', async () => {
    const { knex, harness } = await harnessOf(25);
    await harness.sync();
    harness.lucid.failure = new LucidUnavailableError('Lucid is down');
    harness.lucid.beforePage = async () => {
      await knex('syncs')
        .where({ state: 'running' })
        .update({ state: 'failed' });
    };

    await harness.sync();

    expect(await harness.accounts.get('default')).toMatchObject({
      connection: { state: 'connected' },
    });
  });

  it('does not lose a confirmation to a sync that is running', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    harness.lucid.users.clear();
    const held = await harness.sync();
    let release = () => {};
    const gate = new Promise<void>(resolve => {
      release = resolve;
    });
    harness.lucid.beforePage = () => gate;
    const running = await harness.service.start('default');

    await expect(harness.service.confirm(held.id)).rejects.toThrow(
      'A sync is running',
    );

    expect(await harness.syncs.held('default')).toMatchObject({ id: held.id });
    release();
    await harness.ended(running.sync);
  });

  it('has one held snapshot at most, the newest', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    harness.lucid.users.clear();
    const first = await harness.sync();
    const second = await harness.sync();

    await expect(harness.service.confirm(first.id)).rejects.toThrow(
      'is not held',
    );
    await harness.service.discard(second.id);
    expect(await harness.syncs.held('default')).toBeUndefined();
  });

  it('goes on with revisions that a 32-bit number cannot hold', async () => {
    const { knex, harness } = await harnessOf(12);
    await knex('revision_counter').update({ revision: 2 ** 40 });
    expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
    const { items } = await harness.usages.changes(2 ** 40, 100);
    expect(items).toHaveLength(12);
  });

  it('keeps a known user whose own answer cannot be understood', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    harness.lucid.overlooked.add('lucid-1');
    harness.lucid.garbled.add('lucid-1');

    expect(await harness.sync()).toMatchObject({
      state: 'succeeded',
      rejected: [{ id: 'lucid-1', reason: 'the answer is garbled' }],
    });
    expect(await harness.states()).toHaveProperty('lucid-1');
  });

  it('counts a row once that is set aside on several pages, and for nobody else', async () => {
    const { harness } = await harnessOf(1);
    const wrong = { id: 'lucid-x', reason: 'id holds blanks around it' };
    for (const kind of ['first', 'next']) {
      const { sync } = await harness.syncs.begin({
        account: 'default',
        trigger: 'schedule',
      });
      const snapshot = await beginSnapshot(harness, sync);
      await snapshot.setAside([wrong]);
      await snapshot.setAside([wrong]);
      await snapshot.add([lucidUser('lucid-x')]);
      expect(await snapshot.size()).toMatchObject({
        rejected: 1,
        understood: 1,
      });
      await snapshot.clear();
      await harness.syncs.finish(sync.id, { state: 'failed' });
      expect([kind, await harness.sync()]).toMatchObject([
        kind,
        { state: 'succeeded', counts: { users: 1 } },
      ]);
    }
  });

  it('never tells a user of the database what is in it', async () => {
    const { knex, harness } = await harnessOf(12);
    await knex.schema.alterTable('lucid_users', table =>
      table.dropColumn('details'),
    );

    const failed = await harness.sync();

    expect(failed).toMatchObject({
      state: 'failed',
      error: { name: 'DatabaseError' },
    });
    expect(JSON.stringify(failed)).not.toContain('example.com');
  });

  it('has succeeded once its snapshot is in force, even if nobody can be told', async () => {
    const { harness } = await harnessOf(12);
    harness.accounts.setConnection = async () => {
      throw new Error('no connection to the database');
    };
    expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
    expect(harness.published).toHaveLength(1);
  });

  it('forgets a held snapshot that is discarded', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    harness.lucid.users.clear();
    const held = await harness.sync();

    const discarded = await harness.service.discard(held.id);

    expect(discarded).toMatchObject({ state: 'cancelled' });
    expect(await harness.syncs.held('default')).toBeUndefined();
    expect(Object.keys(await harness.states())).toHaveLength(25);
  });

  it('asks for a user whose row has no proper id any more', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    harness.lucid.overlooked.add('lucid-1');
    const wrong = { id: 'lucid-1', reason: 'id holds blanks around it' };
    harness.lucid.rejected = [wrong];

    expect(await harness.sync()).toMatchObject({
      state: 'succeeded',
      counts: { rejected: 1, departed: 0 },
      rejected: [wrong],
    });
    expect(harness.lucid.askedFor).toEqual(['lucid-1']);
    expect(await harness.states()).toHaveProperty('lucid-1');
  });

  it('counts a user once whose row and whose own answer are both broken', async () => {
    const { harness } = await harnessOf(40);
    await harness.sync();
    harness.lucid.overlooked.add('lucid-1');
    harness.lucid.garbled.add('lucid-1');
    harness.lucid.rejected = [{ id: 'lucid-1', reason: 'id holds blanks' }];

    expect(await harness.sync()).toMatchObject({
      state: 'succeeded',
      counts: { users: 40, rejected: 1, departed: 0 },
    });
    expect(await harness.states()).toHaveProperty('lucid-1');
  });

  it('confirms more and more of a snapshot that is held for one thing after another', async () => {
    const { harness } = await harnessOf(40);
    await harness.sync();
    const ids = Array.from({ length: 20 }, (_, i) => `lucid-${i}`);
    ids.forEach(id => harness.lucid.overlooked.add(id));
    ids.forEach(id => harness.lucid.garbled.add(id));
    const removals = await harness.sync();
    expect(removals.error?.name).toBe('TooManyRemovals');

    const rejections = await harness.ended(
      await harness.service.confirm(removals.id),
    );
    expect(rejections).toMatchObject({
      state: 'held',
      error: { name: 'TooManyRejected' },
    });
    expect(
      await harness.ended(await harness.service.confirm(rejections.id)),
    ).toMatchObject({
      state: 'succeeded',
      counts: { users: 40, departed: 0, rejected: 20 },
    });
  });

  it('holds a snapshot in which too many users cannot be understood', async () => {
    const { harness } = await harnessOf(25);
    harness.lucid.rejected = Array.from({ length: 10 }, (_, i) => ({
      id: `broken-${i}`,
      reason: 'emails: wrong',
    }));

    const held = await harness.sync();

    expect(held).toMatchObject({
      state: 'held',
      error: { name: 'TooManyRejected' },
    });
    const confirmed = await harness.ended(
      await harness.service.confirm(held.id),
    );
    expect(confirmed).toMatchObject({ state: 'succeeded' });
  });

  it('leaves the last good snapshot when reading breaks off', async () => {
    const { knex, harness } = await harnessOf(25);
    await harness.sync();
    harness.lucid.users.delete('lucid-1');
    harness.lucid.failure = new Error('connection reset');

    const failed = await harness.sync();

    expect(failed).toMatchObject({
      state: 'failed',
      error: { message: 'connection reset' },
    });
    expect(Object.keys(await harness.states())).toHaveLength(25);
    expect(await knex('staged_users')).toEqual([]);

    harness.lucid.failure = undefined;
    expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
    expect(Object.keys(await harness.states())).toHaveLength(24);
  });

  it('never mixes two accounts, though they use the same ids', async () => {
    const { harness } = await harnessOf(12, ['emea', 'apac']);
    harness.lucids.apac.users.delete('lucid-0');
    await harness.sync('emea');
    await harness.sync('apac');
    harness.lucids.emea.users.delete('lucid-1');
    await harness.sync('emea');

    expect(Object.keys(await harness.states('emea'))).toHaveLength(11);
    const apac = await harness.states('apac');
    expect(Object.keys(apac)).toHaveLength(11);
    expect(apac).toHaveProperty('lucid-1');
    expect(apac).not.toHaveProperty('lucid-0');
  });

  it('lets the users of an account depart that is no longer configured', async () => {
    const { knex, harness } = await harnessOf(12, ['emea', 'apac']);
    await harness.sync('emea');
    await harness.sync('apac');
    const { revision } = harness.published[1];

    const retire = () =>
      retireAccounts(knex, {
        configured: ['apac'],
        matching: harness.matching,
        today: () => '2026-01-01',
      });
    expect(await retire()).toMatchObject({ retired: ['emea'] });
    expect(await retire()).toMatchObject({ retired: [] });

    expect(await harness.states('emea')).toEqual({});
    expect(Object.keys(await harness.states('apac'))).toHaveLength(12);
    const { items } = await harness.usages.changes(revision, 100);
    expect(items).toHaveLength(12);
    expect(new Set(items.map(item => item.type))).toEqual(
      new Set(['tombstone']),
    );
    expect(await harness.sync('emea')).toMatchObject({
      counts: { returned: 12 },
    });
  });

  it('runs one sync of an account at a time, and hands out the running one', async () => {
    const { harness } = await harnessOf(25);
    let release = () => {};
    const gate = new Promise<void>(resolve => {
      release = resolve;
    });
    harness.lucid.beforePage = () => gate;

    const first = await harness.service.start(undefined);
    const second = await harness.service.start('default');

    expect(first.started).toBe(true);
    expect(second).toMatchObject({
      started: false,
      sync: { id: first.sync.id, state: 'running' },
    });
    release();
    expect(await harness.ended(first.sync)).toMatchObject({
      state: 'succeeded',
    });
  });

  it('takes over from a process that died', async () => {
    const { knex, harness } = await harnessOf(25);
    const { sync: dead } = await harness.syncs.begin({
      account: 'default',
      trigger: 'schedule',
    });
    const snapshot = await beginSnapshot(harness, dead);
    await snapshot.add([lucidUser('left-behind')]);
    await knex('syncs').update({ heartbeat_at: '2026-01-01T00:00:00.000Z' });

    const sync = await harness.sync();

    expect(sync).toMatchObject({ state: 'succeeded' });
    expect(sync.id).not.toBe(dead.id);
    expect(await harness.syncs.get(dead.id)).toMatchObject({
      state: 'failed',
      error: { name: 'ProcessEnded' },
    });
    expect(await knex('staged_users')).toEqual([]);
    expect(await harness.states()).not.toHaveProperty('left-behind');
  });

  it('is started anew by another backend when its process dies, but not again and again', async () => {
    const { knex, harness } = await harnessOf(25);
    const die = async () => {
      const { sync } = await harness.syncs.begin({
        account: 'default',
        trigger: 'schedule',
      });
      await knex('syncs')
        .where({ sync_id: sync.id })
        .update({ heartbeat_at: '2026-01-01T00:00:00.000Z' });
      return sync;
    };

    await harness.service.takeOver();
    expect(await harness.syncs.last('default')).toBeUndefined();

    const first = await die();
    await harness.service.takeOver();
    const successor = await harness.syncs.running('default');
    expect(successor).toMatchObject({ trigger: 'schedule' });
    expect(successor?.id).not.toBe(first.id);
    expect(await harness.ended(successor!)).toMatchObject({
      state: 'succeeded',
    });

    await die();
    await harness.syncs.buryDead();
    // Begins a sync because the one before is ended, and dies as well.
    const second = await die();
    expect(await harness.syncs.last('default')).toMatchObject({
      error: { name: 'ProcessEnded' },
    });
    await harness.service.takeOver();
    expect(await harness.syncs.running('default')).toBeUndefined();
    expect(await harness.syncs.get(second.id)).toMatchObject({
      state: 'failed',
      error: { name: 'ProcessEnded' },
    });
  });

  it('is started anew also where the sync of another account finds that its process died', async () => {
    const { knex, harness } = await harnessOf(12, ['emea', 'apac']);
    const { sync: dead } = await harness.syncs.begin({
      account: 'emea',
      trigger: 'schedule',
    });
    await knex('syncs').update({ heartbeat_at: '2026-01-01T00:00:00.000Z' });

    expect(await harness.sync('apac')).toMatchObject({ state: 'succeeded' });

    let successor: Sync | undefined;
    while (!successor) {
      const { items } = await harness.syncs.list({ account: 'emea' });
      successor = items.find(({ id }) => id !== dead.id);
      await sleep(10);
    }
    expect(await harness.ended(successor)).toMatchObject({
      state: 'succeeded',
    });
  });

  it('is started anew though another one that died cannot be', async () => {
    const { knex, harness } = await harnessOf(12, ['apac', 'emea']);
    for (const account of ['apac', 'emea']) {
      await harness.syncs.begin({ account, trigger: 'schedule' });
    }
    await knex('syncs').update({ heartbeat_at: '2026-01-01T00:00:00.000Z' });
    jest
      .spyOn(harness.syncs, 'begin')
      .mockRejectedValueOnce(new Error('no connection to the database'));

    await harness.service.takeOver();

    const successors = await Promise.all(
      ['apac', 'emea'].map(account => harness.syncs.running(account)),
    );
    const [successor] = successors.flatMap(sync => sync ?? []);
    expect(await harness.ended(successor)).toMatchObject({
      state: 'succeeded',
    });
  });

  it('is started by nobody who is shutting down', async () => {
    const { knex, harness } = await harnessOf(12);
    await harness.syncs.begin({ account: 'default', trigger: 'schedule' });
    await knex('syncs').update({ heartbeat_at: '2026-01-01T00:00:00.000Z' });
    const taking = harness.service.takeOver();

    await harness.service.stop();

    await taking;
    expect(await harness.syncs.running('default')).toBeUndefined();
    await expect(harness.service.start('default')).rejects.toThrow(
      'shutting down',
    );
    await harness.service.takeOver();
    expect(await harness.syncs.running('default')).toBeUndefined();
  });

  it('may take any time, also one that is no whole number of milliseconds', async () => {
    const knex = await createTestStore(databaseId);
    const harness = new SyncHarness(knex, ['default'], {
      config: {
        schedule: {
          frequency: { hours: 24 },
          timeout: { hours: 4.1, milliseconds: 0.3 },
          scope: 'global',
        },
      },
    });
    expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
    const { sync } = await harness.service.start('default');
    expect(await harness.ended(sync)).toMatchObject({ state: 'succeeded' });
  });

  it('gives signs of life until it has put things in order', async () => {
    const { knex, harness } = await harnessOf(12);
    await harness.sync();
    const heartbeat = async () =>
      (await knex('syncs').where({ state: 'running' }).first('heartbeat_at'))
        ?.heartbeat_at;
    const { clear } = StagedSnapshot.prototype;
    const seen: string[] = [];
    jest
      .spyOn(StagedSnapshot.prototype, 'clear')
      .mockImplementationOnce(async function clearSlowly(this: StagedSnapshot) {
        seen.push(await heartbeat());
        await sleep(2_500);
        seen.push(await heartbeat());
        await clear.call(this);
      });
    harness.lucid.failure = new Error('connection reset');

    expect(await harness.sync()).toMatchObject({
      state: 'failed',
      error: { message: 'connection reset' },
    });

    const [first, last] = seen.map(Date.parse);
    expect(last - first).toBeGreaterThan(500);
  });

  it('stops when it is taken for dead, and changes nothing', async () => {
    const { knex, harness } = await harnessOf(25);
    harness.lucid.beforePage = async () => {
      await knex('syncs').update({ state: 'failed' });
    };

    await harness.sync();

    expect(await harness.states()).toEqual({});
  });

  it('stops at a shutdown and says so', async () => {
    const { harness } = await harnessOf(25);
    harness.lucid.beforePage = async () => {
      void harness.service.stop();
    };

    expect(await harness.sync()).toMatchObject({
      state: 'cancelled',
      error: { message: 'The backend is shutting down' },
    });
    expect(await harness.states()).toEqual({});
  });

  it('reconciles anew when the catalog changes, without reading Lucid', async () => {
    const { harness } = await harnessOf(25);
    await harness.sync();
    harness.catalogUsers = [
      catalogUser('p1', 'p1@example.com'),
      catalogUser('by-annotation', 'else@example.com', 'lucid-2'),
    ];
    await harness.readCatalog();
    const { signal } = new AbortController();

    const reconcile = () =>
      harness.snapshots.reconcile({
        account: 'default',
        signal,
      });
    const first = await reconcile();
    const second = await reconcile();

    expect(first.changed).toBe(true);
    expect(second).toEqual({ revision: first.revision, changed: false });
    expect(await harness.usages.get('default', 'lucid-1')).toMatchObject({
      state: 'detected',
      match: {
        matcher: 'email',
        value: 'p1@example.com',
        entityRefs: ['user:default/p1'],
      },
    });
    expect(await harness.usages.get('default', 'lucid-2')).toMatchObject({
      match: { matcher: 'annotation' },
    });
    const [change] = await harness.history('lucid-1');
    expect(change).toMatchObject({
      type: 'state',
      before: 'undetected',
      after: 'detected',
    });
    expect(change).not.toHaveProperty('syncId');
  });
});
