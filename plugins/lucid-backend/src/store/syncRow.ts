import {
  RejectedUser,
  Sync,
  SyncPhase,
  SyncState,
} from 'backstage-plugin-lucid-common';

/** A row of `syncs`. */
export interface SyncRow {
  sync_id: string;
  account_id: string;
  state: SyncState;
  trigger: Sync['trigger'];
  phase: SyncPhase;
  users_read: number;
  users_total: number | null;
  removals: number | null;
  rejections: number | null;
  counts: string | null;
  timings: string;
  error_name: string | null;
  error_message: string | null;
  started_at: string;
  finished_at: string | null;
  heartbeat_at: string;
}

/** The stored row in the words of the API. */
export function toSync(row: SyncRow, rejected: RejectedUser[]): Sync {
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
    rejected,
    ...(row.error_message !== null && {
      error: { name: row.error_name ?? 'Note', message: row.error_message },
    }),
    startedAt: row.started_at,
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
    timings: JSON.parse(row.timings),
  };
}
