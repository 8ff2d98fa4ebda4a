import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { MonthlyReport } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { ReportFindings } from './ReportFindings';
import { ReportSeats } from './ReportSeats';
import { ReportSection } from './ReportSection';
import { ReportShares } from './ReportShares';
import { ReportUndetected } from './ReportUndetected';

/** What of a report is known of today alone. */
export function ReportNow({ now }: { now: NonNullable<MonthlyReport['now']> }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <>
      <ReportSection title={t('report.now')}>
        <Text as="p" color="secondary">
          {t('report.nowText')}
        </Text>
      </ReportSection>
      <ReportShares
        title={t('report.topGroups')}
        by="group"
        shares={now.topGroups}
        emptyText={t('report.noGroups')}
      />
      <ReportShares
        title={t('report.topDepartments')}
        by="department"
        shares={now.topDepartments}
        emptyText={t('report.noDepartments')}
      />
      <ReportFindings findings={now.findings} />
      {now.seats.length > 0 && <ReportSeats pools={now.seats} />}
      <ReportUndetected
        users={now.undetected}
        all={now.findings.undetected.users}
      />
    </>
  );
}
