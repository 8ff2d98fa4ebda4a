import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { AccountStatus, Alert } from 'backstage-plugin-lucid-common';
import { useState } from 'react';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { Answer } from '../shared/Answer';
import { AlertNotice } from './AlertNotice';

/** So many are shown at first; the figures below are worth seeing, too. */
const SHOWN_AT_FIRST = 3;

/** What `lucid.alerts` watches and what is the case at present; nothing where nothing is. */
export function OngoingAlerts({ accounts }: { accounts: AccountStatus[] }) {
  const answer = useLucidData('alerts', (api, signal) =>
    api.alerts({ signal }),
  );

  const alerts = (answer.value?.alerts ?? []).filter(
    alert => !isSaidAnyway(alert, accounts),
  );
  return (
    <Answer of={answer}>
      {alerts.length > 0 && (
        <AlertList alerts={alerts} namesAccount={accounts.length > 1} />
      )}
    </Answer>
  );
}

function AlertList(props: { alerts: Alert[]; namesAccount: boolean }) {
  const { alerts, namesAccount } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? alerts : alerts.slice(0, SHOWN_AT_FIRST);
  const more = alerts.length - SHOWN_AT_FIRST;
  return (
    <section aria-label={t('alerts.label')}>
      <Flex direction="column" gap="2">
        {shown.map(alert => (
          <AlertNotice
            key={alert.id}
            alert={alert}
            namesAccount={namesAccount}
          />
        ))}
        {more > 0 && (
          <div>
            <Button
              variant="tertiary"
              size="small"
              // It stays, and with it the focus of the keyboard.
              onPress={() => setShowsAll(!showsAll)}
            >
              {showsAll ? t('alerts.fewer') : t('alerts.more', { count: more })}
            </Button>
          </div>
        )}
      </Flex>
    </section>
  );
}

/** Every tab says so already, with more of it. */
function isSaidAnyway(alert: Alert, accounts: AccountStatus[]): boolean {
  const account = accounts.find(({ id }) => id === alert.account);
  switch (alert.rule) {
    case 'held-snapshot':
      return account?.heldSnapshot !== undefined;
    case 'sync-failing':
      return account?.stale !== undefined;
    default:
      return false;
  }
}
