import { Skeleton, Text } from '@backstage/ui';
import { LucidData } from '../../hooks/useLucidData';
import { Panel } from '../page/Panel';
import { ErrorNotice } from '../shared/ErrorNotice';
import { Chart } from './Chart';
import { CHART_HEIGHT, ChartData, ChartFormat, ChartKind } from './ChartData';

/** A titled chart of what the backend tells; awaited, it is as high as when it is there. */
export function ChartPanel<T>(props: {
  title: string;
  level: 'h2' | 'h3';
  answer: LucidData<T>;
  chartOf: (value: T) => ChartData;
  kind: ChartKind;
  format: ChartFormat;
  /** What has to be known to read the chart. */
  note?: string;
}) {
  const { title, level, answer, chartOf, kind, format, note } = props;
  const { value, error, loading, reload } = answer;
  return (
    <Panel title={title} level={level}>
      {error && !loading && <ErrorNotice error={error} onRetry={reload} />}
      {!value && !error && <Skeleton height={CHART_HEIGHT} />}
      {value && (
        <Chart
          label={title}
          data={chartOf(value)}
          kind={kind}
          format={format}
        />
      )}
      {value && note && (
        <Text as="p" variant="body-small" color="secondary">
          {note}
        </Text>
      )}
    </Panel>
  );
}
