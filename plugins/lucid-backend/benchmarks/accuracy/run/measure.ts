import { Knex } from 'knex';
import { Company, Observation } from '../company/Company';
import { Condition } from './conditions';
import { Portal } from './Portal';
import { Score } from './Score';

/** The moments at which somebody looks. */
export const MOMENTS = ['first reading', 'half a year later'] as const;

/** One of {@link MOMENTS}. */
export type Moment = (typeof MOMENTS)[number];

/** How the portal did under one condition, at each moment. */
export type Scores = Record<Moment, Score>;

export function newScores(): Scores {
  return { 'first reading': new Score(), 'half a year later': new Score() };
}

/** What there is to be seen of a company at both moments. */
export function observeCompany(options: {
  people: number;
  seed: number;
}): Record<Moment, Observation> {
  const company = new Company(options);
  company.liveUntilFirstReading();
  const first = company.observe();
  company.liveUntilSecondReading();
  return { 'first reading': first, 'half a year later': company.observe() };
}

/**
 * Has a portal with an empty store read a company at both moments.
 *
 * @param options - `scores` is what the outcome is added to
 */
export async function measure({
  knex,
  condition,
  observations,
  scores,
}: {
  knex: Knex;
  condition: Condition;
  observations: Record<Moment, Observation>;
  scores: Scores;
}): Promise<void> {
  const portal = new Portal({ knex, matching: condition.matching });
  for (const moment of MOMENTS) {
    const said = await portal.read(observations[moment]);
    scores[moment].add(observations[moment].truth, said);
  }
}
