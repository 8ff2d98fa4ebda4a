import { Knex } from 'knex';
import { lucidUser } from '../../__testUtils__/FakeLucid';
import { SyncHarness } from '../../__testUtils__/SyncHarness';
import { countTurns } from '../../__testUtils__/countTurns';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { mostRowsWritten } from '../../__testUtils__/mostRowsWritten';
import { ScimGroup } from '../../scim/ScimGroup';
import { isPostgres } from '../bulkRows';
import { clearStaged } from '../clearAbandoned';
import { lockRevision } from '../revision';
import { LucidGroupStore } from './LucidGroupStore';

jest.setTimeout(120_000);

const IDS = Array.from({ length: 11_000 }, (_, i) => `member-${i}`);

function group(id: string, memberIds: string[]): ScimGroup {
  return { id, name: `Group ${id}`, memberIds };
}

describe.each(databases.eachSupportedId())(
  'groups of many members, on %s',
  databaseId => {
    let knex: Knex;
    let store: LucidGroupStore;
    /** PostgreSQL does not keep this process waiting. */
    let mostAtOnce: number;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      store = new LucidGroupStore({ knex });
      mostAtOnce = isPostgres(knex) ? 20_000 : 1_000;
      await knex('accounts').insert(
        ['default', 'other'].map(id => ({
          account_id: id,
          connection_state: 'connected',
        })),
      );
    });

    /** Reads all groups of an account, up to where they are made current. */
    async function gather(groups: ScimGroup[], account = 'default') {
      const incoming = await store.begin({ account, syncId: account });
      await incoming.add(groups);
      return incoming;
    }

    async function replace(groups: ScimGroup[], account = 'default') {
      const incoming = await gather(groups, account);
      await knex.transaction(trx => incoming.makeCurrent(trx));
      await clearStaged(knex, account);
    }

    async function members(account = 'default') {
      const rows: { group_id: string; member_id: string }[] = await knex(
        'lucid_group_members',
      ).where({ account_id: account, listed: true });
      const found: Record<string, string[]> = {};
      for (const { group_id: id, member_id: member } of rows) {
        (found[id] ??= []).push(member);
      }
      return Object.fromEntries(
        Object.entries(found).map(([id, ids]) => [id, ids.sort()]),
      );
    }

    it('are stored as they are, a few members at a time, however many come and go', async () => {
      for (const groups of [
        [group('a', IDS), group('b', ['1', '2'])],
        // Half of them leave, and others come.
        [group('a', [...IDS.slice(5_500), ...IDS.map(id => `new-${id}`)])],
        // One of several small ones was large before.
        [group('a', ['1']), group('b', ['2', '3']), group('c', ['1'])],
        [group('a', IDS.slice(0, 3_000)), group('b', IDS.slice(1_000))],
        [group('b', [])],
        [group('b', IDS), group('c', IDS.slice(0, 1_000))],
        [],
      ]) {
        const written = await mostRowsWritten(knex, () => replace(groups));
        expect(written).toBeLessThanOrEqual(mostAtOnce);
        expect(await members()).toEqual(
          Object.fromEntries(
            groups
              .filter(({ memberIds }) => memberIds.length > 0)
              .map(({ id, memberIds }) => [id, [...memberIds].sort()]),
          ),
        );
        expect((await store.status('default')).groups).toBe(groups.length);
      }
    });

    it('leave their turn to others while one member is added', async () => {
      await replace([group('a', IDS)]);
      const incoming = await gather([group('a', [...IDS, 'joiner'])]);
      const turns = await countTurns(() =>
        knex.transaction(trx => incoming.makeCurrent(trx)),
      );
      // One for each statement, and each goes through a thousand members.
      expect(turns).toBeGreaterThanOrEqual(4 * 11);
    });

    it('are taken back as a whole', async () => {
      await replace([group('a', IDS), group('b', ['1'])]);
      const before = await members();
      const incoming = await gather([
        group('a', IDS.slice(6_000)),
        group('c', IDS),
      ]);
      await expect(
        knex.transaction(async trx => {
          await incoming.makeCurrent(trx);
          throw new Error('taken back');
        }),
      ).rejects.toThrow('taken back');
      expect(await members()).toEqual(before);
    });

    it('come on several pages, and the last one counts', async () => {
      const incoming = await gather([group('a', IDS), group('b', ['1'])]);
      const written = await mostRowsWritten(knex, () =>
        incoming.add([group('a', ['2'])]),
      );
      expect(written).toBeLessThanOrEqual(mostAtOnce);
      await knex.transaction(trx => incoming.makeCurrent(trx));
      expect(await members()).toEqual({ a: ['2'], b: ['1'] });
    });

    it('are forgotten a few members at a time with their account, and those of others stay', async () => {
      await replace([group('a', IDS)]);
      await replace([group('a', ['1'])], 'other');
      const written = await mostRowsWritten(knex, () =>
        store.keepOnly(['other']),
      );
      expect(written).toBeLessThanOrEqual(mostAtOnce);
      expect(await members()).toEqual({});
      expect(await store.status('default')).toEqual({ groups: 0 });
      expect(await members('other')).toEqual({ a: ['1'] });
      expect(await store.status('other')).toEqual({ groups: 1 });
    });

    it('are forgotten all of them, also those that another backend is storing', async () => {
      await replace([group('a', IDS)]);
      const incoming = await gather([
        group('a', IDS.slice(1)),
        group('b', IDS),
      ]);
      const trx = await knex.transaction();
      await lockRevision(trx);
      await incoming.makeCurrent(trx);
      let isOver = false;
      const forgotten = store.keepOnly([]).then(() => {
        isOver = true;
      });
      for (let i = 0; i < 20; i++) {
        await trx('accounts').select('account_id');
      }
      expect(isOver).toBe(false);
      await trx.commit();
      await forgotten;
      expect(await members()).toEqual({});
      expect((await store.status('default')).groups).toBe(0);
    });

    it('keep in mind who departed, until they are back', async () => {
      const harness = new SyncHarness(knex, ['default'], {
        readGroups: true,
        config: { removalLimit: 1 },
      });
      const users = Array.from({ length: 5_600 }, (_, i) => lucidUser(`${i}`));
      const ids = users.map(({ id }) => id);
      const isUnlisted = async () =>
        (
          await knex('lucid_group_members')
            .where({ listed: false })
            .pluck<string[]>('member_id')
        ).sort();
      harness.lucid.add(...users);
      harness.lucid.groups = [group('a', ids)];
      await harness.sync();

      // All but a hundred depart, and a few leave the group who stay.
      ids.slice(100).forEach(id => harness.lucid.users.delete(id));
      harness.lucid.groups = [group('a', ids.slice(10, 100))];
      expect(
        await mostRowsWritten(knex, () => harness.sync()),
      ).toBeLessThanOrEqual(mostAtOnce);
      expect(await members()).toEqual({ a: ids.slice(10, 100).sort() });
      expect(await isUnlisted()).toEqual(ids.slice(100).sort());

      // They come back, and only some of them to the group.
      harness.lucid.add(...users.slice(0, 5_000));
      harness.lucid.groups = [group('a', ids.slice(10, 200))];
      expect(
        await mostRowsWritten(knex, () => harness.sync()),
      ).toBeLessThanOrEqual(mostAtOnce);
      expect(await members()).toEqual({ a: ids.slice(10, 200).sort() });
      expect(await isUnlisted()).toEqual(ids.slice(5_000).sort());
    });
  },
);
