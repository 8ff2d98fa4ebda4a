import { LucidGroup } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness, SyncHarnessOptions } from '../__testUtils__/SyncHarness';
import { countStatements } from '../__testUtils__/countStatements';
import { createTestStore, databases } from '../__testUtils__/databases';
import { LogRecorder } from '../faults/__testUtils__/LogRecorder';
import { leftInStaging } from '../faults/__testUtils__/leftInStaging';
import { LucidUnavailableError } from '../http/errors';
import { createGroupReaders } from '../store/groups/createGroupReaders';

jest.setTimeout(60_000);

const group = (id: string, ...memberIds: string[]) => ({
  id,
  name: `Group ${id}`,
  memberIds,
});

describe.each(databases.eachSupportedId())(
  'groups in a sync, on %s',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;
    const log = new LogRecorder();

    async function start(options: SyncHarnessOptions = {}) {
      knex = await createTestStore(databaseId);
      log.lines.length = 0;
      harness = new SyncHarness(knex, ['default'], {
        readGroups: true,
        logger: log,
        ...options,
      });
      harness.lucid.add(
        ...['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'].map(
          id => lucidUser(id),
        ),
      );
      harness.lucid.groups = [group('a', '1', '2'), group('b', '2', '3')];
    }

    async function readGroups(): Promise<LucidGroup[]> {
      const { lucidGroups } = createGroupReaders({ knex, isOnlyAccount: true });
      return (await lucidGroups.list({ limit: 200 }, { readingId: undefined }))
        .items;
    }

    async function populations(): Promise<Record<string, number>> {
      return Object.fromEntries(
        (await readGroups()).map(({ id, users }) => [id, users]),
      );
    }

    /** How many statements of a sync write groups. */
    function countWrites(): Promise<number> {
      return countStatements(
        knex,
        /^\s*(insert into|update) .?(staged_)?lucid_group/i,
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
        timings: { 'reading-groups': expect.any(Number) },
      });
      expect(await populations()).toEqual({ a: 2, b: 2 });
      expect(await harness.groups.status('default')).toEqual({
        groups: 2,
        readAt: sync.startedAt,
      });
      expect(lines(/groups/)).toEqual([
        {
          level: 'info',
          message: 'Read the groups of Lucid',
          fields: {
            account: 'default',
            sync: sync.id,
            groups: 2,
            members: 4,
            changed: 2,
            removed: 0,
            rejected: 0,
            milliseconds: expect.any(Number),
          },
        },
      ]);
      expect(await leftInStaging(knex)).toBe(0);
    });

    it('tells those who publish users of them, as it tells everybody else', async () => {
      await start();
      harness.lucid.groups = [
        { id: 'g1', name: 'Design team', memberIds: ['1'] },
      ];
      await harness.sync();

      const { items } = await harness.usages.changes(0, 1);

      expect(items).toMatchObject([
        {
          type: 'current',
          usage: { id: '1', groups: [{ id: 'g1', name: 'Design team' }] },
        },
      ]);
    });

    it('asks for none unless it is told to', async () => {
      await start({ readGroups: false });
      harness.lucid.beforeGroups = async () => {
        throw new Error('Nobody should ask');
      };
      expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
      expect(lines(/groups/)).toEqual([]);
    });

    it('follows names and members that change, and groups that come and go', async () => {
      await start();
      await harness.sync();
      harness.lucid.groups = [
        { ...group('a', '2', '3', '4'), name: 'Another name' },
        group('c', '9'),
      ];
      await harness.sync();
      expect(await readGroups()).toMatchObject([
        { id: 'a', name: 'Another name', users: 3 },
        { id: 'c', users: 1 },
      ]);
      expect(lines(/Read the groups/)[1].fields).toMatchObject({
        changed: 2,
        removed: 1,
      });
      harness.lucid.groups = [];
      await harness.sync();
      expect(await readGroups()).toEqual([]);
    });

    it('writes nothing where nothing has changed', async () => {
      await start();
      expect(await countWrites()).toBeGreaterThan(0);
      harness.lucid.groups = [group('b', '3', '2'), group('a', '2', '1')];
      expect(await countWrites()).toBe(0);
      expect(await populations()).toEqual({ a: 2, b: 2 });
    });

    it('goes by the last of a group that comes several times', async () => {
      await start();
      await harness.sync();
      harness.lucid.groups = [
        group('a', '9'),
        group('c', '1'),
        group('a', '1', '2'),
        group('c', '4', '5', '6'),
        group('c', '4', '5'),
        group('b', '2', '3'),
      ];
      await harness.sync();
      expect(await populations()).toEqual({ a: 2, b: 2, c: 2 });
      expect(await leftInStaging(knex)).toBe(0);
    });

    it('holds a group of thousands', async () => {
      await start();
      const ids = Array.from({ length: 3_000 }, (_, i) => `member-${i}`);
      harness.lucid.groups = [
        group('big', ...ids, '1'),
        ...ids.slice(0, 60).map(id => group(`team-${id}`, id, '2')),
      ];
      await harness.sync();
      const members = () =>
        knex('lucid_group_members').where({ group_id: 'big' });
      expect(await members()).toHaveLength(3_001);
      harness.lucid.groups[0] = group('big', ...ids.slice(1), '2', '1');
      await harness.sync();
      expect(await members()).toHaveLength(3_001);
      expect(await populations()).toMatchObject({ big: 2, 'team-member-7': 1 });
    });

    it('keeps in mind who departed from a group, until they are back', async () => {
      await start();
      await harness.sync();
      const [first] = harness.lucid.users.values();
      harness.lucid.users.delete(first.id);
      // Lucid lists nobody who is deactivated.
      harness.lucid.groups[0] = group('a', '2');
      await harness.sync();
      expect(await readGroups()).toMatchObject([
        { id: 'a', users: 1, departed: 1 },
        { id: 'b', users: 2, departed: 0 },
      ]);
      harness.lucid.add(first);
      await harness.sync();
      expect(await readGroups()).toMatchObject([
        { id: 'a', users: 1, departed: 0 },
        { id: 'b', users: 2, departed: 0 },
      ]);
      harness.lucid.groups[0] = group('a', '1', '2');
      await harness.sync();
      expect(await readGroups()).toMatchObject([
        { id: 'a', users: 2, departed: 0 },
        {},
      ]);
    });

    it('keeps the last good ones where Lucid answers with errors, and does not fail for it', async () => {
      await start();
      const good = await harness.sync();
      harness.lucid.groups = [group('z', '1')];
      harness.lucid.groupFailure = new LucidUnavailableError(
        'Lucid answered GET /Groups with 500.',
        { status: 500 },
      );
      harness.lucid.add(lucidUser('13'));
      const failing = await harness.sync();
      expect(failing).toMatchObject({
        state: 'succeeded',
        counts: { added: 1 },
      });
      expect(await populations()).toEqual({ a: 2, b: 2 });
      const stale = {
        since: failing.startedAt,
        reason: 'Lucid answered GET /Groups with 500.',
      };
      const status = { groups: 2, readAt: good.startedAt };
      expect(await harness.groups.status('default')).toEqual({
        ...status,
        stale,
      });
      expect(lines(/Could not read the groups/)).toEqual([
        {
          level: 'warn',
          message:
            'Could not read the groups of Lucid; the last good ones stay',
          fields: {
            account: 'default',
            sync: failing.id,
            reason: stale.reason,
          },
        },
      ]);
      expect(await leftInStaging(knex)).toBe(0);

      harness.lucid.groupFailure = new Error('Something else');
      await harness.sync();
      expect(await harness.groups.status('default')).toEqual({
        ...status,
        stale: { since: failing.startedAt, reason: 'Something else' },
      });

      harness.lucid.groupFailure = undefined;
      const healed = await harness.sync();
      expect(await harness.groups.status('default')).toEqual({
        groups: 1,
        readAt: healed.startedAt,
      });
      expect(await populations()).toEqual({ z: 1 });
    });

    it('has users without groups where those could never be read', async () => {
      await start();
      harness.lucid.groupFailure = new Error('Broken');
      const sync = await harness.sync();
      expect(sync).toMatchObject({ state: 'succeeded', counts: { users: 12 } });
      expect(await harness.groups.status('default')).toEqual({
        groups: 0,
        stale: { since: sync.startedAt, reason: 'Broken' },
      });
    });

    it('gives up on groups that never come while there is time to store the users', async () => {
      await start({
        config: {
          schedule: {
            frequency: { hours: 1 },
            timeout: { seconds: 2 },
            scope: 'global',
          },
        },
      });
      harness.lucid.beforeGroups = signal =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
      expect(await harness.groups.status('default')).toMatchObject({
        stale: {
          reason:
            'They did not come within half of the time that the sync had left',
        },
      });
    });

    it('leaves nothing behind of a sync that is cancelled while it reads groups', async () => {
      await start();
      await harness.sync();
      const before = await harness.groups.status('default');
      const stop = new AbortController();
      let pages = 0;
      harness.lucid.groups = [
        group('x', '1'),
        group('y', '2'),
        group('z', '3'),
      ];
      harness.lucid.beforeGroups = async () => {
        pages += 1;
        if (pages === 2) {
          stop.abort(new Error('Enough'));
        }
      };
      await expect(
        harness.service.runScheduled('default', stop.signal),
      ).rejects.toThrow('Enough');
      expect(await harness.syncs.last('default')).toMatchObject({
        state: 'cancelled',
        phase: 'reading-groups',
      });
      expect(await populations()).toEqual({ a: 2, b: 2 });
      expect(await harness.groups.status('default')).toEqual(before);
      expect(await leftInStaging(knex)).toBe(0);
    });

    it('reads none for a snapshot that is held', async () => {
      await start();
      await harness.sync();
      [...harness.lucid.users.keys()]
        .slice(2)
        .forEach(id => harness.lucid.users.delete(id));
      harness.lucid.groups = [];
      expect(await harness.sync()).toMatchObject({ state: 'held' });
      expect(await harness.groups.status('default')).toMatchObject({
        groups: 2,
      });
    });

    it('removes none where some could not be understood, and says how many', async () => {
      await start();
      await harness.sync();
      harness.lucid.groups = [group('a', '1')];
      harness.lucid.rejectedGroups = [
        { reason: 'id is missing or not text' },
        { reason: 'id is missing or not text' },
      ];
      await harness.sync();
      expect(await populations()).toEqual({ a: 1, b: 2 });
      expect(lines(/make no sense/)).toMatchObject([
        {
          level: 'warn',
          fields: { groups: 2, reasons: ['id is missing or not text'] },
        },
      ]);
    });

    it('are not taken for read where the database has lost some of them', async () => {
      await start();
      await harness.sync();
      harness.lucid.groups = [group('a'), group('b', '1'), group('c', '3')];
      let pages = 0;
      harness.lucid.beforeGroups = async () => {
        pages += 1;
        if (pages === 2) {
          // As PostgreSQL does with what it does not log, when it crashes.
          await knex('staged_lucid_group_members').delete();
          await knex('staged_lucid_groups').delete();
        }
      };

      expect(await harness.sync()).toMatchObject({
        state: 'failed',
        error: {
          message: expect.stringContaining('lost what this sync had read'),
        },
      });

      expect(await populations()).toEqual({ a: 2, b: 2 });
      expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
      expect(await populations()).toEqual({ a: 0, b: 1, c: 1 });
    });

    it('clears what a process has staged that died meanwhile', async () => {
      await start();
      const incoming = await harness.groups.begin({
        account: 'default',
        syncId: 'of-the-dead',
      });
      await incoming.add([group('a', '1', '2')]);
      expect(await leftInStaging(knex)).toBe(3);
      await harness.sync();
      expect(await leftInStaging(knex)).toBe(0);
    });

    it('forgets the groups of an account of which they are not read any more', async () => {
      await start();
      await harness.sync();
      await harness.groups.keepOnly(['default']);
      expect(await readGroups()).toHaveLength(2);
      await harness.groups.keepOnly([]);
      expect(await readGroups()).toEqual([]);
      expect(await knex('lucid_group_members')).toEqual([]);
      expect(await harness.groups.status('default')).toEqual({ groups: 0 });
    });
  },
);
