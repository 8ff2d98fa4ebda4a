import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UndetectedReason } from 'backstage-plugin-lucid-common';
import { useCounts } from '../../hooks/useCounts';
import { lucidTranslationRef } from '../../translation';
import { ViewNav } from '../shared/ViewNav';
import { REASONS_IN_ORDER } from './usageFilters';
import { useViewLink } from './useViewLink';

/** The reasons whose users the status does not count. */
const COUNTED_REASONS = REASONS_IN_ORDER.filter(reason => reason !== 'leaver');

/** Undetected users by the reason why they are, each with how many there are. */
export function ReasonViews(props: {
  undetected: number;
  leavers: number;
  account?: string;
  current?: UndetectedReason;
}) {
  const { undetected, leavers, account, current } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const linkTo = useViewLink();
  // Counted, not subtracted: the status is of another moment.
  const counted = useCounts(
    JSON.stringify(['undetected-reasons', account]),
    (api, signal) =>
      COUNTED_REASONS.map(reason =>
        api.users(
          { state: ['undetected'], reason, account, limit: 1 },
          { signal },
        ),
      ),
  );
  const countOf = (reason: UndetectedReason) =>
    reason === 'leaver' ? leavers : counted?.[COUNTED_REASONS.indexOf(reason)];

  return (
    <ViewNav
      label={t('views.reasons')}
      views={[
        {
          label: t('views.reason.any'),
          href: linkTo({ reason: undefined }),
          count: undetected,
          isCurrent: current === undefined,
        },
        ...REASONS_IN_ORDER.map(reason => ({
          label: t(`views.reason.${reason}`),
          href: linkTo({ reason }),
          count: countOf(reason),
          isCurrent: current === reason,
        })),
      ]}
    />
  );
}
