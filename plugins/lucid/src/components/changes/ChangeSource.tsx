import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UsageChange } from 'backstage-plugin-lucid-common';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { formatMoment } from '../shared/format';
import { Moment } from '../shared/Moment';
import { PageLink } from '../shared/PageLink';
import { RUN_PARAMETER } from '../page/useOpenRun';
import { useOptionalTabPath } from '../page/useTabPath';
import { useChangeCause } from './useChangeCause';

/** When something happened, and the sync that saw it or what else brought it about. */
export function ChangeSource(props: { change: UsageChange; account: string }) {
  const { change, account } = props;
  const { at, syncId } = change;
  const { t } = useTranslationRef(lucidTranslationRef);
  const tabPath = useOptionalTabPath();
  const cause = useChangeCause()(change);
  return (
    <>
      <Moment at={at} />
      {syncId && (
        <>
          {' · '}
          <PageLink
            to={tabPath?.(TAB_PATHS.sync, { [RUN_PARAMETER]: syncId })}
            label={t('change.seenBySyncOf', {
              account,
              at: formatMoment(at),
            })}
          >
            {t('change.seenBySync')}
          </PageLink>
        </>
      )}
      {!syncId && cause && ` · ${cause}`}
    </>
  );
}
