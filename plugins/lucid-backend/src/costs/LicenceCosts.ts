import { Cost, LicenceUsage } from 'backstage-plugin-lucid-common';
import { CostTally, HeldLicence } from './CostTally';
import { PriceList } from './PriceList';

/** What licences cost at the prices of today. */
export class LicenceCosts {
  readonly #prices: PriceList;
  readonly #today: () => string;

  /** @param options - `today` is `YYYY-MM-DD` in UTC */
  constructor(options: { prices: PriceList; today: () => string }) {
    this.#prices = options.prices;
    this.#today = options.today;
  }

  /** Whether the configuration has a price for any day at all. */
  get areConfigured(): boolean {
    return this.#prices.isPriced('0000-01-01', '9999-12-31');
  }

  /** Whether anything has a price today. */
  get areKnown(): boolean {
    return this.#prices.isPriced(this.#today());
  }

  /** Says of each Lucid user what its licences cost; those who have departed cost nothing. */
  addTo<T extends LicenceUsage>(usages: T[]): T[] {
    return this.areKnown
      ? usages.map(usage => ({ ...usage, ...this.#costOf(usage) }))
      : usages;
  }

  /** What users cost who hold the same licences, added up. */
  of(
    holders: { account: string; licences: HeldLicence[]; users: number }[],
  ): Cost {
    const tally = new CostTally({ prices: this.#prices, day: this.#today() });
    for (const { account, licences, users } of holders) {
      tally.add(account, licences, users);
    }
    return tally.cost;
  }

  #costOf({ state, account, licences }: LicenceUsage): { cost?: Cost } {
    const held = licences.map(({ name: licence, access = null }) => ({
      licence,
      access,
    }));
    return state === 'departed'
      ? {}
      : { cost: this.of([{ account, licences: held, users: 1 }]) };
  }
}
