import { SeatPool } from 'backstage-plugin-lucid-common';
import { countDays } from '../../time/calendar';

/** What is known of a pool before anything follows from it. */
export type PoolFacts = Omit<
  SeatPool,
  'left' | 'overage' | 'utilisation' | 'daysLeft'
>;

/**
 * Adds to a pool of seats what follows from it.
 *
 * @param today - `YYYY-MM-DD` in UTC
 */
export function describePool(facts: PoolFacts, today: string): SeatPool {
  const { bought, used } = facts;
  const lastDay = facts.renewal ?? facts.end;
  return {
    ...facts,
    overage: bought === undefined ? 0 : Math.max(0, used - bought),
    ...(bought !== undefined && { left: Math.max(0, bought - used) }),
    // Nobody can say what share of nothing is used.
    ...(bought && { utilisation: used / bought }),
    ...(lastDay !== undefined && { daysLeft: countDays(today, lastDay) - 1 }),
  };
}
