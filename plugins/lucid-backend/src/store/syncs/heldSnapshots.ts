import { Knex } from 'knex';
import { SyncRow } from '../syncRow';

/** What a held snapshot would do to the current one, in numbers of users. */
export interface HeldBack {
  /** Who would be removed. */
  removals: number;
  /** Who could not be understood. */
  rejections: number;
}

const SUPERSEDED = 'A newer reading of Lucid has taken its place.';

/**
 * Settles the snapshots that were held before a given one, if that one is current
 * or held itself: it may be neither any more when its process comes to this.
 */
export async function settleBefore(knex: Knex, syncId: string): Promise<void> {
  const newer = knex('syncs')
    .where({ sync_id: syncId })
    .whereIn('state', ['succeeded', 'held']);
  await knex('syncs')
    .where({ state: 'held' })
    .whereIn('account_id', newer.clone().select('account_id'))
    .where('started_at', '<', newer.clone().select('started_at'))
    .update({ state: 'cancelled', error_message: SUPERSEDED });
}

/**
 * Lets go of a held snapshot, and of those that were held before it.
 *
 * @returns false when it is not held (any more).
 */
export async function releaseHeld(
  knex: Knex,
  syncId: string,
  why: string,
): Promise<boolean> {
  // Else one would come back whose successor's process died before it did this.
  await settleBefore(knex, syncId);
  const updated = await knex('syncs')
    .where({ sync_id: syncId, state: 'held' })
    .update({ state: 'cancelled', error_name: null, error_message: why });
  return updated === 1;
}

/** What a held snapshot would do; `undefined` when there is no such held snapshot. */
export async function readHeldBack(
  knex: Knex,
  syncId: string,
): Promise<HeldBack | undefined> {
  const row = await knex('syncs')
    .where({ sync_id: syncId, state: 'held' })
    .first<SyncRow>();
  return (
    row && {
      removals: row.removals ?? 0,
      rejections: row.rejections ?? 0,
    }
  );
}
