import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { CostKey } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { DataTable } from '../shared/DataTable';
import { PagedList } from '../shared/PagedList';
import { useCostShareColumns } from './useCostShareColumns';

const PAGE_SIZE = 10;

/** What licences cost by one thing, page by page. */
export function CostShareList(props: {
  by: CostKey;
  account?: string;
  cursor?: string;
  onCursor: (cursor: string | undefined) => void;
}) {
  const { by, account, cursor, onCursor } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const answer = useLucidData(
    JSON.stringify(['shares', by, account, cursor]),
    (api, signal) =>
      api.costShares({ by, account, cursor, limit: PAGE_SIZE }, { signal }),
  );
  const columns = useCostShareColumns(by, account);
  const label = t(`costs.shareTable.${by}`);

  return (
    <PagedList
      label={label}
      answer={answer}
      cursor={cursor}
      onCursor={onCursor}
      empty={<Text>{t('costs.noLicences')}</Text>}
      totalText={count => t(`costs.shareTotal.${by}`, { count })}
      errorTitle={t('costs.loadError')}
      isInCard
    >
      {(page, empty) => (
        <DataTable
          label={label}
          columns={columns}
          items={page?.items}
          keyOf={({ key }) => key ?? ''}
          isStale={answer.loading}
          minWidth={480}
          empty={empty}
        />
      )}
    </PagedList>
  );
}
