import { Knex } from 'knex';
import { isOneOf, isPostgres } from './bulkRows';
import { KeysetOrder } from './keysetPage';
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
  const drawnUp = await drawUp(
    knex,
    filterUsers(knex, query, await readingId()),
    usageOrder(query),
  );
  for (const keys of pagesOf(drawnUp, pageSize)) {
    const reading = await readingId();
    yield await readUsers(knex, keys, () => filterUsers(knex, query, reading));
  }
}

/** @returns the keys of all users, one JSON text on each line: it takes less room than its values */
async function drawUp(
  knex: Knex,
  users: Knex.QueryBuilder,
  { expressions, descending }: KeysetOrder,
): Promise<string> {
  const [pair, join] = isPostgres(knex)
    ? ['json_build_array', 'string_agg(k.user_key, chr(10))']
    : ['json_array', 'group_concat(k.user_key, char(10))'];
  const keys = users.select(
    knex.raw(`cast(${pair}(u.account_id, u.user_id) as text) as user_key`),
  );
  for (const expression of expressions) {
    keys.orderByRaw(`${expression} ${descending ? 'desc' : 'asc'}`);
  }
  // Both databases join them in the order of the inner query.
  const [{ lines }]: { lines: string | null }[] = await knex
    .from(keys.as('k'))
    .select(knex.raw(`${join} as lines`));
  return lines ?? '';
}

function* pagesOf(lines: string, pageSize: number): Generator<UserKey[]> {
  for (let from = 0; from < lines.length; ) {
    let to = from;
    for (let line = 0; line < pageSize && to < lines.length; line += 1) {
      const end = lines.indexOf('\n', to);
      to = end < 0 ? lines.length : end + 1;
    }
    const page = lines.slice(from, to).trimEnd().replaceAll('\n', ',');
    yield JSON.parse(`[${page}]`);
    from = to;
  }
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
