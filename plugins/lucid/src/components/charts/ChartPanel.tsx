import { Skeleton, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { LucidData } from '../../hooks/useLucidData';
import { Panel } from '../page/Panel';
import { Answer } from '../shared/Answer';
import { Awaited } from '../shared/Awaited';
import { Chart } from './Chart';
import { CHART_HEIGHT, ChartData, ChartFormat, ChartKind } from './ChartData';

const useStyles = makeStyles({
  // Of other days, or of another account, than was asked for now.
  stale: { opacity: 0.5 },
});

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
  const { value, loading } = answer;
  const classes = useStyles();
  return (
    <Panel title={title} level={level}>
      <Answer of={answer}>
        {value ? (
          <div className={loading ? classes.stale : undefined}>
            <Chart
              label={title}
              data={chartOf(value)}
              kind={kind}
              format={format}
            />
          </div>
        ) : (
          <Awaited>
            <Skeleton height={CHART_HEIGHT} />
          </Awaited>
        )}
      </Answer>
      {value && note && (
        <Text as="p" variant="body-small" color="secondary">
          {note}
        </Text>
      )}
    </Panel>
  );
}
