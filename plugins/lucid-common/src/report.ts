import { z } from 'zod';
import {
  CostFindings,
  CostShare,
  costFindingsSchema,
  costShareSchema,
} from './cost';
import { ListedUsage, listedUsageSchema } from './list';
import { Money, moneySchema } from './money';
import { SeatPool, seatPoolSchema } from './seats';
import { USAGE_CHANGE_TYPES, UsageChangeType } from './usage';

/**
 * How many there were at the end of one day.
 *
 * @public
 */
export interface ReportTotals {
  /** `YYYY-MM-DD` in UTC. */
  day: string;
  users: number;
  detected: number;
  undetected: number;
  ambiguous: number;
  excepted: number;
  leftOut: number;
  unlicensed: number;
  byLicence: Record<string, number>;
}

/**
 * What was spent on one licence in a month.
 *
 * @public
 */
export interface ReportSpend {
  /** Name of a licence, or `unused-seats`. */
  key: string;
  spent: Money[];
}

/**
 * Answer of `GET /reports/:month`: one calendar month in UTC. Totals, changes and
 * spend are those of the month; teams, undetected users and seats are those of
 * today, since nothing else is kept of them, and only there for the current month and
 * the one before it.
 *
 * @public
 */
export interface MonthlyReport {
  /** `YYYY-MM`. */
  month: string;
  /** False while the month has not ended. */
  complete: boolean;
  /** The last recorded day before the month, or the first one in it; absent where nothing was recorded. */
  before?: ReportTotals;
  /** The last recorded day of the month. */
  after?: ReportTotals;
  /** How often each happened; types that did not are absent. */
  changes: Partial<Record<UsageChangeType, number>>;
  /** Changes of that month are not kept any more, or only in part. */
  changesExpired: boolean;
  spend: {
    /** Whether `lucid.licences` has a price in force on any day of the month. */
    priced: boolean;
    total: Money[];
    byLicence: ReportSpend[];
    /** What was spent in the whole month before; absent where nothing was recorded. */
    monthBefore?: Money[];
  };
  now?: {
    /** The ten catalog groups, and departments, with most users. */
    topGroups: CostShare[];
    topDepartments: CostShare[];
    findings: CostFindings;
    /** The first hundred undetected users, leavers first. */
    undetected: ListedUsage[];
    seats: SeatPool[];
  };
}

/**
 * Answer of `GET /reports`: the months of which there is something to report, the newest first.
 *
 * @public
 */
export interface ReportMonths {
  months: string[];
}

const totalsSchema: z.ZodType<ReportTotals> = z.object({
  day: z.string(),
  users: z.number(),
  detected: z.number(),
  undetected: z.number(),
  ambiguous: z.number(),
  excepted: z.number(),
  leftOut: z.number(),
  unlicensed: z.number(),
  byLicence: z.record(z.string(), z.number()),
});

/** @public */
export const reportMonthsSchema: z.ZodType<ReportMonths> = z.object({
  months: z.array(z.string()),
});

/** @public */
export const monthlyReportSchema: z.ZodType<MonthlyReport> = z.object({
  month: z.string(),
  complete: z.boolean(),
  before: totalsSchema.optional(),
  after: totalsSchema.optional(),
  changes: z.partialRecord(z.enum(USAGE_CHANGE_TYPES), z.number()),
  changesExpired: z.boolean(),
  spend: z.object({
    priced: z.boolean(),
    total: z.array(moneySchema),
    byLicence: z.array(
      z.object({ key: z.string(), spent: z.array(moneySchema) }),
    ),
    monthBefore: z.array(moneySchema).optional(),
  }),
  now: z
    .object({
      topGroups: z.array(costShareSchema),
      topDepartments: z.array(costShareSchema),
      findings: costFindingsSchema,
      undetected: z.array(listedUsageSchema),
      seats: z.array(seatPoolSchema),
    })
    .optional(),
});
