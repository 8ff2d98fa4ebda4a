import { Decimal } from 'decimal.js';
import { Price } from '../costs/Price';
import { monthOf } from '../time/calendar';
import { Period } from './periodsOf';

/** What prices come to on a day, of which all in a month are alike: divided once. */
export class UnitPrices {
  readonly #ofDay = new Map<Price, Map<string, Decimal>>();

  of(price: Price, { days: [day] }: Period): Decimal {
    const ofMonth = this.#ofDay.get(price) ?? new Map<string, Decimal>();
    this.#ofDay.set(price, ofMonth);
    const month = monthOf(day);
    const known = ofMonth.get(month) ?? price.ofDay(day);
    ofMonth.set(month, known);
    return known;
  }
}
