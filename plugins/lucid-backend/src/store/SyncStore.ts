import {
  ListPage,
  RejectedUser,
  Sync,
  SyncCounts,
  SyncPhase,
  SyncState,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { queryText } from '../text/queryText';
import { clearAbandoned } from './clearAbandoned';
import { databaseTime } from './databaseTime';
import { readKeysetPage } from './keysetPage';
import { readListRequest } from './listCursor';
import { SyncRow, toSync } from './syncRow';

/** What a running sync says of itself. */
export interface SyncProgress {
  phase: SyncPhase;
  read: number;
  total?: number;
  timings: Sync['timings'];
}

/** What a held snapshot would do to the current one, in numbers of users. */
export interface HeldBack {
  /** Who would be removed. */
  removals: number;
  /** Who could not be understood. */
  rejections: number;
}

/** How a sync ended. */
export interface SyncOutcome {
  state: Exclude<SyncState, 'running'>;
  counts?: SyncCounts;
  timings?: Sync['timings'];
  error?: { name: string; message: string };
  /** Present when the snapshot is held. */
  heldBack?: HeldBack;
}

/** A running sync whose process has not been heard of for so long has died. */
const RUN_LOCK_LIFETIME_MS = 30_000;

/**
 * Who seems to be dead is watched for so long, at most, before it is believed:
 * a clock that jumps makes everybody seem dead, and the living say at once that
 * they are not.
 */
const CERTAINTY_MS = 3_000;

/** A short lifetime leaves less time to watch. */
const LOOKS_PER_LIFETIME = 10;

/** How long to wait before each attempt to remove a sync that could not begin. */
const WITHDRAWAL_WAITS_MS = [0, 50, 200, 1_000, 3_000];

/** Attempts to begin a sync while others end at the same moment. */
const MOST_ATTEMPTS = 5;

/** Name of the error of a sync whose process died. */
const PROCESS_ENDED = 'ProcessEnded';

const filtersSchema = z.object({ account: queryText.optional() });

const SUPERSEDED = 'A newer reading of Lucid has taken its place.';

/** A sync that was ended because its process had died. */
export type BuriedSync = Pick<Sync, 'id' | 'account' | 'trigger'>;

type BuriedRow = Pick<SyncRow, 'sync_id' | 'account_id' | 'trigger'>;

/** Keeps the record of syncs, which is at the same time the run lock. */
export class SyncStore {
  readonly #knex: Knex;
  readonly #runLockLifetimeMs: number;

  constructor(options: {
    knex: Knex;
    /** Silence, in milliseconds, that means that the process of a sync has died; half a minute unless told. */
    runLockLifetimeMs?: number;
  }) {
    this.#knex = options.knex;
    this.#runLockLifetimeMs = options.runLockLifetimeMs ?? RUN_LOCK_LIFETIME_MS;
  }

  /**
   * Begins a sync of an account unless one is running, in this process or in
   * another.
   *
   * @returns the new sync, or the running one
   */
  async begin(options: {
    account: string;
    trigger: Sync['trigger'];
  }): Promise<{ started: boolean; sync: Sync }> {
    const now = databaseTime(this.#knex);
    // By a clock that was ahead and has been set right, one would stay the newest.
    await this.#knex('syncs')
      .where({ account_id: options.account })
      .where('started_at', '>', now)
      // Before the one that begins now, which may be in the same millisecond.
      .update({ started_at: databaseTime(this.#knex, -1) });
    const row: Omit<SyncRow, 'started_at' | 'heartbeat_at'> = {
      sync_id: randomUUID(),
      account_id: options.account,
      state: 'running',
      trigger: options.trigger,
      phase: 'reading',
      users_read: 0,
      users_total: null,
      removals: null,
      rejections: null,
      counts: null,
      timings: '{}',
      error_name: null,
      error_message: null,
      finished_at: null,
    };
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      try {
        // Conflicts with the running one, if any: see the unique index.
        await this.#knex('syncs')
          .insert({ ...row, started_at: now, heartbeat_at: now })
          .onConflict()
          .ignore();
        // PostgreSQL took the time before it waited for whoever was in the way,
        // which may be so long that this one would be taken for dead at once.
        // Nor is anything moved of one that was taken for dead at this moment.
        await this.#knex('syncs')
          .where({ sync_id: row.sync_id, state: 'running' })
          .update({ started_at: now, heartbeat_at: now });
        const running = await this.running(options.account);
        if (running) {
          return { started: running.id === row.sync_id, sync: running };
        }
      } catch (error) {
        await this.#withdraw(row.sync_id);
        throw error;
      }
      // The one in the way ended between the two statements.
    }
    throw new Error('Other syncs of this account keep beginning and ending');
  }

  /**
   * Removes a sync of which nobody will ever know, should it be there: it would
   * keep others out until it is taken for dead. The database may be away for a
   * moment.
   */
  async #withdraw(syncId: string): Promise<void> {
    for (const wait of WITHDRAWAL_WAITS_MS) {
      await sleep(wait);
      try {
        await this.#knex('syncs').where({ sync_id: syncId }).delete();
        return;
      } catch {
        // Whoever began it is told what went wrong at first.
      }
    }
  }

  /**
   * Says how far a sync is.
   *
   * @returns false when the sync is not running any more: somebody took it for
   * dead, and it has to stop without a trace.
   */
  async progress(syncId: string, progress: SyncProgress): Promise<boolean> {
    const updated = await this.#knex('syncs')
      .where({ sync_id: syncId, state: 'running' })
      .update({
        phase: progress.phase,
        users_read: progress.read,
        users_total: progress.total ?? null,
        timings: JSON.stringify(progress.timings),
        heartbeat_at: databaseTime(this.#knex),
      });
    return updated === 1;
  }

  /**
   * Ends a running sync, in the given transaction if there is one. A snapshot
   * that is made current or held settles those that were held before it.
   *
   * @returns false when it is not running any more.
   */
  async finish(
    syncId: string,
    outcome: SyncOutcome,
    knex: Knex = this.#knex,
  ): Promise<boolean> {
    const ended = await knex('syncs')
      .where({ sync_id: syncId, state: 'running' })
      .update({
        state: outcome.state,
        counts: outcome.counts && JSON.stringify(outcome.counts),
        timings: outcome.timings && JSON.stringify(outcome.timings),
        removals: outcome.heldBack?.removals,
        rejections: outcome.heldBack?.rejections,
        error_name: outcome.error?.name,
        error_message: outcome.error?.message,
        finished_at: databaseTime(knex),
        ...(outcome.state === 'succeeded' && { phase: 'done' }),
      });
    if (ended === 0) {
      return false;
    }
    if (outcome.state === 'succeeded' || outcome.state === 'held') {
      await this.#settleBefore(syncId, knex);
    }
    return true;
  }

  /**
   * Settles the snapshots that were held before a given one, if that one is current
   * or held itself: it may be neither any more when its process comes to this.
   */
  async #settleBefore(syncId: string, knex: Knex = this.#knex): Promise<void> {
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
  async release(syncId: string, why: string): Promise<boolean> {
    // Else one would come back whose successor's process died before it did this.
    await this.#settleBefore(syncId);
    const updated = await this.#knex('syncs')
      .where({ sync_id: syncId, state: 'held' })
      .update({ state: 'cancelled', error_name: null, error_message: why });
    return updated === 1;
  }

  /** What a held snapshot would do; `undefined` when there is no such held snapshot. */
  async heldBack(syncId: string): Promise<HeldBack | undefined> {
    const row = await this.#knex('syncs')
      .where({ sync_id: syncId, state: 'held' })
      .first<SyncRow>();
    return (
      row && {
        removals: row.removals ?? 0,
        rejections: row.rejections ?? 0,
      }
    );
  }

  /**
   * Ends the syncs whose process has died, since nobody else can, and removes
   * what they, or whoever was taken for dead, left behind.
   *
   * @returns the syncs that were ended
   */
  async buryDead(): Promise<BuriedSync[]> {
    const suspects = await this.#silent();
    if (suspects.length > 0) {
      await sleep(
        Math.min(CERTAINTY_MS, this.#runLockLifetimeMs / LOOKS_PER_LIFETIME),
      );
    }
    const dead: BuriedRow[] = [];
    try {
      for (const { sync_id, heartbeat_at } of suspects) {
        dead.push(...(await this.#bury(sync_id, heartbeat_at)));
      }
      await clearAbandoned(this.#knex);
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
  async #silent(): Promise<Pick<SyncRow, 'sync_id' | 'heartbeat_at'>[]> {
    const at = (shiftMs: number) => databaseTime(this.#knex, shiftMs);
    return this.#knex('syncs')
      .where({ state: 'running' })
      .where(heartbeat =>
        heartbeat
          .where('heartbeat_at', '<', at(-this.#runLockLifetimeMs))
          .orWhere('heartbeat_at', '>', at(this.#runLockLifetimeMs)),
      )
      .select('sync_id', 'heartbeat_at');
  }

  /** Ends a running sync unless it has given a sign of life since. */
  async #bury(syncId: string, heartbeat: string): Promise<BuriedRow[]> {
    return this.#knex('syncs')
      .where({ sync_id: syncId, heartbeat_at: heartbeat, state: 'running' })
      .update({
        state: 'failed',
        error_name: PROCESS_ENDED,
        error_message:
          'The process that ran this sync ended before the sync did. Nothing was changed.',
        finished_at: databaseTime(this.#knex),
      })
      .returning(['sync_id', 'account_id', 'trigger']);
  }

  /** Whether the process of the sync before a given one, of the same account, died too. */
  async diedBefore(dead: Pick<Sync, 'id' | 'account'>): Promise<boolean> {
    const before = await this.#knex('syncs')
      .where({ account_id: dead.account })
      .where(
        'started_at',
        '<=',
        this.#knex('syncs').where({ sync_id: dead.id }).select('started_at'),
      )
      .whereNot({ sync_id: dead.id })
      .orderBy('started_at', 'desc')
      .first<Pick<SyncRow, 'error_name'>>('error_name');
    return before?.error_name === PROCESS_ENDED;
  }

  async get(syncId: string): Promise<Sync | undefined> {
    const rows = await this.#knex('syncs')
      .where({ sync_id: syncId })
      .select<SyncRow[]>();
    const [sync] = await this.#toSyncs(rows);
    return sync;
  }

  async running(account: string): Promise<Sync | undefined> {
    return this.#newest(account, ['running']);
  }

  /** The newest sync that has ended. */
  async last(account: string): Promise<Sync | undefined> {
    return this.#newest(account, ['succeeded', 'failed', 'held', 'cancelled']);
  }

  /** The snapshot that waits for somebody to confirm or discard it. */
  async held(account: string): Promise<Sync | undefined> {
    return this.#newest(account, ['held']);
  }

  /** When the schedule started a sync for the last time. */
  async lastScheduledAt(account: string): Promise<string | undefined> {
    const row = await this.#knex('syncs')
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
  async list(asked: {
    account?: string;
    limit?: number;
    cursor?: string;
  }): Promise<ListPage<Sync>> {
    const request = readListRequest(asked, filtersSchema);
    const { query } = request;
    const all = () =>
      this.#knex('syncs').where(
        query.account ? { account_id: query.account } : {},
      );
    const [{ count }] = await all().count({ count: '*' });
    const { rows, ...cursors } = await readKeysetPage<SyncRow, typeof query>(
      this.#knex,
      all().select('*'),
      {
        ...request,
        order: { expressions: ['started_at', 'sync_id'], descending: true },
      },
    );
    return {
      items: await this.#toSyncs(rows),
      totalItems: Number(count),
      ...cursors,
    };
  }

  async #newest(
    account: string,
    states: SyncState[],
  ): Promise<Sync | undefined> {
    const rows = await this.#knex('syncs')
      .where({ account_id: account })
      .whereIn('state', states)
      .orderBy('started_at', 'desc')
      .limit(1)
      .select<SyncRow[]>();
    const [sync] = await this.#toSyncs(rows);
    return sync;
  }

  async #toSyncs(rows: SyncRow[]): Promise<Sync[]> {
    const rejected = await this.#knex('rejected_users')
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
}
