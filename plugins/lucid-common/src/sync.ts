import { z } from 'zod';

/**
 * - `held`: the snapshot is complete, but would remove so many users that
 *   somebody has to confirm or discard it
 * - `cancelled`: stopped before its end, by its time limit or a shutdown, or
 *   its snapshot was discarded
 *
 * @public
 */
export type SyncState =
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'held'
  | 'cancelled';

/**
 * What a running sync is doing: `reconciling` what it knows of the catalog with
 * the catalog, `reading` pages of Lucid users, `proving` that those who are
 * missing are gone, `reading-groups`
 * and `reading-seats` where that is configured, `storing` the snapshot and what became of it, or `done`.
 *
 * @public
 */
export type SyncPhase =
  | 'reading'
  | 'proving'
  | 'reading-groups'
  | 'reading-seats'
  | 'reconciling'
  | 'storing'
  | 'done';

/**
 * A Lucid user that could not be understood and was set aside.
 *
 * @public
 */
export interface RejectedUser {
  /** SCIM id, where at least that could be read. */
  id?: string;
  /** Which attribute is wrong and how; holds no value of the user. */
  reason: string;
}

/**
 * What a sync found, in numbers of Lucid users.
 *
 * @public
 */
export interface SyncCounts {
  /** Users in the snapshot. */
  users: number;
  added: number;
  changed: number;
  departed: number;
  returned: number;
  rejected: number;
  detected: number;
  undetected: number;
  ambiguous: number;
}

/**
 * One sync of one Lucid account. Times are ISO 8601 in UTC.
 *
 * @public
 */
export interface Sync {
  id: string;
  account: string;
  state: SyncState;
  trigger: 'schedule' | 'request';
  phase: SyncPhase;
  /** Lucid users read so far, and how many Lucid said there are. */
  progress: { read: number; total?: number };
  /** Present once the snapshot is complete. */
  counts?: SyncCounts;
  /** The first 100 users that were set aside. */
  rejected: RejectedUser[];
  /** Why it failed, is held or was cancelled. */
  error?: { name: string; message: string };
  startedAt: string;
  finishedAt?: string;
  /** Milliseconds spent in each phase that was entered. */
  timings: Partial<Record<SyncPhase, number>>;
}

/** @public */
export const syncSchema: z.ZodType<Sync> = z.object({
  id: z.string(),
  account: z.string(),
  state: z.enum(['running', 'succeeded', 'failed', 'held', 'cancelled']),
  trigger: z.enum(['schedule', 'request']),
  phase: z.enum([
    'reading',
    'proving',
    'reading-groups',
    'reading-seats',
    'reconciling',
    'storing',
    'done',
  ]),
  progress: z.object({ read: z.number(), total: z.number().optional() }),
  counts: z
    .object({
      users: z.number(),
      added: z.number(),
      changed: z.number(),
      departed: z.number(),
      returned: z.number(),
      rejected: z.number(),
      detected: z.number(),
      undetected: z.number(),
      ambiguous: z.number(),
    })
    .optional(),
  rejected: z.array(
    z.object({ id: z.string().optional(), reason: z.string() }),
  ),
  error: z.object({ name: z.string(), message: z.string() }).optional(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  timings: z.object({
    reading: z.number().optional(),
    proving: z.number().optional(),
    'reading-groups': z.number().optional(),
    'reading-seats': z.number().optional(),
    reconciling: z.number().optional(),
    storing: z.number().optional(),
    done: z.number().optional(),
  }),
});
