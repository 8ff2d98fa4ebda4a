import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { RiRefreshLine } from '@remixicon/react';
import {
  ReconciliationStatus,
  lucidSyncManagePermission,
} from 'backstage-plugin-lucid-common';
import { useDeed } from '../../hooks/useDeed';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { useOutcomeText } from '../explanation/useOutcomeText';
import { Panel } from '../page/Panel';
import { DecisionDialog } from '../shared/DecisionDialog';
import { ErrorNotice } from '../shared/ErrorNotice';
import { Facts } from '../shared/Facts';
import { formatCount, formatMoment } from '../shared/format';
import { Moment } from '../shared/Moment';
import { RuleList } from './RuleList';
import { useReconciliation } from './useReconciliation';

const useStyles = makeStyles({
  matchers: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 var(--bui-space-4)',
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
});

/**
 * How Lucid users are compared with the catalog, and the button to do so now for
 * those who may.
 */
export function ReconciliationPanel(props: { status: ReconciliationStatus }) {
  const { status } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const { matcherName } = useOutcomeText();
  const { mayManageSyncs } = useLucidPermissions();
  const { isRunning, isDone, error, start } = useReconciliation(status);
  const now = useDeed({ deed: () => start() });
  const problem = now.error ?? error;
  const { catalogUsers, catalogUsersLeftOut, matchers, readAt } = status;
  const { rules, stale } = status;

  return (
    <Panel title={t('reconciliation.title')} level="h2">
      <Text as="p" color="secondary">
        {t('reconciliation.text')}
      </Text>
      {stale && (
        <Alert
          status="warning"
          icon
          title={t('reconciliation.staleTitle')}
          description={t('reconciliation.staleText', {
            since: formatMoment(stale.since),
            reason: stale.reason,
          })}
        />
      )}
      {stale?.acceptable && mayManageSyncs && (
        <div>
          <DecisionDialog
            action={t('reconciliation.accept')}
            title={t('reconciliation.acceptTitle')}
            destructive
            decide={() => start({ acceptLoss: true })}
          >
            {t('reconciliation.acceptText')} {stale.reason}
          </DecisionDialog>
        </div>
      )}
      {stale?.acceptable && !mayManageSyncs && (
        <Text as="p" color="secondary">
          {t('permissions.decideElsewhere', {
            permission: lucidSyncManagePermission.name,
          })}
        </Text>
      )}
      <Facts
        facts={[
          {
            label: t('reconciliation.readAt'),
            value: readAt ? <Moment at={readAt} /> : t('common.never'),
          },
          {
            label: t('reconciliation.catalogUsers'),
            value: [
              formatCount(catalogUsers),
              catalogUsersLeftOut > 0 &&
                t('reconciliation.filteredOut', { count: catalogUsersLeftOut }),
            ]
              .filter(Boolean)
              .join(' '),
          },
          {
            label: t('reconciliation.matchers'),
            value: (
              <ol className={classes.matchers}>
                {matchers.map((matcher, index) => (
                  <li key={matcher}>
                    {index + 1}. {matcherName(matcher)}
                  </li>
                ))}
              </ol>
            ),
          },
        ]}
      />
      {mayManageSyncs && (
        <div>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiRefreshLine />}
            isPending={isRunning || now.isPending}
            onPress={now.carryOut}
          >
            {t(isRunning ? 'reconciliation.running' : 'reconciliation.now')}
          </Button>
        </div>
      )}
      <div role="status">
        {isDone && (
          <Alert
            status="success"
            icon
            title={t('reconciliation.done')}
            description={t('reconciliation.doneText', { count: catalogUsers })}
          />
        )}
      </div>
      {problem && (
        <ErrorNotice title={t('reconciliation.failed')} error={problem} />
      )}
      {rules.length > 0 && (
        <Flex direction="column" gap="2">
          <Text as="h3" weight="bold">
            {t('reconciliation.rules')}
          </Text>
          <RuleList rules={rules} />
        </Flex>
      )}
    </Panel>
  );
}
