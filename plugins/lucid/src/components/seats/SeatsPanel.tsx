import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { AccountStatus } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { Panel } from '../page/Panel';
import { Answer } from '../shared/Answer';
import { useIsSaidAbove } from '../shared/SaidAbove';
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
  const answer = useLucidData(
    JSON.stringify(['seats', question]),
    (api, signal) => api.seats(question, { signal }),
  );
  const isSaidAbove = useIsSaidAbove(answer);
  const hasFailed = answer.error !== undefined && !isSaidAbove;
  const pools = answer.value?.pools ?? [];
  const stale = accounts.flatMap(({ id, seats }) =>
    seats?.stale && (!account || id === account)
      ? [{ account: id, ...seats.stale }]
      : [],
  );
  if (!hasFailed && pools.length === 0 && stale.length === 0) return null;

  return (
    <Panel title={t('costs.seats')} level="h2">
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
      <Answer of={answer} errorTitle={t('costs.loadError')}>
        {pools.length > 0 && (
          <SeatPoolList pools={pools} withAccounts={accounts.length > 1} />
        )}
      </Answer>
    </Panel>
  );
}
