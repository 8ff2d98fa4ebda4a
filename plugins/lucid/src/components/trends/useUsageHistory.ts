import { HistoryKey, UsageHistory } from 'backstage-plugin-lucid-common';
import { LucidData, useLucidData } from '../../hooks/useLucidData';
import { TrendProps } from './TrendProps';

/** How many users there were on each day, told apart by something. */
export function useUsageHistory(
  by: HistoryKey,
  { account, days }: Pick<TrendProps, 'account' | 'days'>,
): LucidData<UsageHistory> {
  const query = { by, account, ...days };
  return useLucidData(JSON.stringify(query), (api, signal) =>
    api.usageHistory(query, { signal }),
  );
}
