import { z } from 'zod';
import { SeatsStatus, seatsStatusSchema } from './seats';
import { Sync, syncSchema } from './sync';

/**
 * What the last contact with Lucid said.
 *
 * - `connected`: Lucid answered as expected
 * - `unauthorised`: Lucid refused the token
 * - `unreachable`: no usable answer
 * - `unchecked`: nobody has asked yet
 *
 * @public
 */
export interface Connection {
  state: 'connected' | 'unauthorised' | 'unreachable' | 'unchecked';
  checkedAt?: string;
  /** What went wrong and what to do about it. */
  detail?: string;
}

/**
 * How many there are of what, in one Lucid account.
 *
 * @public
 */
export interface UsageCounts {
  /** Lucid users in the current snapshot, in whatever state. */
  users: number;
  detected: number;
  undetected: number;
  ambiguous: number;
  /** Accounted for by an exception. */
  excepted: number;
  /** Left out by a rule of the configuration. */
  leftOut: number;
  /** Those of the undetected whose catalog user has gone. */
  leavers: number;
  /** Users that each rule of `lucid.matching.leaveOut` leaves out, by its name. */
  byRule: Record<string, number>;
  /** Catalog users whom no Lucid user of this account matches. */
  unlicensed: number;
  departed: number;
  /** Users of the current snapshot by name of licence. A user with two licences counts in both. */
  byLicence: Record<string, number>;
  /** Users of the current snapshot by access level; `unknown` where Lucid does not say. */
  byAccess: { 'can-edit': number; 'view-only': number; unknown: number };
}

/**
 * State of one Lucid account. Times are ISO 8601 in UTC.
 *
 * @public
 */
export interface AccountStatus {
  id: string;
  connection: Connection;
  /** The newest sync that has ended, however it ended. */
  lastSync?: Sync;
  /** When the snapshot that is shown was read; absent before the first one. */
  snapshotAt?: string;
  runningSync?: Sync;
  heldSnapshot?: Sync;
  /** When the schedule starts the next sync. */
  nextSyncAt?: string;
  /** What is shown is older than it should be: since when, and why. */
  stale?: { since: string; reason: string };
  /** Number of the newest change in this account. */
  revision: number;
  counts: UsageCounts;
  /** Absent where groups of Lucid are not read. */
  lucidGroups?: LucidGroupsStatus;
  /** Absent where the REST API of Lucid is not configured. */
  seats?: SeatsStatus;
}

/**
 * What is known of the groups of a Lucid account.
 *
 * @public
 */
export interface LucidGroupsStatus {
  /** How many there are. */
  groups: number;
  /** When they were read last; absent before the first time. */
  readAt?: string;
  /** They cannot be read any more, and the last ones stay: since when, and why. */
  stale?: { since: string; reason: string };
}

/**
 * One thing that is wrong with the configuration of the plugin.
 *
 * @public
 */
export interface ConfigurationProblem {
  /** The key of `app-config` that has to be changed, such as `lucid.token`. */
  key: string;
  /** What is wrong and what to do; never holds the value. */
  message: string;
}

/**
 * Answer of `GET /status`.
 *
 * @public
 */
export interface LucidStatus {
  configuration: {
    /** `missing` when there is no Lucid account in the configuration at all. */
    state: 'valid' | 'missing' | 'invalid';
    problems: ConfigurationProblem[];
  };
  /** Empty unless the configuration is valid. */
  accounts: AccountStatus[];
  reconciliation: ReconciliationStatus;
  /** Where somebody without a licence can ask for one: `lucid.licenceRequestUrl`. */
  licenceRequestUrl?: string;
}

/**
 * What the catalog contributes, and how old that is.
 *
 * @public
 */
export interface ReconciliationStatus {
  /** Ids of the matchers that are asked, in their order. */
  matchers: string[];
  /** Catalog users that count. */
  catalogUsers: number;
  /** Catalog users that `lucid.matching.catalogFilter` leaves out. */
  catalogUsersLeftOut: number;
  /** When the catalog was found to hold this; absent before the first reading. */
  readAt?: string;
  /** Whether somebody is reading the catalog at this moment. */
  running: boolean;
  /** The last reading failed, or was not believed: since when, and why. */
  stale?: {
    since: string;
    reason: string;
    /** Whether an admin may say that the catalog is right, by `POST /reconciliations`. */
    acceptable: boolean;
  };
  /** The rules of `lucid.matching.leaveOut`. */
  rules: { name: string; description: string; users: number }[];
}

/**
 * Body of `POST /reconciliations`: reads the catalog and decides anew, without
 * reading Lucid.
 *
 * @public
 */
export interface ReconciliationRequest {
  /** The catalog has lost many users, and that is right. */
  acceptLoss?: boolean;
}

const connectionSchema: z.ZodType<Connection> = z.object({
  state: z.enum(['connected', 'unauthorised', 'unreachable', 'unchecked']),
  checkedAt: z.string().optional(),
  detail: z.string().optional(),
});

/** @public */
export const usageCountsSchema: z.ZodType<UsageCounts> = z.object({
  users: z.number(),
  detected: z.number(),
  undetected: z.number(),
  ambiguous: z.number(),
  excepted: z.number(),
  leftOut: z.number(),
  leavers: z.number(),
  byRule: z.record(z.string(), z.number()),
  unlicensed: z.number(),
  departed: z.number(),
  byLicence: z.record(z.string(), z.number()),
  byAccess: z.object({
    'can-edit': z.number(),
    'view-only': z.number(),
    unknown: z.number(),
  }),
});

/** @public */
export const accountStatusSchema: z.ZodType<AccountStatus> = z.object({
  id: z.string(),
  connection: connectionSchema,
  lastSync: syncSchema.optional(),
  snapshotAt: z.string().optional(),
  runningSync: syncSchema.optional(),
  heldSnapshot: syncSchema.optional(),
  nextSyncAt: z.string().optional(),
  stale: z.object({ since: z.string(), reason: z.string() }).optional(),
  revision: z.number(),
  counts: usageCountsSchema,
  lucidGroups: z
    .object({
      groups: z.number(),
      readAt: z.string().optional(),
      stale: z.object({ since: z.string(), reason: z.string() }).optional(),
    })
    .optional(),
  seats: seatsStatusSchema.optional(),
});

/** @public */
export const reconciliationStatusSchema: z.ZodType<ReconciliationStatus> =
  z.object({
    matchers: z.array(z.string()),
    catalogUsers: z.number(),
    catalogUsersLeftOut: z.number(),
    readAt: z.string().optional(),
    running: z.boolean(),
    stale: z
      .object({
        since: z.string(),
        reason: z.string(),
        acceptable: z.boolean(),
      })
      .optional(),
    rules: z.array(
      z.object({
        name: z.string(),
        description: z.string(),
        users: z.number(),
      }),
    ),
  });

/** @public */
export const lucidStatusSchema: z.ZodType<LucidStatus> = z.object({
  configuration: z.object({
    state: z.enum(['valid', 'missing', 'invalid']),
    problems: z.array(z.object({ key: z.string(), message: z.string() })),
  }),
  accounts: z.array(accountStatusSchema),
  reconciliation: reconciliationStatusSchema,
  licenceRequestUrl: z.string().optional(),
});
