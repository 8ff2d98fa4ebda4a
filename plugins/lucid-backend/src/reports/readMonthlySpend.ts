import {
  MonthlyReport,
  Money,
  ReportSpend,
} from 'backstage-plugin-lucid-common';
import { roundedAmount } from '../costs/Exact';
import { PriceList } from '../costs/PriceList';
import { SpendOfPeriods, SpendReader } from '../totals/SpendReader';
import { addMonths, firstDayOf, lastDayOf } from '../time/calendar';

/** What was spent in a month, and in the one before it. */
export async function readMonthlySpend(
  month: string,
  { spend, prices }: { spend: SpendReader; prices: PriceList },
): Promise<MonthlyReport['spend']> {
  const read = (of: string, by: 'total' | 'licence') =>
    spend.read({
      from: firstDayOf(of),
      to: lastDayOf(of),
      interval: 'month',
      by,
    });
  const total = await read(month, 'total');
  const before = await read(addMonths(month, -1), 'total');
  return {
    priced: prices.isPriced(firstDayOf(month), lastDayOf(month)),
    total: moneyOf(total),
    byLicence: byKey(await read(month, 'licence')),
    ...(before.isRecorded[0] && { monthBefore: moneyOf(before) }),
  };
}

function byKey(spent: SpendOfPeriods): ReportSpend[] {
  const keys = new Set(spent.spends.map(({ key }) => key));
  return [...keys].map(key => ({
    key,
    spent: moneyOf({
      ...spent,
      spends: spent.spends.filter(one => one.key === key),
    }),
  }));
}

/** Of the only period that there is, in the order of currencies. */
function moneyOf({ spends }: SpendOfPeriods): Money[] {
  return spends
    .map(({ currency, amounts: [amount] }) => ({
      amount: roundedAmount(amount, currency),
      currency,
    }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
}
