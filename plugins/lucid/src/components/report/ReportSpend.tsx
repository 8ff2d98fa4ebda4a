import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { MonthlyReport } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { useSpendName } from '../costs/useSpendName';
import { formatMoneys } from '../shared/formatMoney';
import { PlainTable } from '../shared/PlainTable';
import { ReportSection } from './ReportSection';

/** What a month cost, and the month before it. */
export function ReportSpend({ spend }: { spend: MonthlyReport['spend'] }) {
  const { priced, total, byLicence, monthBefore } = spend;
  const { t } = useTranslationRef(lucidTranslationRef);
  const spendName = useSpendName();

  return (
    <ReportSection title={t('report.spend')}>
      {priced ? (
        <PlainTable
          caption={t('report.spend')}
          columns={[
            { id: 'key', label: t('report.spendOn') },
            { id: 'spent', label: t('report.spent'), isNumber: true },
          ]}
          rows={[
            ...byLicence.map(({ key, spent }) => ({
              id: `licence/${key}`,
              cells: [spendName(key), formatMoneys(spent)],
            })),
            {
              id: 'total',
              cells: [
                <strong>{t('report.spendTotal')}</strong>,
                <strong>{formatMoneys(total)}</strong>,
              ],
            },
            ...(monthBefore
              ? [
                  {
                    id: 'before',
                    cells: [t('report.monthBefore'), formatMoneys(monthBefore)],
                  },
                ]
              : []),
          ]}
        />
      ) : (
        <Text as="p" color="secondary">
          {t('report.noPrice')}
        </Text>
      )}
    </ReportSection>
  );
}
