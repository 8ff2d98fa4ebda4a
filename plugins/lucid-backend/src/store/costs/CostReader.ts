import { CostOverview } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { CostSummary } from '../../costs/CostSummary';
import { PriceList } from '../../costs/PriceList';
import { readLicenceSets } from '../licenceSets';
import { BilledCensus } from '../seats/BilledCensus';
import { CohortCensus } from './CohortCensus';
import { readAccounts } from './readAccounts';

/** Reads what the licences of the current snapshots cost at the prices of today. */
export class CostReader {
  readonly #knex: Knex;
  readonly #cohorts: CohortCensus;
  readonly #billed: BilledCensus;
  readonly #accounts: string[] | undefined;
  readonly #prices: PriceList;
  readonly #today: () => string;

  /**
   * @param options - `configured` are the ids of the only accounts that count, all
   * of them unless told; `today` is `YYYY-MM-DD` in UTC
   */
  constructor(options: {
    knex: Knex;
    cohorts: CohortCensus;
    billed: BilledCensus;
    configured?: string[];
    prices: PriceList;
    today: () => string;
  }) {
    this.#knex = options.knex;
    this.#cohorts = options.cohorts;
    this.#billed = options.billed;
    this.#accounts = options.configured;
    this.#prices = options.prices;
    this.#today = options.today;
  }

  /** @param account - the only one of interest, all of them unless told */
  async read(account?: string): Promise<CostOverview> {
    const accounts = await readAccounts(this.#knex, {
      configured: this.#accounts,
      account,
    });
    const summary = new CostSummary({
      prices: this.#prices,
      day: this.#today(),
    });
    for (const id of accounts) {
      const cohorts = await this.#cohorts.of(id);
      const billed = await this.#billed.of(id);
      // Read after them, so that there is none that they refer to in vain.
      const sets = await readLicenceSets(this.#knex);
      const complete = <T extends { licenceSet?: string }>(cohort: T) => ({
        ...cohort,
        account: id,
        licences: sets.get(cohort.licenceSet ?? '') ?? [],
      });
      cohorts.map(complete).forEach(cohort => summary.add(cohort));
      if (billed) {
        summary.addBilled(billed.map(complete));
      }
    }
    return summary.overview(accounts);
  }
}
