import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Cell, CellText, Flex } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { RiUserFollowLine } from '@remixicon/react';
import { AccountStatus, CatalogUser } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { DataColumn, DataTable } from '../shared/DataTable';
import { FocusPlace } from '../shared/FocusPlace';
import { Notice } from '../shared/Notice';
import { PagedList } from '../shared/PagedList';
import { pageQuery } from '../shared/pageQuery';
import { RequestLicence } from '../shared/RequestLicence';
import { ClearFilters } from './ClearFilters';
import { FilterSelect } from './FilterSelect';
import { GroupNote } from './GroupNote';
import { ReadAccount } from './ReadAccount';
import { SearchInput } from './SearchInput';
import { UsageFilterUrl } from './usageFilters';

const PAGE_SIZE = 25;

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gap: 'var(--bui-space-3)',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 11rem), 1fr))',
  },
});

/** Catalog users whom no Lucid user matches. */
export function UnlicensedUsers(props: {
  url: UsageFilterUrl;
  accounts: AccountStatus[];
  /** Where somebody without a licence can ask for one. */
  requestUrl?: string;
}) {
  const { url, accounts, requestUrl } = props;
  const { values: filters, change: onChange, cursor, goTo: onCursor } = url;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const { q, account, group } = filters;
  const query = { state: 'unlicensed', q, account, group } as const;
  const asked = pageQuery(query, cursor, PAGE_SIZE);
  const answer = useLucidData(
    JSON.stringify(['unlicensed', asked]),
    (api, signal) => api.catalogUsers(asked, { signal }),
  );
  const label = t('list.unlicensedTable');
  const columns: DataColumn<CatalogUser>[] = [
    {
      id: 'name',
      label: t('list.name'),
      isRowHeader: true,
      share: 50,
      cell: user => (
        <Cell>
          <EntityRefLink entityRef={user.entityRef}>
            {user.displayName}
          </EntityRefLink>
        </Cell>
      ),
    },
    {
      id: 'email',
      label: t('list.email'),
      share: 50,
      cell: user => <CellText title={user.email ?? '–'} />,
    },
  ];

  return (
    <Flex direction="column" gap="4">
      <FocusPlace label={t('list.filters')}>
        <Flex direction="column" gap="4">
          <SearchInput
            label={t('list.searchPeople')}
            value={q ?? ''}
            onSearch={text => onChange({ q: text })}
          />
          {accounts.length > 1 && (
            <div className={classes.filters}>
              <FilterSelect
                label={t('list.filterAccount')}
                value={account}
                options={accounts.map(({ id }) => ({ value: id, label: id }))}
                onSelect={id => onChange({ account: id })}
              />
            </div>
          )}
          {(group || account) && (
            <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
              {group && <GroupNote group={group} />}
              <ClearFilters
                size="small"
                onClear={() =>
                  onChange({ account: undefined, group: undefined })
                }
              />
            </Flex>
          )}
        </Flex>
      </FocusPlace>
      {requestUrl && (
        <div>
          <RequestLicence url={requestUrl} />
        </div>
      )}
      <ReadAccount accounts={accounts} account={account}>
        <PagedList
          label={label}
          answer={answer}
          cursor={cursor}
          onCursor={onCursor}
          empty={
            <Notice
              Icon={RiUserFollowLine}
              title={
                q || group ? t('list.noMatch') : t('list.nobodyUnlicensed')
              }
            />
          }
          leftText={t('list.nobodyLeft')}
          exported={{ list: 'catalog-users', query }}
        >
          {(page, empty) => (
            <DataTable
              label={label}
              columns={columns}
              minWidth={480}
              items={page?.items}
              keyOf={user => user.entityRef}
              isStale={answer.loading}
              empty={empty}
            />
          )}
        </PagedList>
      </ReadAccount>
    </Flex>
  );
}
