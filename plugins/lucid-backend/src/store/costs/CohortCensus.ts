import { UsageState } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { countUsersBy } from '../countUsersBy';
import { AccountCache } from '../AccountCache';

/** Lucid users who hold the same licences, and of whom the same was made. */
export interface Cohort {
  state: UsageState;
  isLeaver: boolean;
  /** See `licence_sets`. */
  licenceSet: string;
  users: number;
}

type CohortRow = {
  state: UsageState;
  undetected_reason: string | null;
  licence_set: string;
};

/**
 * Counts the users of an account who are there by all that their cost depends on. There
 * are few cohorts, however many users. What was counted holds until users change; prices
 * are applied when it is asked for.
 */
export class CohortCensus {
  readonly #counted: AccountCache<Cohort[]>;

  constructor(options: { knex: Knex }) {
    this.#counted = new AccountCache({
      knex: options.knex,
      make: account => countCohorts(options.knex, account),
    });
  }

  of(account: string): Promise<Cohort[]> {
    return this.#counted.of(account);
  }
}

async function countCohorts(knex: Knex, account: string): Promise<Cohort[]> {
  const cohorts = new Map<string, Cohort>();
  for await (const row of countUsersBy<CohortRow>(knex, account, [
    'state',
    'undetected_reason',
    'licence_set',
  ])) {
    const { state, licence_set: licenceSet, users } = row;
    if (state === 'departed') {
      continue;
    }
    const isLeaver =
      state === 'undetected' && row.undetected_reason === 'leaver';
    const id = `${state} ${isLeaver} ${licenceSet}`;
    const cohort = cohorts.get(id);
    if (cohort) {
      cohort.users += users;
    } else {
      cohorts.set(id, { state, isLeaver, licenceSet, users });
    }
  }
  return [...cohorts.values()];
}
