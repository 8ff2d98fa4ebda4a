import { SeatPool } from 'backstage-plugin-lucid-common';
import { AlertRuleOf } from '../config/AlertsConfig';
import { Sighting, Wording } from './Observation';
import { countText, numberText, shareText } from './numbers';

/** A rule with one of the pools that it watches. */
export interface WatchedPool<
  R extends 'seats-left' | 'utilisation' | 'renewal',
> {
  rule: AlertRuleOf<R>;
  account: string;
  pool: SeatPool;
  wording: Wording;
}

/** Where there is no limit, nothing is left of it. */
export function observeSeatsLeft({
  rule,
  account,
  pool,
  wording,
}: WatchedPool<'seats-left'>): Sighting | undefined {
  if (pool.left === undefined) {
    return undefined;
  }
  const holds = pool.left < rule.below;
  const over =
    pool.overage > 0
      ? `, and ${numberText(pool.overage)} more are used than were bought`
      : '';
  return {
    holds,
    title: `${countText(pool.left, 'seat')} left of ${nameOf(
      pool,
    )}${wording.inAccount(account)}, ${
      holds ? 'fewer than' : 'at least'
    } ${numberText(rule.below)}${over}`,
    description: holds
      ? 'Take back seats that nobody needs, or buy some, before somebody is turned away or billed by upgrade.'
      : 'There are enough of them again.',
    link: linkOf(pool, account, wording),
  };
}

/** Where there is no limit, there is no share of it. */
export function observeUtilisation({
  rule,
  account,
  pool,
  wording,
}: WatchedPool<'utilisation'>): Sighting | undefined {
  if (pool.utilisation === undefined) {
    return undefined;
  }
  const holds = pool.utilisation > rule.above;
  return {
    holds,
    title: `${shareText(pool.utilisation)} of the seats of ${nameOf(
      pool,
    )} are used${wording.inAccount(account)}, ${
      holds ? 'more than' : 'no more than'
    } ${shareText(rule.above)}`,
    description: `${numberText(pool.used)} of ${numberText(
      pool.bought ?? 0,
    )} are used.`,
    link: linkOf(pool, account, wording),
  };
}

/** What has passed needs nobody's attention any more. */
export function observeRenewal({
  rule,
  account,
  pool,
  wording,
}: WatchedPool<'renewal'>): Sighting | undefined {
  const day = pool.renewal ?? pool.end;
  if (pool.daysLeft === undefined || day === undefined) {
    return undefined;
  }
  const { daysLeft } = pool;
  const holds = daysLeft >= 0 && daysLeft <= rule.withinDays;
  const what = pool.renewal === undefined ? 'ends' : 'is to be renewed';
  const when =
    daysLeft === 0 ? 'today' : `in ${countText(daysLeft, 'day')}, on ${day}`;
  return {
    holds,
    title: holds
      ? `${nameOf(pool)}${wording.inAccount(account)} ${what} ${when}`
      : `${nameOf(pool)}${wording.inAccount(account)}: ${
          daysLeft < 0 ? `${day} has passed` : `the next day is ${day}`
        }`,
    description: holds
      ? 'Look how many seats are needed before that.'
      : 'Nothing is to be decided at present.',
    link: wording.links.overview(),
  };
}

/** What people call a pool of seats. */
function nameOf({ licence, access, subscription, id }: SeatPool): string {
  if (licence !== undefined) {
    return access ? `${licence} (${access})` : licence;
  }
  return `subscription ${subscription ?? id}`;
}

function linkOf(
  { licence, access }: SeatPool,
  account: string,
  { links }: Wording,
): string {
  return licence === undefined
    ? links.overview()
    : links.holders(account, { licence, access });
}
