import { Money } from 'backstage-plugin-lucid-common';

/** Writes amounts of money the way the reader's browser is set up. */

/** Stands for an amount that is not known. */
const NOTHING = '–';

/**
 * An amount with the sign of its currency, such as `€1,234.50`. It is written
 * from its decimal text, so that no digit is lost.
 */
export function formatMoney({ amount, currency }: Money): string {
  return formatterOf(currency, {}).format(decimal(amount));
}

/** An amount that fits an axis, such as `€12.4K`; it is not exact. */
export function formatMoneyShort(amount: number, currency: string): string {
  return formatterOf(currency, {
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(amount);
}

/** Amounts beside each other, one per currency; a dash where there is none. */
export function formatMoneys(amounts: readonly Money[]): string {
  return amounts.map(formatMoney).join(' · ') || NOTHING;
}

/** What is written of a number is what its text says, to the last digit. */
function decimal(text: string): `${number}` {
  if (!isDecimal(text)) throw new TypeError(`Not a decimal number: ${text}`);
  return text;
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function formatterOf(
  currency: string,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  return new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    ...options,
  });
}
