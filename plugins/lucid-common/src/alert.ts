import { z } from 'zod';

/**
 * What `lucid.alerts.rules` can watch.
 *
 * - `undetected-users`, `undetected-share`: more of them than a number, or than a
 *   share of all users
 * - `seats-left`: fewer than a number in a pool of seats
 * - `utilisation`: a larger share of the seats of a pool is used
 * - `renewal`: of a pool of seats, in so many days at most
 * - `sync-failing`: syncs have failed for so long, and none has succeeded since
 * - `held-snapshot`: a snapshot waits for somebody to confirm or discard it
 * - `leaver-with-licence`: the catalog user of a Lucid user has gone, and the
 *   licence has not
 *
 * @public
 */
export const ALERT_RULES = [
  'undetected-users',
  'undetected-share',
  'seats-left',
  'utilisation',
  'renewal',
  'sync-failing',
  'held-snapshot',
  'leaver-with-licence',
] as const;

/** @public */
export type AlertRule = (typeof ALERT_RULES)[number];

/**
 * One occurrence of what a rule watches, from when it was seen until it was seen
 * to have ended.
 *
 * @public
 */
export interface Alert {
  id: string;
  rule: AlertRule;
  /** Id of the Lucid account it is about. */
  account: string;
  severity: 'critical' | 'high' | 'normal';
  /** One line, with the numbers of the moment. */
  title: string;
  /** What to do about it. */
  description: string;
  /** Path within the portal, with the filters that show what it is about. */
  link: string;
  since: string;
  endedAt?: string;
}

/**
 * Answer of `GET /alerts`: those that go on, the newest first.
 *
 * @public
 */
export interface Alerts {
  alerts: Alert[];
}

/**
 * Payload of the events that tell of alerts, on the topic `lucid`.
 *
 * @public
 */
export interface LucidAlertEvent {
  type: 'alert-raised' | 'alert-ended';
  alert: Alert;
}

/** @public */
export const alertSchema: z.ZodType<Alert> = z.object({
  id: z.string(),
  rule: z.enum(ALERT_RULES),
  account: z.string(),
  severity: z.enum(['critical', 'high', 'normal']),
  title: z.string(),
  description: z.string(),
  link: z.string(),
  since: z.string(),
  endedAt: z.string().optional(),
});

/** @public */
export const alertsSchema: z.ZodType<Alerts> = z.object({
  alerts: z.array(alertSchema),
});
