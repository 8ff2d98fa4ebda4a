import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CostFindings } from 'backstage-plugin-lucid-common';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { knownFindings } from '../costs/knownFindings';
import { CostText } from '../shared/CostText';
import { formatCount } from '../shared/format';
import { PlainTable } from '../shared/PlainTable';
import { ReportSection } from './ReportSection';

/** Licences that might be saved, and what they cost for those who may see it. */
export function ReportFindings({ findings }: { findings: CostFindings }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { mayReadCosts } = useLucidPermissions();
  return (
    <ReportSection title={t('report.findings')}>
      <PlainTable
        caption={t('report.findings')}
        columns={[
          { id: 'finding', label: t('report.finding') },
          { id: 'users', label: t('costs.users'), isNumber: true },
          ...(mayReadCosts
            ? [{ id: 'cost', label: t('costs.cost'), isNumber: true }]
            : []),
        ]}
        rows={knownFindings(findings)
          // For whom view only suffices depends on what licences cost.
          .filter(({ name }) => mayReadCosts || name !== 'viewOnlySuffices')
          .map(({ name, users, cost }) => ({
            id: name,
            cells: [
              t(`costs.finding.${name}`),
              formatCount(users),
              ...(mayReadCosts
                ? [users > 0 ? <CostText cost={cost} /> : '–']
                : []),
            ],
          }))}
      />
    </ReportSection>
  );
}
