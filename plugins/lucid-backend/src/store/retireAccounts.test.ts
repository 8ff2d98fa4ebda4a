import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { mostRowsWritten } from '../__testUtils__/mostRowsWritten';
import { isPostgres } from './bulkRows';
import { retireAccounts } from './retireAccounts';

jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())(
  'an account that is not configured any more, on %s',
  databaseId => {
    it('has thousands of users depart a few at a time, and puts that down to no sync', async () => {
      const knex = await createTestStore(databaseId);
      const harness = new SyncHarness(knex);
      harness.lucid.add(
        ...Array.from({ length: 5_501 }, (_, i) => lucidUser(`${i}`)),
      );
      await harness.sync();
      harness.lucid.users.delete('0');
      const { id: syncId } = await harness.sync();

      const written = await mostRowsWritten(knex, () =>
        retireAccounts(knex, {
          configured: [],
          matching: harness.matching,
          today: () => '2026-01-01',
        }),
      );

      // PostgreSQL does not keep this process waiting.
      expect(written).toBeLessThanOrEqual(isPostgres(knex) ? 20_000 : 1_000);
      expect(await harness.states()).toEqual({});
      const departures = (sync: string | null) =>
        knex('usage_changes').where({ type: 'departed', sync_id: sync });
      expect(await departures(syncId)).toHaveLength(1);
      expect(await departures(null)).toHaveLength(5_500);
    });
  },
);
