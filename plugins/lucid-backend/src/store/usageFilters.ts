import {
  UsageListQuery,
  UsageSortField,
  UsageState,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { groupMembers } from './groupMembers';
import { lucidGroupMembers } from './groups/groupTree';
import { KeysetOrder } from './keysetPage';
import { searchPattern } from './searchPattern';
import { visibleUsers } from './usageRow';

/** What tells who is in a list, and in which order. */
export type UsageFilters = Omit<UsageListQuery, 'cursor' | 'limit'>;

// Never null, so that rows can be compared with a position in the list. Who is
// still there was seen last, hence after every date.
const SORT_EXPRESSIONS: Record<UsageSortField, string> = {
  displayName: 'u.sort_name',
  email: `lower(coalesce(u.email, ''))`,
  department: `lower(coalesce(u.department, ''))`,
  state: 'u.state',
  // In one expression, so that those of the same reason are in order too.
  reason: `case coalesce(u.undetected_reason, '') when 'leaver' then '0' when 'no-catalog-user' then '1' else '2' end || u.sort_name`,
  createdAt: `coalesce(u.created_at, '')`,
  firstSeen: 'u.first_seen_at',
  lastSeen: `coalesce(u.last_seen_at, '9999')`,
};

/** The fields that a list can be sorted by. */
export function isUsageSort(value: unknown): value is UsageListQuery['sort'] {
  return (
    typeof value === 'string' &&
    Object.hasOwn(SORT_EXPRESSIONS, value.replace(/^-/, ''))
  );
}

/** The order of a list of `lucid_users as u`. */
export function usageOrder({
  sort = 'displayName',
}: Pick<UsageFilters, 'sort'>): KeysetOrder {
  const field = sort.replace(/^-/, '') as UsageSortField;
  return {
    expressions: [SORT_EXPRESSIONS[field], 'u.account_id', 'u.user_id'],
    descending: sort.startsWith('-'),
  };
}

/**
 * {@link visibleUsers} who fit the filters, not ordered.
 *
 * @param readingId - the reading of the catalog in which groups are looked up
 */
export function filterUsers(
  knex: Knex,
  query: UsageFilters,
  readingId: number | undefined,
): Knex.QueryBuilder {
  const users = visibleUsers(knex);
  if (query.account !== undefined) {
    users.where('u.account_id', query.account);
  }
  // Who is excepted was undetected for a reason, too, and is asked for by name.
  const byReason: UsageState[] | undefined = query.reason && ['undetected'];
  const states = query.state?.length ? query.state : byReason;
  if (states) {
    users.whereIn('u.state', states);
    if (!states.includes('detected')) {
      // Says that the index of those who are not detected is enough.
      users.whereRaw(`u.state <> 'detected'`);
    }
  } else {
    users.whereNot('u.state', 'departed');
  }
  if (query.reason !== undefined) {
    users.where('u.undetected_reason', query.reason);
  }
  if (query.department !== undefined) {
    users.where('u.department', query.department);
  }
  if (query.q !== undefined) {
    users.whereRaw(`u.search_text like ? escape '\\'`, [
      searchPattern(query.q),
    ]);
  }
  const { licence, access, group, account, lucidGroup } = query;
  if (licence !== undefined || access !== undefined) {
    users.whereIn(
      'u.licence_set',
      knex('licence_sets')
        .where({
          ...(licence !== undefined && { licence }),
          ...(access !== undefined && { access }),
        })
        .select('licence_set'),
    );
  }
  if (account !== undefined && lucidGroup !== undefined) {
    users.whereIn('u.user_id', lucidGroupMembers(knex, account, lucidGroup));
  }
  if (group !== undefined) {
    const members = () => groupMembers(knex, readingId, group);
    users.where(match =>
      match.whereIn('u.match_ref', members()).orWhereExists(ambiguous =>
        ambiguous
          .select(knex.raw('1'))
          .from('ambiguous_matches as m')
          .where('m.account_id', knex.ref('u.account_id'))
          .where('m.user_id', knex.ref('u.user_id'))
          // Keeps SQLite from trying every member of the group for each user.
          .whereRaw(`coalesce(m.entity_ref, '') in (?)`, [members()]),
      ),
    );
  }
  return users;
}
