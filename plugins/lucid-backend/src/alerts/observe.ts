import { SeatPool } from 'backstage-plugin-lucid-common';
import { AlertRuleConfig, PoolChoice } from '../config/AlertsConfig';
import { alertRuleKey } from '../config/alertRuleKey';
import { AccountFacts } from '../store/alerts/AlertFactsReader';
import { AlertFacts, Observation, Sighting, Wording } from './Observation';
import {
  observeRenewal,
  observeSeatsLeft,
  observeUtilisation,
} from './observeSeats';
import { observeFailingSyncs, observeHeldSnapshot } from './observeSyncs';
import { observeUndetectedShare, observeUndetectedUsers } from './observeUsers';
import { keyOf, scopeOf } from './occurrence';

/**
 * What each rule sees. A leaver is no observation, as there may be many; see
 * `LeaverWatch`.
 */
export function observe(
  rules: AlertRuleConfig[],
  facts: AlertFacts,
  wording: Wording,
): Observation[] {
  return rules.flatMap(rule =>
    facts.accounts
      .filter(({ account }) => watchesAccount(rule, account))
      .flatMap(account => observeAccount(rule, account, facts, wording)),
  );
}

/** Whether a rule watches a Lucid account. */
export function watchesAccount(
  rule: AlertRuleConfig,
  account: string,
): boolean {
  return rule.account === undefined || rule.account === account;
}

function observeAccount(
  rule: AlertRuleConfig,
  facts: AccountFacts,
  { now, accounts, pools }: AlertFacts,
  wording: Wording,
): Observation[] {
  const watched = { facts, now, wording };
  const { account } = facts;
  const ofAccount = (sighting: Sighting | undefined) =>
    sighting ? [toObservation(rule, account, sighting)] : [];
  const ofPools = (
    choice: PoolChoice,
    sightOf: (pool: SeatPool) => Sighting | undefined,
  ) =>
    pools
      // One without an account stands where there is only one.
      .filter(pool => (pool.account ?? accounts[0].account) === account)
      .filter(pool => watchesPool(choice, pool))
      .flatMap(pool => {
        const sighting = sightOf(pool);
        return sighting
          ? [toObservation(rule, account, sighting, pool.id)]
          : [];
      });

  switch (rule.rule) {
    case 'undetected-users':
      return ofAccount(observeUndetectedUsers({ ...watched, rule }));
    case 'undetected-share':
      return ofAccount(observeUndetectedShare({ ...watched, rule }));
    case 'sync-failing':
      return ofAccount(observeFailingSyncs({ ...watched, rule }));
    case 'held-snapshot':
      return ofAccount(observeHeldSnapshot({ ...watched, rule }));
    case 'seats-left':
      return ofPools(rule, pool =>
        observeSeatsLeft({ rule, account, pool, wording }),
      );
    case 'utilisation':
      return ofPools(rule, pool =>
        observeUtilisation({ rule, account, pool, wording }),
      );
    case 'renewal':
      return ofPools(rule, pool =>
        observeRenewal({ rule, account, pool, wording }),
      );
    default:
      return [];
  }
}

function watchesPool(
  { pool: id, licence }: PoolChoice,
  pool: SeatPool,
): boolean {
  return (
    (id === undefined || id === pool.id) &&
    (licence === undefined || lower(licence) === lower(pool.licence ?? ''))
  );
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}

function toObservation(
  rule: AlertRuleConfig,
  account: string,
  sighting: Sighting,
  subject?: string,
): Observation {
  const key = keyOf(alertRuleKey(rule), account, subject);
  return {
    ...sighting,
    key,
    scope: scopeOf(key),
    rule: rule.rule,
    account,
    ...(subject !== undefined && { subject }),
    severity: rule.severity,
    recipients: rule.recipients,
  };
}
