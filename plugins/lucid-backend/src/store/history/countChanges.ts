import { UsageChangeType } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';

/**
 * How often each type of change happened.
 *
 * @param options - `from` is the first moment or day, `before` the one after the
 * last; ISO 8601 in UTC
 */
export async function countChanges(
  knex: Knex,
  options: { accounts: string[]; from: string; before: string },
): Promise<Partial<Record<UsageChangeType, number>>> {
  const rows: {
    account_id: string;
    type: UsageChangeType;
    changes: number | string;
  }[] = await knex('usage_changes')
    .where('at', '>=', options.from)
    .where('at', '<', options.before)
    // Asked for one account, SQLite would go through all changes that it ever had.
    .groupBy('account_id', 'type')
    .orderBy('type')
    .select('account_id', 'type')
    .count({ changes: '*' });
  const counts: Partial<Record<UsageChangeType, number>> = {};
  for (const { account_id: account, type, changes } of rows) {
    if (options.accounts.includes(account)) {
      counts[type] = (counts[type] ?? 0) + Number(changes);
    }
  }
  return counts;
}
