import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { ChartPanel } from '../charts/ChartPanel';
import { COUNTS } from '../charts/chartFormats';
import { useLicenceName } from '../shared/useLicenceName';
import { TrendProps } from './TrendProps';
import { eachSeries } from './userCharts';

/** How many users held which licence. */
export function LicenceTrend({ account, days, level }: TrendProps) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName } = useLicenceName();
  const query = { by: 'licence', account, ...days } as const;
  const answer = useLucidData(JSON.stringify(query), (api, signal) =>
    api.usageHistory(query, { signal }),
  );
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
