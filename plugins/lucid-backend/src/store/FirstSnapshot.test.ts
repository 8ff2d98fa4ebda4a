import { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { IncomingSnapshot } from './IncomingSnapshot';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'the first snapshot of an account, on %s',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      harness = new SyncHarness(knex, ['default', 'asia']);
    });

    afterEach(async () => {
      await knex.destroy();
    });

    /** A sync of a process of its own. */
    async function begin(): Promise<IncomingSnapshot> {
      const { sync } = await harness.syncs.begin({
        account: 'default',
        trigger: 'schedule',
      });
      return harness.snapshots.begin({
        account: 'default',
        syncId: sync.id,
        at: sync.startedAt,
      });
    }

    async function takeForDead(): Promise<void> {
      await knex('syncs').update({ state: 'failed' });
    }

    it('is not touched by whoever was taken for dead and clears up late', async () => {
      const dead = await begin();
      await dead.add([lucidUser('1'), lucidUser('2')]);
      await dead.flush();
      await takeForDead();
      const alive = await begin();
      await alive.add([lucidUser('1'), lucidUser('2'), lucidUser('3')]);
      await alive.flush();

      await dead.clear();
      await harness.syncs.buryDead();

      expect(await alive.size()).toMatchObject({ understood: 3 });
    });

    it('leaves nothing when its own process clears up after it was taken for dead', async () => {
      const dead = await begin();
      await dead.add([lucidUser('1'), lucidUser('2')]);
      await dead.flush();
      await takeForDead();

      await dead.clear();

      expect(await knex('lucid_users').select('user_id')).toEqual([]);
      expect(await knex('accounts').whereNotNull('loading_from')).toEqual([]);
    });

    it('keeps those who follow the changes from missing any of its users, however many are written before', async () => {
      const large = await begin();
      await large.add([lucidUser('1')]);
      await large.flush();
      // What is written later hides no more than what was written first.
      harness.lucids.asia.add(lucidUser('9'));
      await harness.sync('asia');
      await large.add([lucidUser('2')]);
      await large.flush();

      expect(await harness.usages.changes(0, 10)).toMatchObject({ items: [] });

      await takeForDead();
      await large.clear();
      harness.lucids.default.add(lucidUser('1'), lucidUser('2'));
      await harness.sync();
      const { items } = await harness.usages.changes(0, 10);
      expect(items).toHaveLength(3);
    });

    it('has those who follow the changes know that others may be left out, until it is current or given up', async () => {
      harness.lucids.asia.add(lucidUser('8'), lucidUser('9'));
      await harness.sync('asia');
      const { revision } = await harness.usages.changes(0, 10);
      const large = await begin();
      await large.add([lucidUser('1')]);
      await large.flush();
      harness.lucids.asia.add(lucidUser('9', { department: 'Sales' }));
      await harness.sync('asia');

      expect(await harness.usages.changes(0, 10)).toMatchObject({
        items: [{ usage: { id: '8' } }],
        more: false,
        incomplete: true,
      });
      expect(await harness.usages.changes(revision, 10)).toEqual({
        items: [],
        revision,
        more: false,
        incomplete: true,
      });

      await takeForDead();
      await large.clear();
      const afterwards = await harness.usages.changes(0, 10);
      expect(afterwards.items).toMatchObject([
        { usage: { id: '8' } },
        { usage: { id: '9', department: 'Sales' } },
      ]);
      expect(afterwards).not.toHaveProperty('incomplete');
      harness.lucids.default.add(lucidUser('1'));
      await harness.sync();
      expect(await harness.usages.changes(0, 10)).not.toHaveProperty(
        'incomplete',
      );
    });

    it('is not taken for understood once the database has lost who could not be', async () => {
      const snapshot = await begin();
      await snapshot.add([lucidUser('1')]);
      await snapshot.setAside([{ id: '2 ', reason: 'garbled' }]);
      expect(await snapshot.size()).toMatchObject({
        understood: 1,
        rejected: 1,
      });
      // As PostgreSQL does with what it does not log, when it crashes.
      await knex('staged_users').delete();

      await expect(snapshot.size()).rejects.toThrow(
        'The database has lost what this sync had read',
      );
    });

    it('takes no part in the order of revisions where it has nothing to write', async () => {
      const empty = await begin();

      await empty.size();
      await empty.flush();

      expect(await knex('accounts').whereNotNull('loading_from')).toEqual([]);
    });
  },
);
