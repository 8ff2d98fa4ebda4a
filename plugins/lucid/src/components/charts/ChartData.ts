/** What a value of a chart is: nothing where nothing was recorded, and an exact decimal text where it is money. */
export type ChartValue = number | string | null;

/** One line, area or row of bars. */
export interface ChartSeries {
  key: string;
  label: string;
  /** As many as there are periods. */
  values: readonly ChartValue[];
}

/** What a chart and the table behind it show. */
export interface ChartData {
  /** Days as `YYYY-MM-DD`, or months as `YYYY-MM`. */
  periods: readonly string[];
  series: readonly ChartSeries[];
}

/** How a chart shows its series. */
export type ChartKind = 'lines' | 'stack' | 'bars';

/** How values of a chart are written. */
export interface ChartFormat {
  value: (value: number | string) => string;
  /** Short, for the axis. */
  axis: (value: number) => string;
  /** There are no parts of one, so the axis has none. */
  isWhole?: boolean;
}

/** Height of a chart in pixels, whether it is drawn, awaited or not there yet. */
export const CHART_HEIGHT = 240;

/** The periods in which anything was recorded, with what was. */
export function recordedRows({ periods, series }: ChartData): {
  period: string;
  values: ChartValue[];
}[] {
  return periods
    .map((period, index) => ({
      period,
      values: series.map(({ values }) => values[index] ?? null),
    }))
    .filter(({ values }) => values.some(value => value !== null));
}
