import { Knex } from 'knex';
import { deleteInChunks } from '../deleteInChunks';
import { failuresSinceSuccess } from '../failuresSinceSuccess';

/** Of each account, so many syncs stay, however old they are. */
const NEWEST = 20;

/**
 * Forgets old syncs, but for those that somebody may look for: the newest ones, the
 * last one and the first one that succeeded, the first one that failed after that,
 * and those that a change was put down to. Of the latter, the users that were set aside are forgotten.
 *
 * @returns how many syncs there were
 */
export async function forgetSyncs(
  knex: Knex,
  { before, signal }: { before: string; signal: AbortSignal },
): Promise<number> {
  const lasting = await lastingSyncs(knex);
  const old = (syncs: Knex.QueryBuilder) =>
    syncs
      .where('started_at', '<', before)
      .whereNotIn('state', ['running', 'held'])
      .whereNotIn('sync_id', lasting);
  await deleteInChunks(
    knex,
    'rejected_users',
    rows => rows.whereIn('sync_id', old(knex('syncs')).select('sync_id')),
    { signal },
  );
  return deleteInChunks(
    knex,
    'syncs',
    rows =>
      old(rows).whereNotExists(changes =>
        changes
          .select(knex.raw('1'))
          .from('usage_changes as c')
          // A change has the time of its sync; so the index of times finds it.
          .where('c.at', knex.ref('syncs.started_at'))
          .where('c.sync_id', knex.ref('syncs.sync_id')),
      ),
    { signal },
  );
}

async function lastingSyncs(knex: Knex): Promise<string[]> {
  const accounts: string[] = await knex('syncs').distinct().pluck('account_id');
  const lasting: string[] = [];
  for (const account of accounts) {
    const syncs = () =>
      knex('syncs').where({ account_id: account }).select('sync_id');
    const failures = await failuresSinceSuccess(knex, account);
    const succeeded = () => syncs().where({ state: 'succeeded' }).limit(1);
    const found: { sync_id: string }[][] = [
      await syncs().orderBy('started_at', 'desc').limit(NEWEST),
      await succeeded().orderBy('started_at', 'desc'),
      // Who was there from the beginning has appeared with it.
      await succeeded().orderBy('started_at'),
      // It tells for how long syncs have failed.
      await failures().select('sync_id').orderBy('started_at').limit(1),
    ];
    lasting.push(...found.flat().map(row => row.sync_id));
  }
  return lasting;
}
