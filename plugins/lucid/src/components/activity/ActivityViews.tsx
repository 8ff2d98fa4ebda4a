import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { lucidTranslationRef } from '../../translation';
import { useViewLink } from '../page/useViewLink';
import { ViewNav } from '../shared/ViewNav';
import { ACTIVITY_VIEW_NAMES, ActivityView } from './activityFilters';

/** Changes by what kind they are of. */
export function ActivityViews({ current }: { current?: ActivityView }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const linkTo = useViewLink();
  return (
    <ViewNav
      label={t('activity.views')}
      views={[
        {
          label: t('activity.view.any'),
          href: linkTo({ type: undefined }),
          isCurrent: current === undefined,
        },
        ...ACTIVITY_VIEW_NAMES.map(view => ({
          label: t(`activity.view.${view}`),
          href: linkTo({ type: view }),
          isCurrent: current === view,
        })),
      ]}
    />
  );
}
