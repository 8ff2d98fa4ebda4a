import { Decimal } from 'decimal.js';
import { LicencePriceConfig } from '../config/LicencesConfig';
import { Exact } from './Exact';

/** What one licence costs while an entry of the configuration is in force. */
export class Price {
  /** ISO 4217. */
  readonly currency: string;
  readonly #amount: Decimal;
  readonly #per: LicencePriceConfig['per'];

  constructor(config: LicencePriceConfig) {
    this.currency = config.currency;
    this.#amount = new Exact(config.amount);
    this.#per = config.per;
  }

  get isZero(): boolean {
    return this.#amount.isZero();
  }

  /** Of a year's price, a twelfth. */
  perMonth(): Decimal {
    return this.#per === 'month' ? this.#amount : this.#amount.div(12);
  }

  /**
   * A month's price is spread over the days of that month, a year's over the days of
   * that year.
   *
   * @param day - `YYYY-MM-DD`
   */
  ofDay(day: string): Decimal {
    const year = Number(day.slice(0, 4));
    const days =
      this.#per === 'month'
        ? daysBetween([year, Number(day.slice(5, 7)) - 1], [year, Number(day.slice(5, 7))])
        : daysBetween([year, 0], [year + 1, 0]);
    return this.#amount.div(days);
  }
}

/** Between the first days of two months; the first month of a year is 0. */
function daysBetween(
  [year, month]: [number, number],
  [nextYear, nextMonth]: [number, number],
): number {
  const milliseconds = Date.UTC(nextYear, nextMonth) - Date.UTC(year, month);
  return Math.round(milliseconds / 86_400_000);
}
