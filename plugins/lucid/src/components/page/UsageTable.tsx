import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiUserSearchLine } from '@remixicon/react';
import { UsageState } from 'backstage-plugin-lucid-common';
import { useEffect } from 'react';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { DataTable } from '../shared/DataTable';
import { Notice } from '../shared/Notice';
import { PagedList } from '../shared/PagedList';
import { ProxyNote } from '../shared/ProxyNote';
import { needsAccount } from './needsAccount';
import { useFittingColumns } from './useFittingColumns';
import { ColumnShares } from './useUsageColumns';
import { UsageSelection } from './useUsageSelection';
import {
  UsageFilterValues,
  usageListQuery,
  usageSort,
  wholeUsageQuery,
} from './usageFilters';

/** A list of Lucid users that the backend searches, sorts and pages. */
export function UsageTable(props: {
  label: string;
  columns: ColumnShares;
  /** Ids of the Lucid accounts that are configured. */
  accounts: string[];
  filters: UsageFilterValues;
  /** Shows users of this state only, whatever the filters say. */
  state?: UsageState;
  /** Order where the filters name none. */
  defaultSort: string;
  cursor?: string;
  onCursor: (cursor: string | undefined) => void;
  onSort: (sort: string) => void;
  /** What it means that there is nobody, where no filter is set. */
  emptyText: string;
  /** Users can be selected; what is selected is shown above the table. */
  selection?: UsageSelection;
}) {
  const { label, filters, state, defaultSort } = props;
  const { cursor, onCursor, onSort, emptyText, selection } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const sort = filters.sort ?? defaultSort;
  const query = usageListQuery({ ...filters, sort }, { state, cursor });
  const answer = useLucidData(JSON.stringify(query), (api, signal) =>
    api.users(query, { signal }),
  );
  const { value, loading } = answer;
  // Somebody may have left the list since, by a sync or by what somebody else did.
  const keepOnly = selection?.keepOnly;
  useEffect(() => {
    if (value) keepOnly?.(value.items);
  }, [value, keepOnly]);
  const { columns, minWidth } = useFittingColumns(props.columns, {
    showAccount: needsAccount(props.accounts, value?.items),
    showCost: value?.items.some(({ cost }) => cost) ?? false,
  });

  const { sort: _, account: __, state: ___, ...narrowing } = filters;
  const isNarrowed = Object.values(narrowing).some(Boolean);
  return (
    <PagedList
      label={label}
      answer={answer}
      cursor={cursor}
      onCursor={onCursor}
      empty={
        <Notice
          Icon={RiUserSearchLine}
          title={isNarrowed ? t('list.noMatch') : emptyText}
        />
      }
      leftText={t('list.nobodyLeft')}
      exported={{
        list: 'users',
        query: wholeUsageQuery({ ...filters, sort }, { state }),
      }}
    >
      {(page, empty) => (
        <>
          <DataTable
            label={label}
            columns={columns}
            minWidth={minWidth}
            items={page?.items}
            keyOf={usage => usage.entityRef}
            isStale={loading}
            selection={
              selection && {
                keys: selection.keys,
                onChange: keys =>
                  selection.onChange(
                    (page?.items ?? []).filter(({ entityRef }) =>
                      keys.has(entityRef),
                    ),
                  ),
              }
            }
            sort={usageSort(sort)}
            onSortChange={({ column, direction }) =>
              onSort(`${direction === 'descending' ? '-' : ''}${column}`)
            }
            empty={empty}
          />
          {page && (
            <ProxyNote
              licences={page.items.flatMap(({ licences }) =>
                licences.map(({ name }) => name),
              )}
            />
          )}
        </>
      )}
    </PagedList>
  );
}
