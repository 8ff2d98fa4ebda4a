import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { LicenceTrend } from './LicenceTrend';
import { SeatTrends } from './SeatTrends';
import { SpanNav } from './SpanNav';
import { SpendTrend } from './SpendTrend';
import { UserTrends } from './UserTrends';
import { TrendProps } from './TrendProps';
import { daysOf } from './span';
import { useSpan } from './useSpan';
import { useSpendHistory } from './useSpendHistory';
import { usePanelGrid } from '../page/usePanelGrid';

/** How things went in a Lucid account. */
export function Trends(
  props: Omit<TrendProps, 'days'> & { pools: SeatPool[] },
) {
  const { account, level, pools } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const panels = usePanelGrid();
  const trend = { account, level, days: daysOf(useSpan(), Date.now()) };
  const spend = useSpendHistory('total', trend);
  return (
    <Flex direction="column" gap="3">
      <SpanNav account={account} />
      <div className={panels}>
        <UserTrends {...trend} />
        <LicenceTrend {...trend} />
        {pools.length > 0 && <SeatTrends {...trend} pools={pools} />}
        <SpendTrend
          answer={spend}
          level={level}
          labelOf={() => t('charts.spendTotal')}
        />
      </div>
    </Flex>
  );
}
