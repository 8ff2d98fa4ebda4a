import { Knex } from 'knex';
import { deleteInChunks } from './deleteInChunks';
import { lockRevision } from './revision';

/** How long clearing up waits for others who make revisions, in milliseconds. */
export const PATIENCE_MS = 500;

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

/**
 * Removes a first snapshot that did not become current, unless another sync is
 * running, which may be writing one: whoever was taken for dead clears up late.
 *
 * @param options - `by` is the sync that wrote it, or wants to write another one;
 * `signal` ends waiting for whoever makes revisions
 */
export async function discardFirstSnapshot(
  knex: Knex,
  options: { account: string; by?: string; signal?: AbortSignal },
): Promise<void> {
  const { account, by, signal } = options;
  // Waits for what somebody may be writing who is not running any more.
  await knex.transaction(trx => lockRevision(trx, { signal }));
  // Asked by each statement: a sync is there to be seen before any of its users.
  const isAbandoned = (accounts: Knex.QueryBuilder) =>
    accounts
      .where({ account_id: account })
      .whereNull('snapshot_at')
      .whereNotExists(others =>
        others
          .select(knex.raw('1'))
          .from('syncs')
          .where({ account_id: account, state: 'running' })
          .whereNot('sync_id', by ?? ''),
      );
  for (const table of ['lucid_users', 'ambiguous_matches']) {
    await deleteInChunks(knex, table, rows =>
      rows.whereIn('account_id', accounts =>
        isAbandoned(accounts.select('account_id').from('accounts')),
      ),
    );
  }
  await isAbandoned(knex('accounts')).update({ loading_from: null });
}

/** Removes what syncs have left behind that are not running any more. */
export async function clearAbandoned(knex: Knex): Promise<void> {
  for (const table of STAGING_TABLES) {
    const staging = await stagingSyncs(knex, table);
    // Asked last: whoever stages anything has been running since before.
    const running = new Set(
      await knex('syncs')
        .where({ state: 'running' })
        .pluck<string[]>('sync_id'),
    );
    for (const syncId of staging) {
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
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      await discardFirstSnapshot(knex, { account, signal });
    } catch (error) {
      // Whoever looks next does it, lest nobody can begin a sync until then.
      if (!signal.aborted) {
        throw error;
      }
    }
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
