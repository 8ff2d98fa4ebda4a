import { formatCount } from '../shared/format';
import { formatMoney, formatMoneyShort } from '../shared/formatMoney';
import { ChartFormat } from './ChartData';

const percent = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 1,
});

/** How many there are. */
export const COUNTS: ChartFormat = {
  value: value => formatCount(Number(value)),
  axis: formatCount,
  isWhole: true,
};

/** The smallest share that is written. */
const SMALLEST_SHARE = 0.001;

/**
 * Shares of a whole, from 0 to 1, which are never rounded up to all of it nor down
 * to nothing.
 */
export const SHARES: ChartFormat = {
  value: value => {
    const share = Number(value);
    return percent.format(
      share > 0 && share < 1
        ? Math.min(Math.max(share, SMALLEST_SHARE), 1 - SMALLEST_SHARE)
        : share,
    );
  },
  axis: value => percent.format(value),
};

/** Amounts in one currency, given as their decimal text. */
export function amountsIn(currency: string): ChartFormat {
  return {
    value: value => formatMoney({ amount: String(value), currency }),
    axis: value => formatMoneyShort(value, currency),
  };
}
