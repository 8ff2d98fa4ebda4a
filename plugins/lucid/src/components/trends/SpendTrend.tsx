import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CostHistory } from 'backstage-plugin-lucid-common';
import { LucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { ChartData } from '../charts/ChartData';
import { ChartPanel } from '../charts/ChartPanel';
import { amountsIn } from '../charts/chartFormats';
import { Answer } from '../shared/Answer';
import { TrendProps } from './TrendProps';

/**
 * What was spent in each month, with a chart for each currency. Nothing is
 * shown where nothing ever had a price.
 */
export function SpendTrend(props: {
  answer: LucidData<CostHistory>;
  level: TrendProps['level'];
  /** What is told apart, in words. */
  labelOf: (key: string) => string;
}) {
  const { answer, level, labelOf } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const currencies = [
    ...new Set(answer.value?.series.map(({ currency }) => currency)),
  ];
  return (
    <Answer of={answer} errorTitle={t('costs.loadError')}>
      {currencies.map(currency => (
        <ChartPanel
          key={currency}
          title={t('charts.spend', { currency })}
          level={level}
          answer={answer}
          chartOf={history => spendIn(currency, history, labelOf)}
          kind="bars"
          format={amountsIn(currency)}
          note={t('charts.spendNote')}
        />
      ))}
    </Answer>
  );
}

function spendIn(
  currency: string,
  history: CostHistory,
  labelOf: (key: string) => string,
): ChartData {
  return {
    periods: history.periods,
    series: history.series
      .filter(series => series.currency === currency)
      .map(({ key, values }) => ({ key, label: labelOf(key), values })),
  };
}
