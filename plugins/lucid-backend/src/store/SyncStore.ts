import {
  ListPage,
  Sync,
  SyncCounts,
  SyncPhase,
  SyncState,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';

interface SyncRow {
  sync_id: string;
  account_id: string;
  state: SyncState;
  trigger: Sync['trigger'];
  phase: SyncPhase;
  users_read: number;
  users_total: number | null;
  removals: number | null;
  counts: string | null;
  timings: string;
  error_name: string | null;
  error_message: string | null;
  started_at: string;
  finished_at: string | null;
  heartbeat_at: string;
}

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
  /** Of a held snapshot: how many users it would remove. */
  removals?: number;
}

/** A running sync whose process has not been heard of for so long has died. */
const SILENCE_MEANS_DEATH_MS = 30_000;

/** Keeps the record of syncs, which is at the same time the run lock. */
export class SyncStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * Begins a sync of an account unless one is running, in this process or in
   * another.
   *
   * @returns the new sync, or the running one.
   */
  async begin(options: {
    account: string;
    trigger: Sync['trigger'];
  }): Promise<{ started: boolean; sync: Sync }> {
    await this.#buryDead(options.account);
    const now = new Date().toISOString();
    const row: SyncRow = {
      sync_id: randomUUID(),
      account_id: options.account,
      state: 'running',
      trigger: options.trigger,
      phase: 'reading',
      users_read: 0,
      users_total: null,
      removals: null,
      counts: null,
      timings: '{}',
      error_name: null,
      error_message: null,
      started_at: now,
      finished_at: null,
      heartbeat_at: now,
    };
    // Conflicts with the running one, if any: see the unique index.
    await this.#knex('syncs').insert(row).onConflict().ignore();
    const running = await this.running(options.account);
    if (!running) {
      // It ended between the two statements: the next attempt will begin one.
      return this.begin(options);
    }
    return { started: running.id === row.sync_id, sync: running };
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
        heartbeat_at: new Date().toISOString(),
      });
    return updated === 1;
  }

  /**
   * Ends a running sync, in the given transaction if there is one.
   *
   * @returns false when it is not running any more.
   */
  async finish(
    syncId: string,
    outcome: SyncOutcome,
    trx: Knex = this.#knex,
  ): Promise<boolean> {
    const updated = await trx('syncs')
      .where({ sync_id: syncId, state: 'running' })
      .update({
        state: outcome.state,
        counts: outcome.counts && JSON.stringify(outcome.counts),
        timings: outcome.timings && JSON.stringify(outcome.timings),
        removals: outcome.removals,
        error_name: outcome.error?.name,
        error_message: outcome.error?.message,
        finished_at: new Date().toISOString(),
        ...(outcome.state === 'succeeded' && { phase: 'done' }),
      });
    return updated === 1;
  }

  /**
   * Lets go of a held snapshot.
   *
   * @returns the sync and how many users it would have removed, or `undefined`
   * when it is not held (any more).
   */
  async release(
    syncId: string,
    why: string,
  ): Promise<{ sync: Sync; removals: number } | undefined> {
    const updated = await this.#knex('syncs')
      .where({ sync_id: syncId, state: 'held' })
      .update({ state: 'cancelled', error_name: null, error_message: why });
    const row = await this.#row(syncId);
    return updated === 1 && row
      ? { sync: await this.#toSync(row), removals: row.removals ?? 0 }
      : undefined;
  }

  async get(syncId: string): Promise<Sync | undefined> {
    const row = await this.#row(syncId);
    return row && this.#toSync(row);
  }

  async running(account: string): Promise<Sync | undefined> {
    return this.#newest(account, ['running']);
  }

  /** The newest sync that has ended. */
  async last(account: string): Promise<Sync | undefined> {
    return this.#newest(account, ['succeeded', 'failed', 'held', 'cancelled']);
  }

  /** The snapshot that waits for somebody to confirm or discard it; a later success settles it. */
  async held(account: string): Promise<Sync | undefined> {
    const sync = await this.#newest(account, ['held', 'succeeded']);
    return sync?.state === 'held' ? sync : undefined;
  }

  /** When the schedule started a sync for the last time. */
  async lastScheduledAt(account: string): Promise<string | undefined> {
    const row = await this.#knex('syncs')
      .where({ account_id: account, trigger: 'schedule' })
      .max({ at: 'started_at' })
      .first<{ at: string | null }>();
    return row?.at ?? undefined;
  }

  /** Newest first. */
  async list(options: {
    account?: string;
    limit: number;
    offset: number;
  }): Promise<Pick<ListPage<Sync>, 'items' | 'totalItems'>> {
    const all = this.#knex('syncs').where(
      options.account ? { account_id: options.account } : {},
    );
    const [{ count }] = await all.clone().count({ count: '*' });
    const rows: SyncRow[] = await all
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'sync_id', order: 'desc' },
      ])
      .limit(options.limit)
      .offset(options.offset);
    return {
      items: await Promise.all(rows.map(row => this.#toSync(row))),
      totalItems: Number(count),
    };
  }

  async #newest(
    account: string,
    states: SyncState[],
  ): Promise<Sync | undefined> {
    const row = await this.#knex('syncs')
      .where({ account_id: account })
      .whereIn('state', states)
      .orderBy('started_at', 'desc')
      .first<SyncRow>();
    return row && this.#toSync(row);
  }

  /** Nobody but the process that runs a sync can end it, so the dead are ended here. */
  async #buryDead(account: string): Promise<void> {
    const dead = await this.#knex('syncs')
      .where({ account_id: account, state: 'running' })
      .where(
        'heartbeat_at',
        '<',
        new Date(Date.now() - SILENCE_MEANS_DEATH_MS).toISOString(),
      )
      .update({
        state: 'failed',
        error_name: 'ProcessEnded',
        error_message:
          'The process that ran this sync ended before the sync did. Nothing was changed.',
        finished_at: new Date().toISOString(),
      })
      .returning('sync_id');
    for (const { sync_id } of dead) {
      await this.#knex('staged_users').where({ sync_id }).delete();
    }
  }

  async #row(syncId: string): Promise<SyncRow | undefined> {
    return this.#knex('syncs').where({ sync_id: syncId }).first<SyncRow>();
  }

  async #toSync(row: SyncRow): Promise<Sync> {
    const rejected = await this.#knex('rejected_users')
      .where({ sync_id: row.sync_id })
      .orderBy('position')
      .select<{ user_id: string | null; reason: string }[]>(
        'user_id',
        'reason',
      );
    return {
      id: row.sync_id,
      account: row.account_id,
      state: row.state,
      trigger: row.trigger,
      phase: row.phase,
      progress: {
        read: row.users_read,
        ...(row.users_total !== null && { total: row.users_total }),
      },
      ...(row.counts !== null && { counts: JSON.parse(row.counts) }),
      rejected: rejected.map(({ user_id, reason }) => ({
        ...(user_id !== null && { id: user_id }),
        reason,
      })),
      ...(row.error_message !== null && {
        error: { name: row.error_name ?? 'Note', message: row.error_message },
      }),
      startedAt: row.started_at,
      ...(row.finished_at !== null && { finishedAt: row.finished_at }),
      timings: JSON.parse(row.timings),
    };
  }
}
