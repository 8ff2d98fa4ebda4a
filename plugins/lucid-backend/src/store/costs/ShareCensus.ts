import { CostKey } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { AccountCache } from '../AccountCache';
import { Shares } from './ShareTally';
import { countSharesOfAttribute, countSharesOfGroups } from './countShares';

/**
 * Counts the users of an account by each thing that costs are broken down by. What was
 * counted holds until users change, or the catalog is read anew: it grows with the
 * departments, cost centres and groups, and not with the users.
 */
export class ShareCensus {
  readonly #knex: Knex;
  readonly #departments: AccountCache<Shares>;
  readonly #costCentres: AccountCache<Shares>;
  #groups: { readingId: number; counted: AccountCache<Shares> } | undefined;

  constructor(options: { knex: Knex }) {
    const { knex } = options;
    this.#knex = knex;
    this.#departments = new AccountCache({
      knex,
      make: account => countSharesOfAttribute(knex, account, 'department'),
    });
    this.#costCentres = new AccountCache({
      knex,
      make: account => countSharesOfAttribute(knex, account, 'cost_center'),
    });
  }

  /** @param options - `readingId` is the reading of the catalog in which groups are looked up */
  of(
    account: string,
    options: { by: CostKey; readingId: number | undefined },
  ): Promise<Shares> {
    switch (options.by) {
      case 'department':
        return this.#departments.of(account);
      case 'costCenter':
        return this.#costCentres.of(account);
      default:
        return this.#groupsIn(options.readingId).of(account);
    }
  }

  /** @param readingId - no reading has the id 0 */
  #groupsIn(readingId: number = 0): AccountCache<Shares> {
    if (this.#groups?.readingId !== readingId) {
      const knex = this.#knex;
      const counted = new AccountCache({
        knex,
        make: account => countSharesOfGroups(knex, account, readingId),
      });
      this.#groups = { readingId, counted };
    }
    return this.#groups.counted;
  }
}
