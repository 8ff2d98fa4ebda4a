import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { lucidTranslationRef } from '../../translation';
import { ChartPanel } from '../charts/ChartPanel';
import { COUNTS } from '../charts/chartFormats';
import { useLicenceName } from '../shared/useLicenceName';
import { TrendProps } from './TrendProps';
import { eachSeries } from './userCharts';
import { useUsageHistory } from './useUsageHistory';

/** How many users held which licence. */
export function LicenceTrend({ account, days, level }: TrendProps) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName } = useLicenceName();
  const answer = useUsageHistory('licence', { account, days });
  return (
    <ChartPanel
      title={t('charts.licences')}
      level={level}
      answer={answer}
      chartOf={history => eachSeries(history, licenceName)}
      kind="lines"
      format={COUNTS}
      note={t('charts.licencesNote')}
    />
  );
}
