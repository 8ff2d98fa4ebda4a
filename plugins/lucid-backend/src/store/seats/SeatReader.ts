import { SeatPool } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { PriceList, PriceListEntry } from '../../costs/PriceList';
import { SeatUse } from '../../costs/SeatUse';
import { CohortCensus } from '../costs/CohortCensus';
import { readAccounts } from '../costs/readAccounts';
import { readLicenceSets } from '../licenceSets';
import { PoolFacts, describePool } from './describePool';
import { readSubscriptions } from './subscriptionRow';

/** Reads how many seats there are, of the configuration and of Lucid, and who takes them. */
export class SeatReader {
  readonly #knex: Knex;
  readonly #cohorts: CohortCensus;
  readonly #accounts: string[] | undefined;
  readonly #prices: PriceList;
  readonly #today: () => string;

  /**
   * @param options - `configured` are the ids of the only accounts that count, all
   * of them unless told; `prices` is what the configuration says of seats; `today` is
   * `YYYY-MM-DD` in UTC
   */
  constructor(options: {
    knex: Knex;
    cohorts: CohortCensus;
    configured?: string[];
    prices: PriceList;
    today: () => string;
  }) {
    this.#knex = options.knex;
    this.#cohorts = options.cohorts;
    this.#accounts = options.configured;
    this.#prices = options.prices;
    this.#today = options.today;
  }

  /** The pools of the configuration in its order, then those of Lucid. */
  async pools(): Promise<SeatPool[]> {
    const day = this.#today();
    const accounts = await readAccounts(this.#knex, {
      configured: this.#accounts,
    });
    const pools = [
      ...(await this.#configured(accounts, day)),
      ...(await this.#bought(accounts)),
    ];
    return pools.map(pool => describePool(pool, day));
  }

  async #configured(accounts: string[], day: string): Promise<PoolFacts[]> {
    const entries = this.#prices
      .entries(day)
      .filter(({ seats }) => seats !== undefined)
      // Before its users have been read, nobody knows how many seats they take.
      .filter(({ account }) =>
        account === undefined
          ? accounts.length > 0
          : accounts.includes(account),
      );
    if (entries.length === 0) {
      return [];
    }
    const use = await this.#use(accounts, day);
    return entries.map(entry => poolOf(entry, use.usedOf(entry)));
  }

  async #use(accounts: string[], day: string): Promise<SeatUse> {
    const use = new SeatUse({ prices: this.#prices, day });
    for (const account of accounts) {
      const cohorts = await this.#cohorts.of(account);
      // Read after them, so that there is none that they refer to in vain.
      const sets = await readLicenceSets(this.#knex);
      for (const { licenceSet, users } of cohorts) {
        for (const { licence, access } of sets.get(licenceSet) ?? []) {
          use.add(
            { account, licence, ...(access !== null && { access }) },
            users,
          );
        }
      }
    }
    return use;
  }

  async #bought(accounts: string[]): Promise<PoolFacts[]> {
    const pools: PoolFacts[] = [];
    for (const account of accounts) {
      const subscriptions = await readSubscriptions(this.#knex, account);
      for (const { id, ...subscription } of subscriptions) {
        pools.push({
          id: `lucid/${account}/${id}`,
          account,
          source: 'lucid',
          subscription: id,
          ...subscription,
        });
      }
    }
    return pools;
  }
}

function poolOf(entry: PriceListEntry, used: number): PoolFacts {
  const { account, licence, access, seats, from, to, renewal } = entry;
  return {
    id: `configuration/${entry.id}`,
    ...(account !== undefined && { account }),
    source: 'configuration',
    licence,
    ...(access !== undefined && { access }),
    bought: seats,
    used,
    ...(from !== undefined && { start: from }),
    ...(to !== undefined && { end: to }),
    ...(renewal !== undefined && { renewal }),
  };
}
