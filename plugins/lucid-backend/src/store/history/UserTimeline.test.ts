import { UsageChange } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../../__testUtils__/FakeLucid';
import { SyncHarness, catalogUser } from '../../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { LucidUser } from '../../scim/LucidUser';
import { retireAccounts } from '../retireAccounts';
import { setChangesKeptSince } from './historyHorizon';

jest.setTimeout(60_000);

const CHART = { name: 'Lucidchart', access: 'can-edit' } as const;
const SPARK = { name: 'Lucidspark' };
const JANE = 'user:default/jane';
const JOE = 'user:default/joe';

/** What is told, without when and by which sync. */
const told = ({ type, before, after }: UsageChange) => [type, before, after];

describe.each(databases.eachSupportedId())(
  'the timeline of a user in %s',
  database => {
    let knex: Knex;
    let harness: SyncHarness;

    beforeEach(async () => {
      knex = await createTestStore(database);
      harness = new SyncHarness(knex, ['default'], {
        config: { removalLimit: 1 },
      });
      harness.catalogUsers = [
        catalogUser('jane', 'jane@acme.com'),
        catalogUser('joe', 'joe@acme.com'),
      ];
    });

    /** Jane as Lucid has her now, with whatever else is said. */
    const give = (jane: Partial<LucidUser> = {}) =>
      harness.lucid.add(
        lucidUser('jane', {
          email: 'jane@acme.com',
          department: 'Sales',
          licences: [CHART],
          ...jane,
        }),
      );

    /** What a sync adds to the timeline when Jane is like that. */
    async function syncWith(jane: Partial<LucidUser>) {
      const before = (await harness.history('jane')).length;
      give(jane);
      const sync = await harness.sync();
      const history = await harness.history('jane');
      const added = history.slice(0, history.length - before);
      expect(added.map(({ syncId, at }) => ({ syncId, at }))).toEqual(
        added.map(() => ({ syncId: sync.id, at: sync.startedAt })),
      );
      return added.map(told);
    }

    it('begins with the licences that she had in the first snapshot, and the sync that saw it', async () => {
      give({ licences: [SPARK, CHART] });
      const sync = await harness.sync();
      expect(await harness.history('jane')).toEqual([
        {
          syncId: sync.id,
          at: sync.startedAt,
          type: 'appeared',
          after: 'Lucidchart (can-edit), Lucidspark',
        },
      ]);
    });

    it('begins with them however often they have changed since', async () => {
      give({ licences: [CHART] });
      await harness.sync();
      await syncWith({ licences: [SPARK] });
      await syncWith({ licences: [SPARK, { ...CHART, access: 'view-only' }] });
      await syncWith({ licences: [CHART] });
      await syncWith({ licences: [] });
      expect((await harness.history('jane')).map(told)).toEqual([
        ['licence-lost', 'Lucidchart (can-edit)', undefined],
        ['access', 'Lucidchart (view-only)', 'Lucidchart (can-edit)'],
        ['licence-lost', 'Lucidspark', undefined],
        ['licence-gained', undefined, 'Lucidchart (view-only)'],
        ['licence-gained', undefined, 'Lucidspark'],
        ['licence-lost', 'Lucidchart (can-edit)', undefined],
        ['appeared', undefined, 'Lucidchart (can-edit)'],
      ]);
    });

    it('tells of each licence that is gained or lost, and of another access level', async () => {
      give({ licences: [CHART] });
      await harness.sync();
      expect(
        await syncWith({
          licences: [{ ...CHART, access: 'view-only' }, SPARK],
        }),
      ).toEqual([
        ['licence-gained', undefined, 'Lucidspark'],
        ['access', 'Lucidchart (can-edit)', 'Lucidchart (view-only)'],
      ]);
    });

    it('tells of nothing where Lucid lists the same licences in another order', async () => {
      give({ licences: [CHART, SPARK] });
      await harness.sync();
      expect(await syncWith({ licences: [SPARK, CHART] })).toEqual([]);
    });

    it('tells of another e-mail and another department, also where there is none', async () => {
      give();
      await harness.sync();
      expect(
        await syncWith({ email: 'jane@acme.org', department: 'Legal' }),
      ).toEqual([
        ['state', 'detected', 'undetected'],
        ['department', 'Sales', 'Legal'],
        ['email', 'jane@acme.com', 'jane@acme.org'],
      ]);
      expect(
        await syncWith({ email: undefined, department: undefined }),
      ).toEqual([
        ['department', 'Legal', undefined],
        ['email', 'jane@acme.org', undefined],
      ]);
    });

    it('says why she has no licence any more: who was deactivated, and who was deleted', async () => {
      give();
      harness.lucid.add(lucidUser('joe', { email: 'joe@acme.com' }));
      await harness.sync();
      give({ active: false });
      harness.lucid.users.delete('joe');
      const { id: syncId, startedAt: at } = await harness.sync();

      const before = 'Lucidchart (can-edit)';
      const [ofJane] = await harness.history('jane');
      expect(ofJane).toEqual({
        syncId,
        at,
        type: 'departed',
        before,
        after: 'deactivated',
      });
      const [ofJoe] = await harness.history('joe');
      expect(ofJoe).toEqual({
        syncId,
        at,
        type: 'departed',
        before,
        after: 'deleted',
      });
    });

    it('does not claim to know how she departed whose account is not configured any more', async () => {
      give();
      await harness.sync();
      await retireAccounts(knex, {
        configured: [],
        matching: harness.matching,
        today: () => '2026-01-01',
      });
      const [departed] = await harness.history('jane');
      expect(departed).toEqual({
        type: 'departed',
        before: 'Lucidchart (can-edit)',
        at: expect.any(String),
      });
    });

    it('tells of her return, and still with what she began', async () => {
      give({ licences: [SPARK] });
      await harness.sync();
      await syncWith({ licences: [CHART] });
      harness.lucid.users.delete('jane');
      await harness.sync();
      expect(await syncWith({ licences: [SPARK] })).toEqual([
        ['returned', undefined, 'Lucidspark'],
      ]);
      expect((await harness.history('jane')).map(told)).toEqual([
        ['returned', undefined, 'Lucidspark'],
        ['departed', 'Lucidchart (can-edit)', 'deleted'],
        ['licence-gained', undefined, 'Lucidchart (can-edit)'],
        ['licence-lost', 'Lucidspark', undefined],
        ['appeared', undefined, 'Lucidspark'],
      ]);
    });

    it('tells once that she appeared who came with a later sync', async () => {
      await harness.sync();
      give();
      const sync = await harness.sync();
      expect(await harness.history('jane')).toEqual([
        {
          syncId: sync.id,
          at: sync.startedAt,
          type: 'appeared',
          after: 'Lucidchart (can-edit)',
        },
      ]);
    });

    it('names both catalog users where she is taken for somebody else because Lucid changed', async () => {
      give();
      await harness.sync();
      expect(await syncWith({ email: 'joe@acme.com' })).toEqual([
        ['state', JANE, JOE],
        ['email', 'jane@acme.com', 'joe@acme.com'],
      ]);
    });

    it('names both where she is taken for somebody else because the catalog changed, and no sync', async () => {
      give();
      await harness.sync();
      harness.catalogUsers = [catalogUser('joe', 'jane@acme.com')];
      await harness.readCatalog();
      await harness.snapshots.reconcile({
        account: 'default',
        signal: new AbortController().signal,
      });
      const [change] = await harness.history('jane');
      expect(change).toEqual({
        type: 'state',
        before: JANE,
        after: JOE,
        at: expect.any(String),
      });
    });

    it('tells of nothing where only the way changed in which she is recognised', async () => {
      give({ userName: 'jane@acme.com' });
      await harness.sync();
      harness.catalogUsers = [catalogUser('jane', 'new@acme.com', 'jane')];
      expect(
        await syncWith({ userName: 'jane@acme.com', title: 'Head' }),
      ).toEqual([]);
      expect(await harness.usages.get('default', 'jane')).toMatchObject({
        state: 'detected',
        match: { matcher: 'annotation', entityRefs: [JANE] },
      });
    });

    it('does not guess what she began with once changes of that time are deleted', async () => {
      give();
      const { id: syncId, startedAt: at } = await harness.sync();
      await setChangesKeptSince(knex, '2000-01-01T00:00:00.000Z');
      expect(await harness.history('jane')).toMatchObject([
        { type: 'appeared', after: 'Lucidchart (can-edit)' },
      ]);
      await setChangesKeptSince(knex, '2999-01-01T00:00:00.000Z');
      expect(await harness.history('jane')).toEqual([
        { syncId, at, type: 'appeared' },
      ]);
    });

    it('gives the newest hundred', async () => {
      give();
      await harness.sync();
      await knex('usage_changes').insert(
        Array.from({ length: 101 }, (_, index) => ({
          account_id: 'default',
          user_id: 'jane',
          at: '2030-01-01T00:00:00.000Z',
          type: 'department',
          before: `Department ${index}`,
          after: `Department ${index + 1}`,
        })),
      );
      const history = await harness.history('jane');
      expect(history).toHaveLength(100);
      expect(history[0]).toMatchObject({ after: 'Department 101' });
      expect(history[99]).toMatchObject({ after: 'Department 2' });
    });
  },
);
