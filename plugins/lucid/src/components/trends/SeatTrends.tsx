import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SeatPool, UsageHistory } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { ChartPanel } from '../charts/ChartPanel';
import { COUNTS } from '../charts/chartFormats';
import { usePoolName } from '../seats/usePoolName';
import { TrendProps } from './TrendProps';

/** How many seats of each pool were used and bought. */
export function SeatTrends(props: TrendProps & { pools: SeatPool[] }) {
  const { account, days, level, pools } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const poolName = usePoolName();
  const query = { by: 'seats', account, ...days } as const;
  const answer = useLucidData(JSON.stringify(query), (api, signal) =>
    api.usageHistory(query, { signal }),
  );

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
    <>
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
    </>
  );
}
