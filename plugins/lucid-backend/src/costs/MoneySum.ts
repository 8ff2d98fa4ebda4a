import { Money } from 'backstage-plugin-lucid-common';
import { Decimal } from 'decimal.js';
import { roundedAmount } from './Exact';

/** A sum in each of several currencies. They are never added to each other. */
export class MoneySum {
  readonly #amounts = new Map<string, Decimal>();

  add(currency: string, amount: Decimal): void {
    const sum = this.#amounts.get(currency);
    this.#amounts.set(currency, sum ? sum.plus(amount) : amount);
  }

  addAll(other: MoneySum): void {
    for (const [currency, amount] of other.#amounts) {
      this.add(currency, amount);
    }
  }

  /** Rounded to the minor unit, in the order of currencies. */
  toMoney(): Money[] {
    return [...this.#amounts]
      .map(([currency, amount]) => ({
        amount: roundedAmount(amount, currency),
        currency,
      }))
      .sort((one, other) => (one.currency < other.currency ? -1 : 1));
  }
}
