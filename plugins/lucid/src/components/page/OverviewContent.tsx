import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { lucidTranslationRef } from '../../translation';
import { OngoingAlerts } from '../alerts/OngoingAlerts';
import { LeftOutNote } from '../reconciliation/LeftOutNote';
import { ReportLink } from '../report/ReportLink';
import { AccountOverview } from './AccountOverview';
import { LucidContent } from './LucidContent';

/** The figures of every Lucid account. */
export function OverviewContent() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <LucidContent needsSnapshot>
      {status => (
        <Flex direction="column" gap="8">
          <OngoingAlerts accounts={status.accounts} />
          {status.accounts.map(account => (
            <section key={account.id} aria-label={account.id}>
              {status.accounts.length > 1 && (
                <Flex direction="column" gap="1" mb="4">
                  <Text variant="body-small" color="secondary">
                    {t('common.account')}
                  </Text>
                  <Text as="h2" variant="title-x-small" weight="bold">
                    {account.id}
                  </Text>
                </Flex>
              )}
              <AccountOverview
                account={account}
                isOneOfSeveral={status.accounts.length > 1}
              />
            </section>
          ))}
          <LeftOutNote status={status} />
          <Flex>
            <ReportLink />
          </Flex>
        </Flex>
      )}
    </LucidContent>
  );
}
