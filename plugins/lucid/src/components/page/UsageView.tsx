import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { AccountStatus, UsageState } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { ReadAccount } from './ReadAccount';
import { UsageFilterBar } from './UsageFilterBar';
import { UsageTable } from './UsageTable';
import { EVERYONE, VIEW_LOOKS } from './licenceViews';
import { UsageFilterUrl } from './usageFilters';

/** Lucid users in one state, or everyone in Lucid. */
export function UsageView(props: {
  view?: UsageState;
  url: UsageFilterUrl;
  accounts: AccountStatus[];
}) {
  const { view, url, accounts } = props;
  const { values, change, cursor, goTo } = url;
  const { t } = useTranslationRef(lucidTranslationRef);
  const ids = accounts.map(({ id }) => id);
  const look = view ? VIEW_LOOKS[view] : EVERYONE;

  // Whoever departed with an account is listed though it is not configured any more.
  const isRetired =
    values.account !== undefined && !ids.includes(values.account);
  const table = (
    <UsageTable
      // Rows of one view never stand under the columns of another.
      key={view ?? 'everyone'}
      label={t('list.licencesTable')}
      columns={look.columns}
      accounts={ids}
      filters={values}
      defaultSort={look.sort}
      cursor={cursor}
      onCursor={goTo}
      onSort={sort => change({ sort })}
      emptyText={t(view ? `views.nobody.${view}` : 'list.empty')}
    />
  );

  return (
    <Flex direction="column" gap="4">
      <UsageFilterBar filters={values} onChange={change} accounts={ids} />
      {view === 'departed' && isRetired ? (
        table
      ) : (
        <ReadAccount accounts={accounts} account={values.account}>
          {table}
        </ReadAccount>
      )}
    </Flex>
  );
}
