import { Decimal } from 'decimal.js';
import { LicencePriceConfig } from '../config/LicencesConfig';
import { countDays, firstDayOf, lastDayOf, monthOf } from '../time/calendar';
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
    const year = day.slice(0, 'YYYY'.length);
    const days =
      this.#per === 'month'
        ? countDays(firstDayOf(monthOf(day)), lastDayOf(monthOf(day)))
        : countDays(`${year}-01-01`, `${year}-12-31`);
    return this.#amount.div(days);
  }
}
