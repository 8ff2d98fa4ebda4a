import { CostHistory, CostHistoryQuery } from 'backstage-plugin-lucid-common';
import { LucidData, useLucidData } from '../../hooks/useLucidData';
import { TrendProps } from './TrendProps';
import { wholeMonths } from './span';

/** What was spent in each month, told apart by something. */
export function useSpendHistory(
  by: CostHistoryQuery['by'],
  { account, days }: Pick<TrendProps, 'account' | 'days'>,
): LucidData<CostHistory> {
  const query = {
    by,
    account,
    interval: 'month',
    ...wholeMonths(days),
  } as const;
  return useLucidData(JSON.stringify(['spend', query]), (api, signal) =>
    api.costHistory(query, { signal }),
  );
}
