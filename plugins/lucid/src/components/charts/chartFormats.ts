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

/** Shares of a whole, from 0 to 1. */
export const SHARES: ChartFormat = {
  value: value => percent.format(Number(value)),
  axis: value => percent.format(value),
};

/** Amounts in one currency, given as their decimal text. */
export function amountsIn(currency: string): ChartFormat {
  return {
    value: value => formatMoney({ amount: String(value), currency }),
    axis: value => formatMoneyShort(value, currency),
  };
}
