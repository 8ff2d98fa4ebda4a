import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { useUrlState } from '../../hooks/useUrlState';
import { lucidTranslationRef } from '../../translation';
import { FilterSelect } from './FilterSelect';
import { LucidContent } from './LucidContent';
import { UnlicensedUsers } from './UnlicensedUsers';
import { UsageFilterBar } from './UsageFilterBar';
import { UsageTable } from './UsageTable';
import { USAGE_FILTERS } from './usageFilters';
import { useUsageColumns } from './useUsageColumns';

/** Everybody with a Lucid licence, and everybody without one. */
export function LicencesContent() {
  return (
    <LucidContent needsSnapshot>
      {({ accounts }) => <Licences accounts={accounts.map(({ id }) => id)} />}
    </LucidContent>
  );
}

function Licences({ accounts }: { accounts: string[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { values, change, cursor, goTo } = useUrlState(USAGE_FILTERS);
  const columns = useUsageColumns([
    ['name', 24],
    ['state', 15],
    ['catalogUser', 20],
    ['licences', 26],
    ['department', 15],
    ...(accounts.length > 1 ? [['account', 10] as ['account', number]] : []),
  ]);
  const stateFilter = (
    <FilterSelect
      label={t('list.filterState')}
      value={values.state}
      anyLabel={t('list.everyone')}
      options={(
        [
          'detected',
          'undetected',
          'ambiguous',
          'departed',
          'unlicensed',
        ] as const
      ).map(value => ({ value, label: t(`state.${value}`) }))}
      onSelect={state => change({ state })}
    />
  );

  if (values.state === 'unlicensed') {
    return (
      <UnlicensedUsers
        filters={values}
        onChange={change}
        cursor={cursor}
        onCursor={goTo}
        accounts={accounts}
      >
        {stateFilter}
      </UnlicensedUsers>
    );
  }
  return (
    <Flex direction="column" gap="4">
      <UsageFilterBar filters={values} onChange={change} accounts={accounts}>
        {stateFilter}
      </UsageFilterBar>
      <UsageTable
        label={t('list.licencesTable')}
        columns={columns}
        minWidth={980}
        filters={values}
        defaultSort="displayName"
        cursor={cursor}
        onCursor={goTo}
        onSort={sort => change({ sort })}
        emptyText={t('list.empty')}
      />
    </Flex>
  );
}
