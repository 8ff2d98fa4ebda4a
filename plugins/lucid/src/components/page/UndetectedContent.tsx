import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { LucidStatus } from 'backstage-plugin-lucid-common';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { useUrlState } from '../../hooks/useUrlState';
import { lucidTranslationRef } from '../../translation';
import { UsagePanel } from '../details/UsagePanel';
import { LeftOutNote } from '../reconciliation/LeftOutNote';
import { LeaversAlert } from './LeaversAlert';
import { LucidContent } from './LucidContent';
import { ReadAccount } from './ReadAccount';
import { ReasonViews } from './ReasonViews';
import { SelectionBar } from './SelectionBar';
import { UsageFilterBar } from './UsageFilterBar';
import { UsageTable } from './UsageTable';
import { isRead, sumCounts } from './accountCounts';
import { VIEW_LOOKS } from './licenceViews';
import { REASONS_IN_ORDER, USAGE_FILTERS, known } from './usageFilters';
import { useUsageSelection } from './useUsageSelection';
import { useViewLink } from './useViewLink';

/** Lucid users whom nobody in the catalog matches, those who have left first. */
export function UndetectedContent() {
  return (
    <LucidContent needsSnapshot>
      {status => <UndetectedUsers status={status} />}
    </LucidContent>
  );
}

function UndetectedUsers({ status }: { status: LucidStatus }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { values, change, cursor, goTo } = useUrlState(USAGE_FILTERS);
  const linkTo = useViewLink();
  const accounts = status.accounts.map(({ id }) => id);
  const counts = sumCounts(status.accounts, values.account);
  const reason = known(REASONS_IN_ORDER, values.reason);
  const selection = useUsageSelection(JSON.stringify([values, cursor]));
  const { mayManageExceptions } = useLucidPermissions();

  return (
    <Flex direction="column" gap="4">
      {reason === undefined && (
        <LeaversAlert
          leavers={counts.leavers}
          href={linkTo({ reason: 'leaver' })}
        />
      )}
      {isRead(status.accounts, values.account) && (
        <ReasonViews
          undetected={counts.undetected}
          leavers={counts.leavers}
          account={values.account}
          current={reason}
        />
      )}
      <UsageFilterBar filters={values} onChange={change} accounts={accounts} />
      <ReadAccount accounts={status.accounts} account={values.account}>
        <SelectionBar selection={selection} />
        <UsageTable
          label={t('list.undetectedTable')}
          columns={VIEW_LOOKS.undetected.columns}
          accounts={accounts}
          filters={values}
          state="undetected"
          defaultSort={VIEW_LOOKS.undetected.sort}
          cursor={cursor}
          onCursor={goTo}
          onSort={sort => change({ sort })}
          emptyText={t('list.allDetected')}
          // Nothing else can be done with those who are selected.
          selection={mayManageExceptions ? selection : undefined}
        />
      </ReadAccount>
      <LeftOutNote status={status} account={values.account} />
      <UsagePanel />
    </Flex>
  );
}
