import { z } from 'zod';
import { ListPage, listPageSchema } from './listPage';
import {
  UsageChange,
  UsageChangeType,
  UsageState,
  usageChangeSchema,
  usageStateSchema,
} from './usage';

/**
 * One thing that happened to a Lucid user, as a row of `GET /activity`.
 *
 * @public
 */
export interface Activity extends UsageChange {
  /** Unique among all; newer ones are greater. */
  id: number;
  account: string;
  userId: string;
  displayName: string;
  /** The `LicenceUsage` entity of the Lucid user. */
  entityRef: string;
  /** What the Lucid user is now. */
  state: UsageState;
}

/**
 * Parameters of `GET /activity`, the newest first, and of `GET /activity.csv`.
 * Filters are combined with "and".
 *
 * @public
 */
export interface ActivityQuery {
  account?: string;
  type?: UsageChangeType[];
  /** First and last day, `YYYY-MM-DD` in UTC. */
  from?: string;
  to?: string;
  /** Id of the sync that saw it. */
  sync?: string;
  /** Part of a name, an e-mail address or an id of the Lucid user. */
  q?: string;
  /** 1 to 200, 25 unless told. */
  limit?: number;
  /** Replaces every other parameter but `limit`. */
  cursor?: string;
}

/**
 * What daily totals can be told apart by.
 *
 * - `state`: users of each {@link UsageState} but `departed`, and `leavers` and
 *   `unlicensed` beside them
 * - `licence`: users of each licence
 * - `access`: users of each access level, and `unknown`
 * - `department`: users of the departments that have most of them, and `other`
 * - `seats`: for each pool of seats `<id>` used and `<id>:bought`
 *
 * @public
 */
export const HISTORY_KEYS = [
  'state',
  'licence',
  'access',
  'department',
  'seats',
] as const;

/** @public */
export type HistoryKey = (typeof HISTORY_KEYS)[number];

/**
 * Parameters of `GET /history`. Days are `YYYY-MM-DD` in UTC, both inclusive,
 * the last 90 unless told, at most ten years.
 *
 * @public
 */
export interface HistoryQuery {
  account?: string;
  from?: string;
  to?: string;
  by: HistoryKey;
}

/**
 * Answer of `GET /history`. A day on which nothing was recorded has the values of
 * the day before it; days before the first recorded one have `null`. Of long spans, only one
 * day in several is given: at most 400, the last one always.
 *
 * @public
 */
export interface UsageHistory {
  by: HistoryKey;
  days: string[];
  /** Of each key as many values as there are days. */
  series: { key: string; values: (number | null)[] }[];
}

/**
 * Parameters of `GET /costs/history`. What is asked for are whole days or months;
 * the last twelve months unless told.
 *
 * @public
 */
export interface CostHistoryQuery {
  account?: string;
  /** Days, `YYYY-MM-DD` in UTC, both inclusive. */
  from?: string;
  to?: string;
  /** `month` unless told. */
  interval?: 'day' | 'month';
  /** `total` unless told. By state, `unused-seats` stands beside the states. */
  by?: 'total' | 'licence' | 'state';
}

/**
 * Answer of `GET /costs/history`: what was spent in each period, every day
 * at the prices and with the users of that day. A month's price is spread over the
 * days of that month, a year's over the days of that year.
 *
 * @public
 */
export interface CostHistory {
  /** `YYYY-MM-DD` or `YYYY-MM`. */
  periods: string[];
  /** Values are exact decimal amounts as in `Money`; `null` where nothing was recorded. */
  series: { key: string; currency: string; values: (string | null)[] }[];
}

/** @public */
export const activitySchema: z.ZodType<Activity> = z.intersection(
  usageChangeSchema,
  z.object({
    id: z.number(),
    account: z.string(),
    userId: z.string(),
    displayName: z.string(),
    entityRef: z.string(),
    state: usageStateSchema,
  }),
);

/** @public */
export const activityPageSchema: z.ZodType<ListPage<Activity>> =
  listPageSchema(activitySchema);

/** @public */
export const usageHistorySchema: z.ZodType<UsageHistory> = z.object({
  by: z.enum(HISTORY_KEYS),
  days: z.array(z.string()),
  series: z.array(
    z.object({ key: z.string(), values: z.array(z.number().nullable()) }),
  ),
});

/** @public */
export const costHistorySchema: z.ZodType<CostHistory> = z.object({
  periods: z.array(z.string()),
  series: z.array(
    z.object({
      key: z.string(),
      currency: z.string(),
      values: z.array(z.string().nullable()),
    }),
  ),
});
