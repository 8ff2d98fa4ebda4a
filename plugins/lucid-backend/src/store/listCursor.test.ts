import { createTestStore, databases } from '../__testUtils__/databases';
import { PriceList } from '../costs/PriceList';
import { today } from '../time/calendar';
import { CatalogUserReader } from './CatalogUserReader';
import { ExceptionReader } from './ExceptionReader';
import { SyncStore } from './SyncStore';
import { UsageReader } from './UsageReader';
import { CohortCensus } from './costs/CohortCensus';
import { createCostReaders } from './costs/createCostReaders';
import { createGroupReaders } from './groups/createGroupReaders';
import { ActivityReader } from './history/ActivityReader';
import { encodeCursor } from './listCursor';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('cursors on %s', databaseId => {
  it.each([
    ['none at all', 'abc'],
    ['one without a place', encodeCursor({ ...place(), position: [] })],
    ['one of a list of another order', encodeCursor(place())],
  ])(
    'that were not given out are refused by every list: %s',
    async (_, cursor) => {
      const knex = await createTestStore(databaseId);
      const options = { readingId: undefined };
      const { lucidGroups } = createGroupReaders({ knex, isOnlyAccount: true });
      const { costShares } = createCostReaders({
        knex,
        cohorts: new CohortCensus({ knex }),
        prices: new PriceList([]),
        today,
      });
      const lists = [
        () => new UsageReader({ knex }).list({ cursor }, options),
        () => new CatalogUserReader({ knex }).list({ cursor }, options),
        () => new ExceptionReader({ knex }).list({ cursor }),
        () => new ActivityReader({ knex }).list({ cursor }),
        () => new SyncStore({ knex }).list({ cursor }),
        () => lucidGroups.list({ cursor }, options),
        () => costShares.list({ by: 'department', cursor }, options),
      ];
      for (const list of lists) {
        await expect(list()).rejects.toMatchObject({
          name: 'InputError',
          message: 'The parameter "cursor" is not one that this list gave out',
        });
      }
    },
  );
});

function place() {
  return {
    query: { by: 'department' as const },
    direction: 'after' as const,
    position: ['1', '2', '3', '4'],
  };
}
