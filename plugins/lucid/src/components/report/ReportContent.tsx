import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton } from '@backstage/ui';
import { RiFileChartLine } from '@remixicon/react';
import { useLucidData } from '../../hooks/useLucidData';
import { useUrlState } from '../../hooks/useUrlState';
import { lucidTranslationRef } from '../../translation';
import { LucidContent } from '../page/LucidContent';
import { known } from '../page/usageFilters';
import { Answer } from '../shared/Answer';
import { Awaited } from '../shared/Awaited';
import { Notice } from '../shared/Notice';
import { MonthReport } from './MonthReport';
import { ReportBar } from './ReportBar';

/** The report of a month, to be read and printed. */
export function ReportContent() {
  return <LucidContent needsSnapshot>{() => <Report />}</LucidContent>;
}

const FILTERS = ['month'] as const;

function Report() {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { values, change } = useUrlState(FILTERS);
  const answer = useLucidData('reports', (api, signal) =>
    api.reportMonths({ signal }),
  );
  const months = answer.value?.months ?? [];
  const month = known(months, values.month) ?? months[0];

  return (
    <Flex direction="column" gap="4">
      <Answer of={answer} errorTitle={t('report.loadError')}>
        {!answer.value && (
          <Awaited>
            <Skeleton height={240} />
          </Awaited>
        )}
        {answer.value && !month && (
          <Notice Icon={RiFileChartLine} title={t('report.none')}>
            {t('report.noneText')}
          </Notice>
        )}
        {month && (
          <>
            <ReportBar
              months={months}
              month={month}
              onMonth={selected => change({ month: selected })}
            />
            <MonthReport key={month} month={month} />
          </>
        )}
      </Answer>
    </Flex>
  );
}
