import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { CostKey, CostShare } from 'backstage-plugin-lucid-common';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { CostText } from '../shared/CostText';
import { formatCount } from '../shared/format';
import { PlainTable } from '../shared/PlainTable';
import { ReportSection } from './ReportSection';

/** The groups or departments with most users, and what they cost for those who may see it. */
export function ReportShares(props: {
  title: string;
  by: CostKey;
  shares: CostShare[];
  emptyText: string;
}) {
  const { title, by, shares, emptyText } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { mayReadCosts } = useLucidPermissions();
  return (
    <ReportSection title={title}>
      {shares.length === 0 ? (
        <Text as="p" color="secondary">
          {emptyText}
        </Text>
      ) : (
        <PlainTable
          caption={title}
          columns={[
            { id: 'name', label: t(`costs.shareOf.${by}`) },
            { id: 'users', label: t('costs.users'), isNumber: true },
            {
              id: 'undetected',
              label: t('costs.undetectedUsers'),
              isNumber: true,
            },
            ...(mayReadCosts
              ? [{ id: 'cost', label: t('costs.cost'), isNumber: true }]
              : []),
          ]}
          rows={shares.map(({ key, displayName, users, undetected, cost }) => ({
            id: key ?? '',
            cells: [
              displayName ?? key ?? t(`costs.without.${by}`),
              formatCount(users),
              formatCount(undetected),
              ...(mayReadCosts ? [<CostText cost={cost} />] : []),
            ],
          }))}
        />
      )}
    </ReportSection>
  );
}
