import { UsageListQuery } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness, catalogUser } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { ExceptionStore } from './ExceptionStore';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'why users are undetected, %p',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      harness = new SyncHarness(knex);
    });

    async function idsOf(query: UsageListQuery) {
      const { items, totalItems, nextCursor } = await harness.usages.list(
        query,
        { readingId: (await harness.readings.current())?.id },
      );
      return { ids: items.map(({ id }) => id), totalItems, nextCursor };
    }

    /** Two leavers, one whom the catalog never knew, and one without any address. */
    async function loseTwo() {
      harness.catalogUsers = ['stays', 'left-1', 'left-2'].map(name =>
        catalogUser(name, `${name}@example.com`),
      );
      harness.lucid.add(
        lucidUser('stays', { email: 'stays@example.com' }),
        lucidUser('left-1', { email: 'left-1@example.com' }),
        lucidUser('left-2', { email: 'left-2@example.com' }),
        lucidUser('unknown', { email: 'unknown@example.com' }),
        lucidUser('bare'),
      );
      await harness.sync();
      harness.catalogUsers = harness.catalogUsers.slice(0, 1);
      await harness.sync();
    }

    it('is a filter, and each reason has its own users', async () => {
      await loseTwo();
      expect(await idsOf({ reason: 'leaver' })).toMatchObject({
        ids: ['left-1', 'left-2'],
        totalItems: 2,
      });
      expect(await idsOf({ reason: 'no-catalog-user' })).toMatchObject({
        ids: ['unknown'],
      });
      expect(await idsOf({ reason: 'nothing-to-compare' })).toMatchObject({
        ids: ['bare'],
      });
    });

    it('stays the filter of the pages that follow', async () => {
      await loseTwo();
      const first = await idsOf({ reason: 'leaver', limit: 1 });
      expect(first).toMatchObject({ ids: ['left-1'], totalItems: 2 });
      expect(await idsOf({ cursor: first.nextCursor, limit: 1 })).toMatchObject(
        {
          ids: ['left-2'],
          totalItems: 2,
        },
      );
    });

    it('is that of excepted users only where they are asked for', async () => {
      await loseTwo();
      await new ExceptionStore({ knex }).makeForUsers(
        [{ account: 'default', id: 'left-1' }],
        { terms: { note: 'on leave' }, by: 'user:default/joe' },
      );
      await harness.snapshots.reconcile({
        account: 'default',
        signal: new AbortController().signal,
      });
      expect((await idsOf({ reason: 'leaver' })).ids).toEqual(['left-2']);
      expect(
        (await idsOf({ reason: 'leaver', state: ['excepted'] })).ids,
      ).toEqual(['left-1']);
    });
  },
);
