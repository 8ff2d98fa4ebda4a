import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { LucidStatus } from 'backstage-plugin-lucid-common';
import { useUrlState } from '../../hooks/useUrlState';
import { lucidTranslationRef } from '../../translation';
import { UsagePanel } from '../details/UsagePanel';
import { LeaveOutRules } from '../reconciliation/LeaveOutRules';
import { LicenceViews } from './LicenceViews';
import { LucidContent } from './LucidContent';
import { UnlicensedUsers } from './UnlicensedUsers';
import { UsageView } from './UsageView';
import { isRead } from './accountCounts';
import { LICENCE_VIEWS } from './licenceViews';
import { USAGE_FILTERS, known } from './usageFilters';

/** Everybody with a Lucid licence, and everybody without one. */
export function LicencesContent() {
  return (
    <LucidContent needsSnapshot>
      {status => <Licences status={status} />}
    </LucidContent>
  );
}

function Licences({ status }: { status: LucidStatus }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const url = useUrlState(USAGE_FILTERS);
  const { accounts } = status;
  const view = known(LICENCE_VIEWS, url.values.state);
  const isKnown = isRead(accounts, url.values.account);

  return (
    <Flex direction="column" gap="4">
      {isKnown && (
        <LicenceViews
          accounts={accounts}
          account={url.values.account}
          current={view}
        />
      )}
      {isKnown && view && (
        <Text as="p" color="secondary">
          {t(`views.about.${view}`)}
        </Text>
      )}
      {isKnown && view === 'left-out' && (
        <LeaveOutRules rules={status.reconciliation.rules} />
      )}
      {view === 'unlicensed' ? (
        <UnlicensedUsers
          url={url}
          accounts={accounts}
          requestUrl={status.licenceRequestUrl}
        />
      ) : (
        <UsageView view={view} url={url} accounts={accounts} />
      )}
      <UsagePanel />
    </Flex>
  );
}
