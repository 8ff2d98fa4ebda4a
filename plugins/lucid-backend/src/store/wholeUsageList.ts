import { Knex } from 'knex';
import { isOneOf, isPostgres } from './bulkRows';
import { UsageFilters, filterUsers, usageOrder } from './usageFilters';
import { UsageRow, selectUsage } from './usageRow';

type UserKey = [account: string, id: string];

/**
 * Reads a list from its beginning to its end, a page at a time, and asks for a
 * page only when it is wanted; nothing of the database is held in between, so it
 * does not matter how long the reader takes.
 *
 * Syncs change the list meanwhile. Hence it is drawn up first, in one statement:
 * everybody once, in their order, as some 25 bytes each. Each page then is read as
 * it is by that time, without those who do not fit the filters any more. So whoever
 * fits all the while is read exactly once, whatever becomes of the value by which
 * the list is sorted, and nobody is read twice.
 *
 * @param options - `readingId` finds the reading of the catalog that is in force
 */
export async function* wholeUsageList(
  knex: Knex,
  query: UsageFilters,
  options: {
    readingId: () => Promise<number | undefined>;
    pageSize: number;
  },
): AsyncGenerator<UsageRow[]> {
  const { readingId, pageSize } = options;
  const { expressions, descending } = usageOrder(query);
  const pages = await drawUp(
    knex,
    filterUsers(knex, query, await readingId()),
    {
      order: expressions
        .map(expression => `${expression} ${descending ? 'desc' : 'asc'}`)
        .join(', '),
      pageSize,
    },
  );
  for (const keys of pages) {
    const reading = await readingId();
    yield await readUsers(knex, JSON.parse(keys), () =>
      filterUsers(knex, query, reading),
    );
  }
}

/** @returns one JSON text for each page, which takes less room than its values */
async function drawUp(
  knex: Knex,
  users: Knex.QueryBuilder,
  { order, pageSize }: { order: string; pageSize: number },
): Promise<string[]> {
  const numbered = users.select(
    'u.account_id',
    'u.user_id',
    knex.raw(`row_number() over (order by ${order}) - 1 as place`),
  );
  const keys = isPostgres(knex)
    ? `json_agg(json_build_array(n.account_id, n.user_id) order by n.place)::text`
    : `json_group_array(json_array(n.account_id, n.user_id) order by n.place)`;
  const pages: { user_keys: string }[] = await knex
    .from(numbered.as('n'))
    // SQLite gets every number as a real one.
    .groupByRaw('n.place / cast(? as integer)', [pageSize])
    .orderByRaw('min(n.place)')
    .select(knex.raw(`${keys} as user_keys`));
  return pages.map(page => page.user_keys);
}

/** In the order of their keys. */
async function readUsers(
  knex: Knex,
  keys: UserKey[],
  filtered: () => Knex.QueryBuilder,
): Promise<UsageRow[]> {
  const found = new Map<string, UsageRow>();
  for (const account of new Set(keys.map(([one]) => one))) {
    const ids = keys.filter(([one]) => one === account).map(([, id]) => id);
    const rows: UsageRow[] = await selectUsage(knex, filtered())
      .where('u.account_id', account)
      .whereRaw(isOneOf(knex, 'u.user_id', ids));
    for (const row of rows) {
      found.set(JSON.stringify([row.account_id, row.user_id]), row);
    }
  }
  return keys.flatMap(key => found.get(JSON.stringify(key)) ?? []);
}
