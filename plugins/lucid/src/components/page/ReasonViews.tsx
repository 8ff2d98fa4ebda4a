import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UndetectedReason } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { ViewNav } from '../shared/ViewNav';
import { UNDETECTED_REASONS } from './usageFilters';
import { useViewLink } from './useViewLink';

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
  const { value: incomparable } = useLucidData(
    JSON.stringify(['incomparable', account]),
    async (api, signal) => {
      const page = await api.users(
        {
          state: ['undetected'],
          reason: 'nothing-to-compare',
          account,
          limit: 1,
        },
        { signal },
      );
      return page.totalItems;
    },
  );
  const counts: Record<UndetectedReason, number | undefined> = {
    leaver: leavers,
    'no-catalog-user':
      incomparable === undefined
        ? undefined
        : Math.max(0, undetected - leavers - incomparable),
    'nothing-to-compare': incomparable,
  };

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
        ...UNDETECTED_REASONS.map(reason => ({
          label: t(`views.reason.${reason}`),
          href: linkTo({ reason }),
          count: counts[reason],
          isCurrent: current === reason,
        })),
      ]}
    />
  );
}
