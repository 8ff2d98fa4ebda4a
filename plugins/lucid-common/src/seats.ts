import { z } from 'zod';
import { AccessLevel, accessLevelSchema } from './licence';

/**
 * Seats that were bought together: what `lucid.licences` says of a licence, or a
 * subscription of Lucid's REST API. Days are `YYYY-MM-DD`.
 *
 * @public
 */
export interface SeatPool {
  /** Stable and unique among all pools. */
  id: string;
  /** Absent where the configuration has one pool for every account. */
  account?: string;
  source: 'configuration' | 'lucid';
  /** Of the configuration only: Lucid's REST API names no product. */
  licence?: string;
  access?: AccessLevel;
  /** Id of the subscription in Lucid. */
  subscription?: string;
  /** Absent where there is no limit. */
  bought?: number;
  used: number;
  /** Never negative; absent where there is no limit. */
  left?: number;
  /** Seats used beyond those bought. */
  overage: number;
  /** Share of seats used, above 1 where there is overage; absent where there is no limit. */
  utilisation?: number;
  trial?: boolean;
  start?: string;
  end?: string;
  renewal?: string;
  /** Whole days until the renewal, or else the end; negative when it has passed. */
  daysLeft?: number;
}

/**
 * Answer of `GET /seats`: empty where seats are neither configured nor read.
 *
 * @public
 */
export interface Seats {
  pools: SeatPool[];
}

/**
 * What is known of the seats of a Lucid account from its REST API.
 *
 * @public
 */
export interface SeatsStatus {
  /** When they were read last; absent before the first time. */
  readAt?: string;
  /** They cannot be read any more, and the last ones stay: since when, and why. */
  stale?: { since: string; reason: string };
}

/** @public */
export const seatPoolSchema: z.ZodType<SeatPool> = z.object({
  id: z.string(),
  account: z.string().optional(),
  source: z.enum(['configuration', 'lucid']),
  licence: z.string().optional(),
  access: accessLevelSchema.optional(),
  subscription: z.string().optional(),
  bought: z.number().optional(),
  used: z.number(),
  left: z.number().optional(),
  overage: z.number(),
  utilisation: z.number().optional(),
  trial: z.boolean().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
  renewal: z.string().optional(),
  daysLeft: z.number().optional(),
});

/** @public */
export const seatsSchema: z.ZodType<Seats> = z.object({
  pools: z.array(seatPoolSchema),
});

/** @public */
export const seatsStatusSchema: z.ZodType<SeatsStatus> = z.object({
  readAt: z.string().optional(),
  stale: z.object({ since: z.string(), reason: z.string() }).optional(),
});
