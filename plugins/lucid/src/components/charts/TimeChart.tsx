import { useTheme } from '@material-ui/core/styles';
import { useId } from 'react';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import {
  CHART_HEIGHT,
  ChartData,
  ChartFormat,
  ChartKind,
  ChartValue,
} from './ChartData';
import { ChartLegend } from './ChartLegend';
import { ChartTooltip } from './ChartTooltip';
import { FillPatterns } from './FillPatterns';
import { formatPeriod, formatPeriodShort } from './formatPeriod';
import { SeriesLook, seriesLooks } from './seriesLooks';
import { useChartStyles } from './useChartStyles';

/** Before its own size is known, a chart is as wide as on a narrow phone. */
const FIRST_SIZE = { width: 288, height: CHART_HEIGHT };

const TICK = { fill: 'var(--bui-fg-secondary)', fontSize: 12 };

/**
 * Series over time, with a legend where there are several. Only this room
 * knows the library of the charts, and is loaded when the first one is shown.
 */
export function TimeChart(props: {
  /** What the chart and its legend are called by those who hear them. */
  label: string;
  data: ChartData;
  kind: ChartKind;
  format: ChartFormat;
}) {
  const { label, data, kind, format } = props;
  const { series } = data;
  const classes = useChartStyles();
  const fillId = useId();
  const looks = seriesLooks(useTheme().palette.type, series.length);
  const rows = data.periods.map((period, index) => ({
    period,
    index,
    // Pixels need no more digits than a float has; texts are made of the
    // values themselves.
    points: series.map(({ values }) => numberOf(values[index])),
  }));
  const itemsAt = (index: number) =>
    series.flatMap(({ key, label: name, values }, at) => {
      const value = values[index] ?? null;
      return value === null
        ? []
        : [{ key, label: name, text: format.value(value), look: looks[at] }];
    });

  return (
    <>
      <ResponsiveContainer
        className={classes.root}
        width="100%"
        height={CHART_HEIGHT}
        initialDimension={FIRST_SIZE}
      >
        <ComposedChart
          data={rows}
          accessibilityLayer
          aria-label={label}
          margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        >
          <FillPatterns id={fillId} looks={looks} />
          <CartesianGrid vertical={false} stroke="var(--bui-border-1)" />
          <XAxis
            dataKey="period"
            tick={TICK}
            tickFormatter={formatPeriodShort}
            interval="equidistantPreserveStart"
            minTickGap={16}
          />
          <YAxis
            width="auto"
            tick={TICK}
            tickFormatter={format.axis}
            allowDecimals={!format.isWhole}
            axisLine={false}
            tickLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--bui-fg-secondary)', fill: 'none' }}
            content={({ active, payload }) => {
              const row: (typeof rows)[number] | undefined =
                payload[0]?.payload;
              return active && row ? (
                <ChartTooltip
                  title={formatPeriod(row.period)}
                  kind={kind}
                  items={itemsAt(row.index)}
                />
              ) : null;
            }}
          />
          {series.map(({ key, label: name }, index) =>
            drawSeries(kind, {
              key,
              name,
              dataKey: `points[${index}]`,
              look: looks[index],
              fill: `url(#${fillId}-${index})`,
            }),
          )}
        </ComposedChart>
      </ResponsiveContainer>
      {series.length > 1 && (
        <ChartLegend label={label} kind={kind} series={series} looks={looks} />
      )}
    </>
  );
}

/** Not a component: the library looks at what is directly within a chart. */
function drawSeries(
  kind: ChartKind,
  series: {
    key: string;
    name: string;
    dataKey: string;
    look: SeriesLook;
    fill: string;
  },
) {
  const { key, name, dataKey, look, fill } = series;
  const common = {
    name,
    dataKey,
    stroke: look.colour,
    // Nothing moves, so nobody has to ask for less motion.
    isAnimationActive: false,
  };
  switch (kind) {
    case 'stack':
      return (
        <Area
          {...common}
          key={key}
          type="linear"
          stackId="all"
          fill={fill}
          fillOpacity={1}
          strokeDasharray={look.dash}
          strokeWidth={2}
        />
      );
    case 'bars':
      return (
        <Bar {...common} key={key} stackId="all" fill={fill} maxBarSize={48} />
      );
    default:
      return (
        <Line
          {...common}
          key={key}
          type="linear"
          dot={false}
          strokeDasharray={look.dash}
          strokeWidth={2}
        />
      );
  }
}

function numberOf(value: ChartValue | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
