import { UsageState } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { rowsAtOnce } from '../bulkRows';
import { AccountCache } from '../AccountCache';

/** People whom Lucid bills, who are alike in what SCIM says of them. */
export interface BilledCohort {
  /** `unknown` where SCIM has never told of them. */
  state: UsageState | 'unknown';
  /** What they hold, or held last; see `licence_sets`. Absent where they are unknown. */
  licenceSet?: string;
  /** Each counted once, for however many subscriptions they are billed. */
  users: number;
}

/**
 * Counts who is billed by Lucid, trials left out, which cost nothing. What was
 * counted holds until users or seats change.
 */
export class BilledCensus {
  readonly #knex: Knex;
  readonly #counted: AccountCache<BilledCohort[]>;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
    this.#counted = new AccountCache({
      knex: options.knex,
      make: account => countBilled(options.knex, account),
      part: 'seats',
    });
  }

  /** Nothing where the seats of the account have never been read: nobody knows then. */
  async of(account: string): Promise<BilledCohort[] | undefined> {
    const row = await this.#knex('accounts')
      .where({ account_id: account })
      .whereNotNull('seats_read_at')
      .first('account_id');
    return row && this.#counted.of(account);
  }
}

interface BilledRow {
  state: UsageState | null;
  licence_set: string | null;
  users: number | string;
  last: string;
}

/** Goes through them a few at a time, in the order of their ids. */
async function countBilled(
  knex: Knex,
  account: string,
): Promise<BilledCohort[]> {
  const cohorts = new Map<string, BilledCohort>();
  const limit = rowsAtOnce(knex);
  let after = '';
  for (;;) {
    const rows: BilledRow[] = await knex
      .from(billedUsers(knex, account, after).limit(limit).as('b'))
      .leftJoin('lucid_users as u', join =>
        join
          .on('u.user_id', 'b.user_id')
          .andOn('u.account_id', knex.raw('?', [account])),
      )
      .groupBy('u.state', 'u.licence_set')
      .select(
        'u.state',
        'u.licence_set',
        knex.raw('count(*) as users'),
        // By the database, whose order of texts is not that of JavaScript.
        knex.raw('max(max(b.user_id)) over () as last'),
      );
    let counted = 0;
    for (const { state, licence_set: licenceSet, users, last } of rows) {
      const key = `${state} ${licenceSet}`;
      const cohort = cohorts.get(key) ?? {
        state: state ?? 'unknown',
        ...(licenceSet !== null && { licenceSet }),
        users: 0,
      };
      cohort.users += Number(users);
      cohorts.set(key, cohort);
      counted += Number(users);
      after = last;
    }
    if (counted < limit) {
      return [...cohorts.values()];
    }
    await yieldToEventLoop();
  }
}

function billedUsers(
  knex: Knex,
  account: string,
  after: string,
): Knex.QueryBuilder {
  return knex('billed_seats as s')
    .where('s.account_id', account)
    .where('s.user_id', '>', after)
    .whereNotIn(
      's.subscription_id',
      knex('subscriptions')
        .where({ account_id: account, trial: true })
        .select('subscription_id'),
    )
    .distinct('s.user_id')
    .orderBy('s.user_id');
}
