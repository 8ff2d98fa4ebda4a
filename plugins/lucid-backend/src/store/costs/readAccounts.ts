import { Knex } from 'knex';

/** The accounts whose users are to be seen, or the only one of interest. */
export async function readAccounts(
  knex: Knex,
  account?: string,
): Promise<string[]> {
  return knex('accounts')
    .whereNotNull('snapshot_at')
    .where(account === undefined ? {} : { account_id: account })
    .orderBy('account_id')
    .pluck<string[]>('account_id');
}
