import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SeatPool, UsageHistory } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { ChartPanel } from '../charts/ChartPanel';
import { COUNTS } from '../charts/chartFormats';
import { usePoolName } from '../seats/usePoolName';
import { Answer } from '../shared/Answer';
import { TrendProps } from './TrendProps';
import { useUsageHistory } from './useUsageHistory';

/** How many seats of each pool were used and bought. */
export function SeatTrends(props: TrendProps & { pools: SeatPool[] }) {
  const { account, days, level, pools } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const poolName = usePoolName();
  const answer = useUsageHistory('seats', { account, days });

  const seatsOf = (pool: SeatPool, history: UsageHistory) => ({
    periods: history.days,
    series: [
      { key: pool.id, label: t('charts.seatsUsed') },
      { key: `${pool.id}:bought`, label: t('charts.seatsBought') },
    ].flatMap(series => {
      const found = history.series.find(({ key }) => key === series.key);
      return found ? [{ ...series, values: found.values }] : [];
    }),
  });

  return (
    <Answer
      of={answer}
      errorTitle={t('charts.loadError', { what: t('costs.seats') })}
    >
      {pools.map(pool => (
        <ChartPanel
          key={pool.id}
          title={t('charts.seats', { pool: poolName(pool) })}
          level={level}
          answer={answer}
          chartOf={history => seatsOf(pool, history)}
          kind="lines"
          format={COUNTS}
        />
      ))}
    </Answer>
  );
}
