import {
  ListPage,
  Sync,
  SyncCounts,
  SyncPhase,
  SyncState,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseTime } from './databaseTime';
import { SyncRow } from './syncRow';
import { BuriedSync, buryDead, diedBefore } from './syncs/buryDead';
import {
  HeldBack,
  readHeldBack,
  releaseHeld,
  settleBefore,
} from './syncs/heldSnapshots';
import {
  lastScheduledAt,
  listSyncs,
  newestSync,
  readSync,
} from './syncs/readSyncs';

/** What a running sync says of itself. */
export interface SyncProgress {
  phase: SyncPhase;
  read: number;
  total?: number;
  timings: Sync['timings'];
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

/** How long to wait before each attempt to remove a sync that could not begin. */
const WITHDRAWAL_WAITS_MS = [0, 50, 200, 1_000, 3_000];

/** Attempts to begin a sync while others end at the same moment. */
const MOST_ATTEMPTS = 5;

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
      await settleBefore(knex, syncId);
    }
    return true;
  }

  /** See {@link releaseHeld}. */
  async release(syncId: string, why: string): Promise<boolean> {
    return releaseHeld(this.#knex, syncId, why);
  }

  /** See {@link readHeldBack}. */
  async heldBack(syncId: string): Promise<HeldBack | undefined> {
    return readHeldBack(this.#knex, syncId);
  }

  /** See {@link buryDead}. */
  async buryDead(): Promise<BuriedSync[]> {
    return buryDead(this.#knex, this.#runLockLifetimeMs);
  }

  /** See {@link diedBefore}. */
  async diedBefore(dead: Pick<Sync, 'id' | 'account'>): Promise<boolean> {
    return diedBefore(this.#knex, dead);
  }

  async get(syncId: string): Promise<Sync | undefined> {
    return readSync(this.#knex, syncId);
  }

  async running(account: string): Promise<Sync | undefined> {
    return newestSync(this.#knex, account, ['running']);
  }

  /** The newest sync that has ended. */
  async last(account: string): Promise<Sync | undefined> {
    return newestSync(this.#knex, account, [
      'succeeded',
      'failed',
      'held',
      'cancelled',
    ]);
  }

  /** The snapshot that waits for somebody to confirm or discard it. */
  async held(account: string): Promise<Sync | undefined> {
    return newestSync(this.#knex, account, ['held']);
  }

  /** When the schedule started a sync for the last time. */
  async lastScheduledAt(account: string): Promise<string | undefined> {
    return lastScheduledAt(this.#knex, account);
  }

  /** See {@link listSyncs}. */
  async list(asked: {
    account?: string;
    limit?: number;
    cursor?: string;
  }): Promise<ListPage<Sync>> {
    return listSyncs(this.#knex, asked);
  }
}
