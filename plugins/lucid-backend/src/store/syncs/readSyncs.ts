import {
  ListPage,
  RejectedUser,
  Sync,
  SyncState,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { queryText } from '../../text/queryText';
import { readKeysetPage } from '../keysetPage';
import { readListRequest } from '../listCursor';
import { SyncRow, toSync } from '../syncRow';

const filtersSchema = z.object({ account: queryText.optional() });

export async function readSync(
  knex: Knex,
  syncId: string,
): Promise<Sync | undefined> {
  const rows = await knex('syncs')
    .where({ sync_id: syncId })
    .select<SyncRow[]>();
  const [sync] = await toSyncs(knex, rows);
  return sync;
}

/** When the schedule started a sync for the last time. */
export async function lastScheduledAt(
  knex: Knex,
  account: string,
): Promise<string | undefined> {
  const row = await knex('syncs')
    .where({ account_id: account, trigger: 'schedule' })
    .max({ at: 'started_at' })
    .first<{ at: string | null }>();
  return row?.at ?? undefined;
}

/**
 * Newest first.
 *
 * @throws InputError when the cursor is not one of this list
 */
export async function listSyncs(
  knex: Knex,
  asked: {
    account?: string;
    limit?: number;
    cursor?: string;
  },
): Promise<ListPage<Sync>> {
  const request = readListRequest(asked, filtersSchema);
  const { query } = request;
  const all = () =>
    knex('syncs').where(query.account ? { account_id: query.account } : {});
  const [{ count }] = await all().count({ count: '*' });
  const { rows, ...cursors } = await readKeysetPage<SyncRow, typeof query>(
    knex,
    all().select('*'),
    {
      ...request,
      order: { expressions: ['started_at', 'sync_id'], descending: true },
    },
  );
  return {
    items: await toSyncs(knex, rows),
    totalItems: Number(count),
    ...cursors,
  };
}

export async function newestSync(
  knex: Knex,
  account: string,
  states: SyncState[],
): Promise<Sync | undefined> {
  const rows = await knex('syncs')
    .where({ account_id: account })
    .whereIn('state', states)
    .orderBy('started_at', 'desc')
    .limit(1)
    .select<SyncRow[]>();
  const [sync] = await toSyncs(knex, rows);
  return sync;
}

async function toSyncs(knex: Knex, rows: SyncRow[]): Promise<Sync[]> {
  const rejected = await knex('rejected_users')
    .whereIn(
      'sync_id',
      rows.map(row => row.sync_id),
    )
    .orderBy('position')
    .select<{ sync_id: string; user_id: string | null; reason: string }[]>(
      'sync_id',
      'user_id',
      'reason',
    );
  return rows.map(row =>
    toSync(
      row,
      rejected
        .filter(({ sync_id }) => sync_id === row.sync_id)
        .map<RejectedUser>(({ user_id, reason }) => ({
          ...(user_id !== null && { id: user_id }),
          reason,
        })),
    ),
  );
}
