import { UsageCounts } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isOneOf } from '../bulkRows';
import { lockRevision } from '../revision';

const USERS_AT_ONCE = 500;

/**
 * Forgets users who have departed so long ago that their departure is not kept
 * either. That they are gone was to be read from the changes since a revision for all
 * that time, in which the catalog is compared with everything many times as well.
 *
 * @returns how many there were
 */
export async function forgetDeparted(
  knex: Knex,
  { before, signal }: { before: string; signal: AbortSignal },
): Promise<number> {
  let forgotten = 0;
  for (;;) {
    signal.throwIfAborted();
    const users = await knex.transaction(trx =>
      forgetSome(trx, { before, signal }),
    );
    forgotten += users;
    if (users < USERS_AT_ONCE) {
      return forgotten;
    }
    await yieldToEventLoop();
  }
}

async function forgetSome(
  trx: Knex.Transaction,
  { before, signal }: { before: string; signal: AbortSignal },
): Promise<number> {
  // Whoever stores a snapshot may be about to let one of them return, and counts them.
  await lockRevision(trx, { signal });
  const users: { account_id: string; user_id: string }[] = await trx(
    'lucid_users',
  )
    .where('state', 'departed')
    // Says that the index of those who are not detected is enough.
    .whereRaw(`state <> 'detected'`)
    .where('departed_at', '<', before)
    .limit(USERS_AT_ONCE)
    .select('account_id', 'user_id');
  for (const account of new Set(users.map(user => user.account_id))) {
    const ids = users
      .filter(user => user.account_id === account)
      .map(user => user.user_id);
    await trx('lucid_group_members')
      .where({ account_id: account, listed: false })
      .whereRaw(isOneOf(trx, 'member_id', ids))
      .delete();
    await trx('lucid_users')
      .where({ account_id: account })
      .whereRaw(isOneOf(trx, 'user_id', ids))
      .delete();
    await countLess(trx, account, ids.length);
  }
  return users.length;
}

async function countLess(
  trx: Knex.Transaction,
  account: string,
  departed: number,
): Promise<void> {
  const row = await trx('accounts')
    .where({ account_id: account })
    .first<{ counts: string | null }>('counts');
  if (row?.counts) {
    const counts: UsageCounts = JSON.parse(row.counts);
    counts.departed -= departed;
    await trx('accounts')
      .where({ account_id: account })
      .update({ counts: JSON.stringify(counts) });
  }
}
