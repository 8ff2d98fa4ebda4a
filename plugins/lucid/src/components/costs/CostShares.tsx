import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { COST_KEYS } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { useUrlState } from '../../hooks/useUrlState';
import { lucidTranslationRef } from '../../translation';
import { Panel } from '../page/Panel';
import { known } from '../page/usageFilters';
import { useViewLink } from '../page/useViewLink';
import { DataTable } from '../shared/DataTable';
import { ErrorNotice } from '../shared/ErrorNotice';
import { Pager } from '../shared/Pager';
import { ViewNav } from '../shared/ViewNav';
import { useCostShareColumns } from './useCostShareColumns';

const PAGE_SIZE = 10;
const FILTERS = ['by'] as const;

/** What licences cost by department, cost centre or group. */
export function CostShares({ account }: { account?: string }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { values, cursor, goTo } = useUrlState(FILTERS);
  const linkTo = useViewLink();
  const by = known(COST_KEYS, values.by) ?? 'department';
  const { value, error, loading, reload } = useLucidData(
    JSON.stringify(['shares', by, account, cursor]),
    (api, signal) =>
      api.costShares({ by, account, cursor, limit: PAGE_SIZE }, { signal }),
  );
  const columns = useCostShareColumns(by, account);
  const label = t(`costs.shareTable.${by}`);

  return (
    <Panel title={t('costs.byPlace')} level="h2">
      <ViewNav
        label={t('costs.places')}
        views={COST_KEYS.map(key => ({
          href: linkTo({ by: key }),
          label: t(`costs.by.${key}`),
          isCurrent: key === by,
        }))}
      />
      {by === 'group' && (
        <Text as="p" variant="body-small" color="secondary">
          {t('costs.groupText')}
        </Text>
      )}
      {error && !loading ? (
        <ErrorNotice
          title={t('costs.loadError')}
          error={error}
          onRetry={reload}
        />
      ) : (
        <DataTable
          label={label}
          columns={columns}
          items={value?.items}
          keyOf={({ key }) => key ?? ''}
          isStale={loading}
          minWidth={480}
          empty={<Text>{t('costs.noLicences')}</Text>}
        />
      )}
      {value && (
        <Pager
          label={label}
          page={value}
          total={t(`costs.shareTotal.${by}`, { count: value.totalItems })}
          onCursor={goTo}
        />
      )}
    </Panel>
  );
}
