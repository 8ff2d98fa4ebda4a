import { z } from 'zod';
import { AccessLevel, accessLevelSchema } from './licence';
import { ListPage, listPageSchema } from './listPage';
import { Cost, Money, costSchema, moneySchema } from './money';

/**
 * A number of Lucid users and what their licences cost.
 *
 * @public
 */
export interface CostOfUsers {
  users: number;
  cost: Cost;
}

/**
 * The users of one licence at one access level, and what they cost.
 *
 * @public
 */
export interface CostOfLicence extends CostOfUsers {
  licence: string;
  /** Absent where Lucid does not say. */
  access?: AccessLevel;
}

/**
 * What licences cost that might be saved.
 *
 * @public
 */
export interface CostFindings {
  /** Held by Lucid users whom nobody in the catalog accounts for. */
  undetected: CostOfUsers;
  /** Those of the undetected whose catalog user has gone. */
  leavers: CostOfUsers;
  /**
   * Departed in Lucid, and yet on its list of billed licences, at the price of
   * what they held last. Absent where the REST API is not configured: SCIM
   * does not tell.
   */
  departedButBilled?: CostOfUsers;
  /**
   * Paid for although the holder can only view, which Lucid gives for free: on the
   * list of billed licences, or at a price for `view-only`.
   */
  viewOnlySuffices: CostOfUsers;
}

/**
 * Answer of `GET /costs`, for the current snapshots at the prices of today.
 *
 * @public
 */
export interface CostOverview {
  /** The day of the prices, `YYYY-MM-DD` in UTC. */
  day: string;
  /** Whether `lucid.licences` has a price in force on that day; everything else says nothing otherwise. */
  priced: boolean;
  /** What is spent: `allocated` and `unusedSeats` together. */
  total: Cost;
  /** What the licences cost that somebody holds. */
  allocated: Cost;
  /** What seats cost that are bought (`lucid.licences[].seats`) and that nobody holds. */
  unusedSeats: Money[];
  /** Most users first. */
  byLicence: CostOfLicence[];
  findings: CostFindings;
}

/**
 * What costs can be broken down by. `group` is a catalog group with its direct
 * members, each user in each of their groups; the rest are attributes of Lucid
 * users.
 *
 * @public
 */
export const COST_KEYS = ['department', 'costCenter', 'group'] as const;

/** @public */
export type CostKey = (typeof COST_KEYS)[number];

/**
 * A row of `GET /costs/shares`.
 *
 * @public
 */
export interface CostShare extends CostOfUsers {
  /** Name of a department, a cost centre, or entity ref of a group; absent for users who have none. */
  key?: string;
  /** What a group is called. */
  displayName?: string;
  /** Those of the users who are undetected. */
  undetected: number;
}

/**
 * Parameters of `GET /costs/shares`, most users first.
 *
 * @public
 */
export interface CostShareQuery {
  by: CostKey;
  account?: string;
  /** 1 to 200, 25 unless told. */
  limit?: number;
  /** Replaces every other parameter but `limit`. */
  cursor?: string;
}

/** @public */
export const costOfUsersSchema: z.ZodType<CostOfUsers> = z.object({
  users: z.number(),
  cost: costSchema,
});

/** @public */
export const costFindingsSchema: z.ZodType<CostFindings> = z.object({
  undetected: costOfUsersSchema,
  leavers: costOfUsersSchema,
  departedButBilled: costOfUsersSchema.optional(),
  viewOnlySuffices: costOfUsersSchema,
});

/** @public */
export const costOverviewSchema: z.ZodType<CostOverview> = z.object({
  day: z.string(),
  priced: z.boolean(),
  total: costSchema,
  allocated: costSchema,
  unusedSeats: z.array(moneySchema),
  byLicence: z.array(
    z.object({
      licence: z.string(),
      access: accessLevelSchema.optional(),
      users: z.number(),
      cost: costSchema,
    }),
  ),
  findings: costFindingsSchema,
});

/** @public */
export const costShareSchema: z.ZodType<CostShare> = z.object({
  key: z.string().optional(),
  displayName: z.string().optional(),
  users: z.number(),
  undetected: z.number(),
  cost: costSchema,
});

/** @public */
export const costSharePageSchema: z.ZodType<ListPage<CostShare>> =
  listPageSchema(costShareSchema);
