import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { AccountStatus } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { Panel } from '../page/Panel';
import { ErrorNotice } from '../shared/ErrorNotice';
import { formatMoment } from '../shared/format';
import { SeatPoolList } from './SeatPoolList';

/** Seats that were bought and are used; nothing where none are known. */
export function SeatsPanel(props: {
  accounts: AccountStatus[];
  account?: string;
}) {
  const { accounts, account } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const question = { account };
  const { value, error, loading, reload } = useLucidData(
    JSON.stringify(['seats', question]),
    (api, signal) => api.seats(question, { signal }),
  );
  const pools = value?.pools ?? [];
  const stale = accounts.flatMap(({ id, seats }) =>
    seats?.stale && (!account || id === account)
      ? [{ account: id, ...seats.stale }]
      : [],
  );
  if (!error && pools.length === 0 && stale.length === 0) return null;

  return (
    <Panel title={t('costs.seats')} level="h2">
      {error && !loading && (
        <ErrorNotice
          title={t('costs.loadError')}
          error={error}
          onRetry={reload}
        />
      )}
      {stale.map(({ since, ...each }) => (
        <Alert
          key={each.account}
          status="warning"
          icon
          title={t('costs.seatsStale', {
            ...each,
            since: formatMoment(since),
          })}
        />
      ))}
      {pools.length > 0 && (
        <SeatPoolList pools={pools} withAccounts={accounts.length > 1} />
      )}
    </Panel>
  );
}
