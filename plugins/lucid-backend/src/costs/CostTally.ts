import { AccessLevel, Cost, CostOfUsers } from 'backstage-plugin-lucid-common';
import { MoneySum } from './MoneySum';
import { PriceList } from './PriceList';

/** A licence of a combination that users hold, as the store has it. */
export interface HeldLicence {
  licence: string;
  access: AccessLevel | null;
}

/** Adds up what users cost at the prices of one day. */
export class CostTally {
  readonly #prices: PriceList;
  readonly #day: string;
  readonly #sum = new MoneySum();
  #users = 0;
  #unpriced = 0;

  /** @param options - `day` is `YYYY-MM-DD` */
  constructor(options: { prices: PriceList; day: string }) {
    this.#prices = options.prices;
    this.#day = options.day;
  }

  /** Adds users who hold the same licences. */
  add(account: string, licences: HeldLicence[], users: number = 1): void {
    this.#users += users;
    for (const { licence, access } of licences) {
      const price = this.#prices.priceOf(
        { account, licence, ...(access !== null && { access }) },
        this.#day,
      );
      if (price === undefined) {
        this.#unpriced += users;
      } else if (price !== 'free') {
        this.#sum.add(price.currency, price.perMonth().times(users));
      }
    }
  }

  /** Adds users of whose licence nobody knows what it is. */
  addUnpriced(users: number): void {
    this.#users += users;
    this.#unpriced += users;
  }

  get cost(): Cost {
    return { perMonth: this.#sum.toMoney(), unpriced: this.#unpriced };
  }

  /** What they cost with what else is to be paid for. */
  costWith(other: MoneySum): Cost {
    const sum = new MoneySum();
    sum.addAll(this.#sum);
    sum.addAll(other);
    return { perMonth: sum.toMoney(), unpriced: this.#unpriced };
  }

  get users(): number {
    return this.#users;
  }

  get costOfUsers(): CostOfUsers {
    return { users: this.users, cost: this.cost };
  }
}
