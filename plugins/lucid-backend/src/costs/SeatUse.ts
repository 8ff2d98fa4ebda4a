import { MoneySum } from './MoneySum';
import { Holding, PriceList, PriceListEntry } from './PriceList';

/** Which seats of the configuration are taken, and what the others cost. */
export class SeatUse {
  readonly #prices: PriceList;
  readonly #day: string;
  readonly #usedOf = new Map<string, number>();

  /** @param options - `day` is `YYYY-MM-DD` */
  constructor(options: { prices: PriceList; day: string }) {
    this.#prices = options.prices;
    this.#day = options.day;
  }

  add(holding: Holding, users: number): void {
    const entry = this.#prices.seatsFor(holding, this.#day);
    if (entry) {
      this.#usedOf.set(entry.id, (this.#usedOf.get(entry.id) ?? 0) + users);
    }
  }

  /** How many of the seats of an entry are taken. */
  usedOf({ id }: Pick<PriceListEntry, 'id'>): number {
    return this.#usedOf.get(id) ?? 0;
  }

  /**
   * What the seats cost a month that nobody takes.
   *
   * @param accounts - those whose seats are of interest
   */
  unused(accounts: string[]): MoneySum {
    const sum = new MoneySum();
    for (const entry of this.#prices.entries(this.#day)) {
      const { account = accounts[0], licence, access, seats = 0 } = entry;
      const left = seats - this.usedOf(entry);
      if (left > 0 && accounts.includes(account)) {
        const price = this.#prices.priceOfSeat(
          { account, licence, access },
          this.#day,
        );
        if (price) {
          sum.add(price.currency, price.perMonth().times(left));
        }
      }
    }
    return sum;
  }
}
