import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { lucidTranslationRef } from '../../translation';
import { PlainTable } from '../shared/PlainTable';
import {
  CHART_HEIGHT,
  ChartData,
  ChartFormat,
  recordedRows,
} from './ChartData';
import { formatPeriod } from './formatPeriod';

/** What a chart shows, in exact values, the newest first. */
export function ChartTable(props: {
  caption: string;
  data: ChartData;
  format: ChartFormat;
}) {
  const { caption, data, format } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const isMonthly = data.periods[0]?.length === 'YYYY-MM'.length;
  return (
    <PlainTable
      caption={caption}
      maxHeight={CHART_HEIGHT}
      columns={[
        {
          id: 'period',
          label: isMonthly ? t('charts.month') : t('charts.day'),
        },
        ...data.series.map(({ key, label }) => ({
          // A series may be called like the first column.
          id: `series/${key}`,
          label,
          isNumber: true,
        })),
      ]}
      rows={recordedRows(data)
        .reverse()
        .map(({ period, values }) => ({
          id: period,
          cells: [
            formatPeriod(period),
            ...values.map(value =>
              value === null ? '–' : format.value(value),
            ),
          ],
        }))}
    />
  );
}
