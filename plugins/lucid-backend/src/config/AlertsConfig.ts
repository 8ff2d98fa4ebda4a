import { Alert, AlertRule } from 'backstage-plugin-lucid-common';

/** What each rule watches for. */
export type AlertCondition =
  | { rule: 'undetected-users'; above: number }
  /** `above` is a share of all Lucid users, 0 to 1. */
  | { rule: 'undetected-share'; above: number }
  | ({ rule: 'seats-left'; below: number } & PoolChoice)
  /** `above` is a share of the seats that were bought. */
  | ({ rule: 'utilisation'; above: number } & PoolChoice)
  | ({ rule: 'renewal'; withinDays: number } & PoolChoice)
  | { rule: 'sync-failing'; forMilliseconds: number }
  | { rule: 'held-snapshot' }
  | { rule: 'leaver-with-licence' };

/** Which pools of seats a rule watches: those that fit all that is said. */
export interface PoolChoice {
  /** Id of a pool. */
  pool?: string;
  /** Name of a licence; case does not matter. */
  licence?: string;
}

/** One rule of `lucid.alerts.rules`. */
export type AlertRuleConfig = AlertCondition & {
  /** Id of the only Lucid account that it watches; all of them where absent. */
  account?: string;
  severity: Alert['severity'];
  /** Entity refs of users and groups. Nobody is notified where it is empty. */
  recipients: string[];
};

/** What to raise alerts for, and whom to tell: `lucid.alerts`. */
export interface AlertsConfig {
  rules: AlertRuleConfig[];
  /** Path at which the portal shows the page, without a trailing slash. */
  pagePath: string;
}

/** A rule of one kind. */
export type AlertRuleOf<R extends AlertRule> = Extract<
  AlertRuleConfig,
  { rule: R }
>;
