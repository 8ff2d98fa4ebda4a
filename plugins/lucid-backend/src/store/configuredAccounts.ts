import { Knex } from 'knex';
import { databaseTime } from './databaseTime';

/**
 * When nobody has said for so long that an account is configured, nobody has it
 * any more. Whoever has it says so several times meanwhile, however long a
 * deployment takes in which some backends have an older configuration.
 */
const ABANDONED_AFTER_MS = 30 * 60_000;

/** Notes, for all backends, that accounts are configured. */
export async function noteConfigured(
  knex: Knex,
  accounts: string[],
): Promise<void> {
  if (accounts.length > 0) {
    await knex('configured_accounts')
      .insert(
        // In one order, lest two backends wait for each other.
        [...accounts].sort().map(account => ({
          account_id: account,
          noted_at: databaseTime(knex),
        })),
      )
      .onConflict('account_id')
      .merge(['noted_at']);
  }
}

/**
 * Accounts of which nothing is to be kept any more.
 *
 * @param options - `keep`: those of which it is, as far as this backend knows;
 * `configured`: all that it is configured with, on which the word of others does
 * not count
 */
export async function abandonedAccounts(
  knex: Knex,
  { keep, configured = keep }: { keep: string[]; configured?: string[] },
): Promise<string[]> {
  return knex('accounts')
    .whereNotIn('account_id', keep)
    .whereNotIn(
      'account_id',
      knex('configured_accounts')
        .where('noted_at', '>', databaseTime(knex, -ABANDONED_AFTER_MS))
        .whereNotIn('account_id', configured)
        .select('account_id'),
    )
    .orderBy('account_id')
    .pluck('account_id');
}
