import { Decimal } from 'decimal.js';
import { Exact } from '../costs/Exact';
import { Price } from '../costs/Price';
import { UnitPrices } from './UnitPrices';
import { Period } from './periodsOf';

/** What was spent on one thing in one currency. */
export interface Spend {
  key: string;
  currency: string;
  /** Of each period, not rounded. */
  amounts: Decimal[];
}

/**
 * Adds up what licences cost. Of a price, all days of a month cost the same, and
 * periods are never longer: so what is counted are days that a licence was paid for,
 * and the price is applied to their number.
 */
export class SpendTable {
  readonly #periods: Period[];
  readonly #rows = new Map<
    string,
    { key: string; currency: string; licenceDays: Map<Price, number>[] }
  >();

  constructor(options: { periods: Period[] }) {
    this.#periods = options.periods;
  }

  /** @param licences - how many were paid for on a day of the period */
  add(key: string, period: number, price: Price, licences: number): void {
    const { currency } = price;
    const id = `${currency} ${key}`;
    const row = this.#rows.get(id) ?? {
      key,
      currency,
      licenceDays: this.#periods.map(() => new Map()),
    };
    this.#rows.set(id, row);
    const ofPeriod = row.licenceDays[period];
    ofPeriod.set(price, (ofPeriod.get(price) ?? 0) + licences);
  }

  get spends(): Spend[] {
    const unitPrices = new UnitPrices();
    return [...this.#rows.values()].map(({ key, currency, licenceDays }) => ({
      key,
      currency,
      amounts: licenceDays.map((ofPeriod, index) =>
        [...ofPeriod].reduce<Decimal>(
          (sum, [price, count]) =>
            sum.plus(unitPrices.of(price, this.#periods[index]).times(count)),
          new Exact(0),
        ),
      ),
    }));
  }
}
