import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { useUrlState } from '../../hooks/useUrlState';
import { lucidTranslationRef } from '../../translation';
import { LucidContent } from './LucidContent';
import { UsageFilterBar } from './UsageFilterBar';
import { UsageTable } from './UsageTable';
import { USAGE_FILTERS } from './usageFilters';
import { useUsageColumns } from './useUsageColumns';

/** Lucid users whom nobody in the catalog matches. */
export function UndetectedContent() {
  return (
    <LucidContent needsSnapshot>
      {({ accounts }) => (
        <UndetectedUsers accounts={accounts.map(({ id }) => id)} />
      )}
    </LucidContent>
  );
}

function UndetectedUsers({ accounts }: { accounts: string[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { values, change, cursor, goTo } = useUrlState(USAGE_FILTERS);
  const columns = useUsageColumns([
    ['name', 26],
    ['department', 16],
    ['licences', 22],
    ['why', 22],
    ['firstSeen', 14],
    ...(accounts.length > 1 ? [['account', 10] as ['account', number]] : []),
  ]);

  return (
    <Flex direction="column" gap="4">
      <UsageFilterBar filters={values} onChange={change} accounts={accounts} />
      <UsageTable
        label={t('list.undetectedTable')}
        columns={columns}
        minWidth={880}
        filters={values}
        state="undetected"
        defaultSort="displayName"
        cursor={cursor}
        onCursor={goTo}
        onSort={sort => change({ sort })}
        emptyText={t('list.allDetected')}
      />
    </Flex>
  );
}
