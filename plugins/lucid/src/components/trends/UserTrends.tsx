import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { lucidTranslationRef } from '../../translation';
import { ChartPanel } from '../charts/ChartPanel';
import { COUNTS, SHARES } from '../charts/chartFormats';
import { Answer } from '../shared/Answer';
import { TrendProps } from './TrendProps';
import { detectedShare, usersByState } from './userCharts';
import { useUsageHistory } from './useUsageHistory';

/** How many users were in which state, and how well the catalog was matched. */
export function UserTrends({ account, days, level }: TrendProps) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const answer = useUsageHistory('state', { account, days });
  return (
    <Answer
      of={answer}
      errorTitle={t('charts.loadError', { what: t('charts.users') })}
    >
      <ChartPanel
        title={t('charts.users')}
        level={level}
        answer={answer}
        chartOf={history => usersByState(history, state => t(`state.${state}`))}
        kind="stack"
        format={COUNTS}
        note={t('charts.usersNote')}
      />
      <ChartPanel
        title={t('charts.detectedShare')}
        level={level}
        answer={answer}
        chartOf={history => detectedShare(history, t('charts.detectedShare'))}
        kind="lines"
        format={SHARES}
        note={t('charts.detectedShareNote')}
      />
    </Answer>
  );
}
