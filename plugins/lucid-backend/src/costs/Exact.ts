import { Decimal } from 'decimal.js';

/**
 * Numbers to count money in. What is no decimal, such as a twelfth, is kept to so
 * many digits that {@link roundedAmount} gets the very number that it stands for.
 */
export const Exact = Decimal.clone({
  precision: 60,
  rounding: Decimal.ROUND_HALF_EVEN,
});

// A sum of 1.0049999… of which each part is a twelfth or a thirty-first is 1.005. No
// such sum comes as close to another number as this without being it.
const SNAPPING_DIGITS = 25;

/**
 * An amount as text, with as many digits after the point as its currency has. What
 * is in the middle goes to the even neighbour.
 */
export function roundedAmount(amount: Decimal, currency: string): string {
  return amount
    .toDecimalPlaces(SNAPPING_DIGITS)
    .toFixed(minorDigits(currency), Decimal.ROUND_HALF_EVEN);
}

const digitsOf = new Map<string, number>();

function minorDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) {
    return known;
  }
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  digitsOf.set(currency, digits);
  return digits;
}
