import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, Text, ToggleButton } from '@backstage/ui';
import { RiTableLine } from '@remixicon/react';
import { Suspense, lazy, useState } from 'react';
import { lucidTranslationRef } from '../../translation';
import { Awaited } from '../shared/Awaited';
import {
  CHART_HEIGHT,
  ChartData,
  ChartFormat,
  ChartKind,
  recordedRows,
} from './ChartData';
import { ChartTable } from './ChartTable';
import { formatPeriod } from './formatPeriod';

// The library of the charts is large, and cards never show one.
const TimeChart = lazy(() =>
  import('./TimeChart').then(module => ({ default: module.TimeChart })),
);

/**
 * Series over time as a chart or as a table, whichever the reader likes. With
 * nothing or a single day to show, it says so in place of a chart.
 */
export function Chart(props: {
  /** What is shown, also to those who hear it. */
  label: string;
  data: ChartData;
  kind: ChartKind;
  format: ChartFormat;
}) {
  const { label, data, kind, format } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const [isTable, setIsTable] = useState(false);
  const recorded = recordedRows(data);

  if (recorded.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('charts.nothingYet')}
      </Text>
    );
  }
  // A bar tells of its period alone; a line begins with the second day.
  if (recorded.length === 1 && kind !== 'bars') {
    return (
      <>
        <Text as="p" color="secondary">
          {t('charts.firstDay', { day: formatPeriod(recorded[0].period) })}
        </Text>
        <ChartTable caption={label} data={data} format={format} />
      </>
    );
  }
  return (
    <Flex direction="column" gap="2">
      {isTable ? (
        <ChartTable caption={label} data={data} format={format} />
      ) : (
        <Suspense
          fallback={
            <Awaited>
              <Skeleton height={CHART_HEIGHT} />
            </Awaited>
          }
        >
          <TimeChart label={label} data={data} kind={kind} format={format} />
        </Suspense>
      )}
      <Flex justify="end">
        <ToggleButton
          size="small"
          iconStart={<RiTableLine aria-hidden />}
          aria-label={t('charts.asTableOf', { chart: label })}
          isSelected={isTable}
          onChange={setIsTable}
        >
          {t('charts.asTable')}
        </ToggleButton>
      </Flex>
    </Flex>
  );
}
