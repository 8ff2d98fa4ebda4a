import { ActivityQuery } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { addDays } from '../../time/calendar';
import { searchPattern } from '../searchPattern';

/** What tells which changes are in a list. */
export type ActivityFilters = Omit<ActivityQuery, 'cursor' | 'limit'>;

/** `usage_changes as c` that fit the filters, not ordered. */
export function filterActivity(
  knex: Knex,
  { account, type, from, to, sync, q }: ActivityFilters,
): Knex.QueryBuilder {
  const changes = knex('usage_changes as c');
  if (account !== undefined) {
    changes.where('c.account_id', account);
  }
  if (type?.length) {
    changes.whereIn('c.type', type);
  }
  // A day sorts before its moments.
  if (from !== undefined) {
    changes.where('c.at', '>=', from);
  }
  if (to !== undefined) {
    changes.where('c.at', '<', addDays(to, 1));
  }
  if (sync !== undefined) {
    changes.where('c.sync_id', sync);
  }
  if (q !== undefined) {
    changes.whereIn(
      ['c.account_id', 'c.user_id'],
      knex('lucid_users')
        .whereRaw(`search_text like ? escape '\\'`, [searchPattern(q)])
        .select('account_id', 'user_id'),
    );
  }
  return changes;
}
