import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { lucidTranslationRef } from '../../translation';
import { ReconciliationPanel } from '../reconciliation/ReconciliationPanel';
import { AccountFreshness } from './AccountFreshness';
import { HeldSnapshot } from './HeldSnapshot';
import { LucidContent } from './LucidContent';
import { OpenRun } from './OpenRun';
import { Panel } from './Panel';
import { SyncRuns } from './SyncRuns';

const useStyles = makeStyles({
  accounts: {
    display: 'grid',
    gap: 'var(--bui-space-3)',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 24rem), 1fr))',
  },
});

/** The connection to Lucid, and every sync with what came of it. */
export function SyncContent() {
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  return (
    <LucidContent showsHeld>
      {({ accounts, reconciliation }) => (
        <Flex direction="column" gap="6">
          <section>
            <Flex direction="column" gap="3">
              <Text as="h2" variant="title-x-small" weight="bold">
                {t('sync.connections')}
              </Text>
              <div className={classes.accounts}>
                {accounts.map(account => (
                  <Panel key={account.id} title={account.id} level="h3">
                    <AccountFreshness account={account} />
                    {account.heldSnapshot && (
                      <HeldSnapshot sync={account.heldSnapshot} />
                    )}
                  </Panel>
                ))}
              </div>
            </Flex>
          </section>
          <ReconciliationPanel status={reconciliation} />
          <section>
            <Flex direction="column" gap="3">
              <Text as="h2" variant="title-x-small" weight="bold">
                {t('sync.runs')}
              </Text>
              <SyncRuns accounts={accounts.map(({ id }) => id)} />
            </Flex>
          </section>
          <OpenRun />
        </Flex>
      )}
    </LucidContent>
  );
}
