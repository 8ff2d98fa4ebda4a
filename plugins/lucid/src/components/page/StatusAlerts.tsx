import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink } from '@backstage/ui';
import { AccountStatus } from 'backstage-plugin-lucid-common';
import { TAB_PATHS, rootRouteRef } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { formatMoment } from '../shared/format';

/** What has to be known before anything on a tab is believed. */
export function StatusAlerts(props: {
  accounts: AccountStatus[];
  /** The tab has held snapshots of its own. */
  withoutHeld?: boolean;
}) {
  const { accounts, withoutHeld } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const pagePath = useRouteRef(rootRouteRef)();

  return (
    <>
      {accounts.map(
        ({ id, heldSnapshot }) =>
          heldSnapshot &&
          !withoutHeld && (
            <Alert
              key={`held/${id}`}
              status="warning"
              icon
              title={t('status.heldTitle', { account: id })}
              description={t('status.heldText', {
                reason: heldSnapshot.error?.message ?? '',
              })}
              customActions={
                <ButtonLink
                  href={`${pagePath}/${TAB_PATHS.sync}`}
                  size="small"
                  variant="secondary"
                >
                  {t('status.heldReview')}
                </ButtonLink>
              }
            />
          ),
      )}
      {accounts.map(
        ({ id, stale }) =>
          stale && (
            <Alert
              key={`stale/${id}`}
              status="warning"
              icon
              title={t('status.staleTitle')}
              description={t('status.staleText', {
                account: id,
                since: formatMoment(stale.since),
                reason: stale.reason,
              })}
            />
          ),
      )}
    </>
  );
}
