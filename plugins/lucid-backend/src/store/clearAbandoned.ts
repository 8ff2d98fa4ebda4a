import { Knex } from 'knex';
import { deleteInChunks } from './deleteInChunks';
import { lockRevision } from './revision';

const STAGING_TABLES = [
  'staged_users',
  'staged_lucid_group_members',
  'staged_lucid_groups',
  'staged_billed_seats',
];

/** Removes what one sync has staged. */
export async function clearStaged(knex: Knex, syncId: string): Promise<void> {
  for (const table of STAGING_TABLES) {
    await deleteInChunks(knex, table, rows => rows.where({ sync_id: syncId }));
  }
}

/** Removes a first snapshot that did not become current. */
export async function discardFirstSnapshot(
  knex: Knex,
  account: string,
): Promise<void> {
  // Waits for what somebody may be writing who is not running any more.
  await knex.transaction(trx => lockRevision(trx));
  const isLoading = (accounts: Knex.QueryBuilder) =>
    accounts
      .select('account_id')
      .from('accounts')
      .where({ account_id: account })
      .whereNull('snapshot_at');
  for (const table of ['lucid_users', 'ambiguous_matches']) {
    await deleteInChunks(knex, table, rows =>
      rows.whereIn('account_id', isLoading),
    );
  }
  await knex('accounts')
    .where({ account_id: account })
    .whereNull('snapshot_at')
    .update({ loading_from: null });
}

/** Removes what syncs have left behind that are not running any more. */
export async function clearAbandoned(knex: Knex): Promise<void> {
  const running = new Set(
    await knex('syncs').where({ state: 'running' }).pluck<string[]>('sync_id'),
  );
  for (const table of STAGING_TABLES) {
    for (const syncId of await stagingSyncs(knex, table)) {
      if (!running.has(syncId)) {
        await clearStaged(knex, syncId);
      }
    }
  }
  const loading: string[] = await knex('accounts')
    .whereNotNull('loading_from')
    .whereNull('snapshot_at')
    .whereNotIn(
      'account_id',
      knex('syncs').where({ state: 'running' }).select('account_id'),
    )
    .pluck('account_id');
  for (const account of loading) {
    await discardFirstSnapshot(knex, account);
  }
}

/** From one id to the next, because "distinct" would go through all rows. */
async function stagingSyncs(knex: Knex, table: string): Promise<string[]> {
  const syncs: string[] = [];
  for (;;) {
    const row = await knex(table)
      .where('sync_id', '>', syncs.at(-1) ?? '')
      .min({ id: 'sync_id' })
      .first<{ id: string | null }>();
    if (!row?.id) {
      return syncs;
    }
    syncs.push(row.id);
  }
}
