import { Sync } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearAbandoned } from '../clearAbandoned';
import { databaseTime } from '../databaseTime';
import { SyncRow } from '../syncRow';

/**
 * Who seems to be dead is watched for so long, at most, before it is believed:
 * a clock that jumps makes everybody seem dead, and the living say at once that
 * they are not.
 */
const CERTAINTY_MS = 3_000;

/** A short lifetime leaves less time to watch. */
const LOOKS_PER_LIFETIME = 10;

/** Name of the error of a sync whose process died. */
const PROCESS_ENDED = 'ProcessEnded';

/** A sync that was ended because its process had died. */
export type BuriedSync = Pick<Sync, 'id' | 'account' | 'trigger'>;

type BuriedRow = Pick<SyncRow, 'sync_id' | 'account_id' | 'trigger'>;

/**
 * Ends the syncs whose process has died, since nobody else can, and removes
 * what they, or whoever was taken for dead, left behind.
 *
 * @param lifetimeMs - silence that means that a process has died
 * @returns the syncs that were ended
 */
export async function buryDead(
  knex: Knex,
  lifetimeMs: number,
): Promise<BuriedSync[]> {
  const suspects = await silent(knex, lifetimeMs);
  if (suspects.length > 0) {
    await sleep(Math.min(CERTAINTY_MS, lifetimeMs / LOOKS_PER_LIFETIME));
  }
  const dead: BuriedRow[] = [];
  try {
    for (const { sync_id, heartbeat_at } of suspects) {
      dead.push(...(await bury(knex, sync_id, heartbeat_at)));
    }
    await clearAbandoned(knex);
  } catch (error) {
    // Nobody looks again after those who are buried, and after all else, they do.
    if (dead.length === 0) {
      throw error;
    }
  }
  return dead.map(row => ({
    id: row.sync_id,
    account: row.account_id,
    trigger: row.trigger,
  }));
}

/**
 * Running syncs that may have lost their process: the last sign of life is
 * too old, or from the future, because the clock was set meanwhile.
 */
async function silent(
  knex: Knex,
  lifetimeMs: number,
): Promise<Pick<SyncRow, 'sync_id' | 'heartbeat_at'>[]> {
  const at = (shiftMs: number) => databaseTime(knex, shiftMs);
  return knex('syncs')
    .where({ state: 'running' })
    .where(heartbeat =>
      heartbeat
        .where('heartbeat_at', '<', at(-lifetimeMs))
        .orWhere('heartbeat_at', '>', at(lifetimeMs)),
    )
    .select('sync_id', 'heartbeat_at');
}

/** Ends a running sync unless it has given a sign of life since. */
async function bury(
  knex: Knex,
  syncId: string,
  heartbeat: string,
): Promise<BuriedRow[]> {
  return knex('syncs')
    .where({ sync_id: syncId, heartbeat_at: heartbeat, state: 'running' })
    .update({
      state: 'failed',
      error_name: PROCESS_ENDED,
      error_message:
        'The process that ran this sync ended before the sync did. Nothing was changed.',
      finished_at: databaseTime(knex),
    })
    .returning(['sync_id', 'account_id', 'trigger']);
}

/** Whether the process of the sync before a given one, of the same account, died too. */
export async function diedBefore(
  knex: Knex,
  dead: Pick<Sync, 'id' | 'account'>,
): Promise<boolean> {
  const before = await knex('syncs')
    .where({ account_id: dead.account })
    .where(
      'started_at',
      '<=',
      knex('syncs').where({ sync_id: dead.id }).select('started_at'),
    )
    .whereNot({ sync_id: dead.id })
    .orderBy('started_at', 'desc')
    .first<Pick<SyncRow, 'error_name'>>('error_name');
  return before?.error_name === PROCESS_ENDED;
}
