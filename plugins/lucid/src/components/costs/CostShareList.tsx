import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { CostKey } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { DataTable } from '../shared/DataTable';
import { Answer } from '../shared/Answer';
import { EmptyPage } from '../shared/EmptyPage';
import { Pager } from '../shared/Pager';
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
  const { value, loading } = answer;
  const columns = useCostShareColumns(by, account);
  const label = t(`costs.shareTable.${by}`);

  return (
    <Answer of={answer} errorTitle={t('costs.loadError')}>
      <DataTable
        label={label}
        columns={columns}
        items={value?.items}
        keyOf={({ key }) => key ?? ''}
        isStale={loading}
        minWidth={480}
        empty={
          <EmptyPage page={value} onFirstPage={() => onCursor(undefined)}>
            <Text>{t('costs.noLicences')}</Text>
          </EmptyPage>
        }
      />
      {value && (
        <Pager
          label={label}
          page={value}
          total={t(`costs.shareTotal.${by}`, { count: value.totalItems })}
          onCursor={onCursor}
        />
      )}
    </Answer>
  );
}
