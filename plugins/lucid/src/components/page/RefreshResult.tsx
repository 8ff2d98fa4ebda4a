import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { Sync } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatCount } from '../shared/format';

/** How a sync ended. */
export function RefreshResult(props: {
  sync: Sync;
  /** Its account is named though all is well. */
  named: boolean;
}) {
  const { sync, named } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { account, counts, error, state } = sync;

  switch (state) {
    case 'succeeded':
      return (
        <Alert
          status="success"
          icon
          title={
            named
              ? t('refresh.succeededOf', { account })
              : t('refresh.succeeded')
          }
          description={
            counts && (
              <>
                {t('refresh.succeededText', {
                  added: formatCount(counts.added),
                  changed: formatCount(counts.changed),
                  departed: formatCount(counts.departed),
                  undetected: formatCount(counts.undetected),
                })}
                {counts.rejected > 0 &&
                  `. ${t('refresh.rejected', { count: counts.rejected })}`}
              </>
            )
          }
        />
      );
    case 'held':
      return (
        <Alert
          status="warning"
          icon
          title={t('refresh.held', { account })}
          description={error?.message}
        />
      );
    case 'cancelled':
      return (
        <Alert
          status="warning"
          icon
          title={t('refresh.cancelled', { account })}
          description={error?.message}
        />
      );
    default:
      return (
        <Alert
          status="danger"
          icon
          title={t('refresh.failed', { account })}
          description={error?.message}
        />
      );
  }
}
