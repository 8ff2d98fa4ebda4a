import { Knex } from 'knex';

/**
 * The accounts whose users are to be seen. What is left of one that was configured
 * once is a snapshot without users.
 *
 * @param which - those of `configured`, any unless told; or `account` alone
 */
export async function readAccounts(
  knex: Knex,
  which: { configured?: string[]; account?: string },
): Promise<string[]> {
  const { configured, account } = which;
  return knex('accounts')
    .whereNotNull('snapshot_at')
    .where(account === undefined ? {} : { account_id: account })
    .where(rows => configured && rows.whereIn('account_id', configured))
    .orderBy('account_id')
    .pluck<string[]>('account_id');
}
