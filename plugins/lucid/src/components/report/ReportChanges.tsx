import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import {
  MonthlyReport,
  USAGE_CHANGE_TYPES,
} from 'backstage-plugin-lucid-common';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { useTabPath } from '../page/useTabPath';
import { formatCount } from '../shared/format';
import { PlainTable } from '../shared/PlainTable';
import { ReportSection } from './ReportSection';
import { daysOfMonth } from './daysOfMonth';

/** How often what happened in a month. */
export function ReportChanges({ report }: { report: MonthlyReport }) {
  const { changes, changesExpired, month } = report;
  const { t } = useTranslationRef(lucidTranslationRef);
  const pathOf = useTabPath();
  const rows = USAGE_CHANGE_TYPES.flatMap(type => {
    const count = changes[type];
    return count
      ? [{ id: type, cells: [t(`report.type.${type}`), formatCount(count)] }]
      : [];
  });

  return (
    <ReportSection title={t('report.changes')}>
      {changesExpired && (
        <Text as="p" color="secondary">
          {t('report.changesExpired')}
        </Text>
      )}
      {rows.length > 0 && (
        <PlainTable
          caption={t('report.changes')}
          columns={[
            { id: 'change', label: t('report.change') },
            { id: 'times', label: t('report.times'), isNumber: true },
          ]}
          rows={rows}
        />
      )}
      {rows.length === 0 && !changesExpired && (
        <Text as="p" color="secondary">
          {t('report.noChanges')}
        </Text>
      )}
      {rows.length > 0 && (
        <Text as="p" data-not-printed>
          <Link href={pathOf(TAB_PATHS.activity, daysOfMonth(month))}>
            {t('report.showChanges')}
          </Link>
        </Text>
      )}
    </ReportSection>
  );
}
