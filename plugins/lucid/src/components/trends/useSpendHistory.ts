import { CostHistory, CostHistoryQuery } from 'backstage-plugin-lucid-common';
import { LucidData, useLucidData } from '../../hooks/useLucidData';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { TrendProps } from './TrendProps';
import { wholeMonths } from './span';

/** What was spent in each month, told apart by something; nothing for those who may not see it. */
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
  const { mayReadCosts } = useLucidPermissions();
  return useLucidData(
    JSON.stringify(['spend', query, mayReadCosts]),
    async (api, signal) =>
      mayReadCosts
        ? api.costHistory(query, { signal })
        : { periods: [], series: [] },
  );
}
