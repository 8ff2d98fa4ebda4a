import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AccountStatus } from 'backstage-plugin-lucid-common';
import { useCounts } from '../../hooks/useCounts';
import { lucidTranslationRef } from '../../translation';
import { ViewNav } from '../shared/ViewNav';
import { sumCounts } from './accountCounts';
import { LICENCE_VIEWS, LicenceView } from './licenceViews';
import { useViewLink } from './useViewLink';

/** The lists of the Licences tab, each with how many it holds. */
export function LicenceViews(props: {
  accounts: AccountStatus[];
  /** The account that the lists are narrowed to. */
  account?: string;
  current?: LicenceView;
}) {
  const { accounts, account, current } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const linkTo = useViewLink();
  const counts = sumCounts(accounts, account);
  // Who has no licence in one account may have one in another, and who has departed
  // may have done so with an account: the counts of accounts do not add up to these.
  const counted = useCounts(
    JSON.stringify(['licence-views', account]),
    (api, signal) => [
      api.catalogUsers({ state: 'unlicensed', account, limit: 1 }, { signal }),
      api.users({ state: ['departed'], account, limit: 1 }, { signal }),
    ],
  );
  const countOf = (view: LicenceView) => {
    switch (view) {
      case 'unlicensed':
        return counted?.[0];
      case 'departed':
        return counted?.[1];
      case 'left-out':
        return counts.leftOut;
      default:
        return counts[view];
    }
  };

  return (
    <ViewNav
      label={t('views.label')}
      views={[
        {
          label: t('views.everyone'),
          href: linkTo({ state: undefined }),
          count: counts.users,
          isCurrent: current === undefined,
        },
        ...LICENCE_VIEWS.map(view => ({
          label: t(`state.${view}`),
          href: linkTo({ state: view }),
          count: countOf(view),
          isCurrent: current === view,
        })),
      ]}
    />
  );
}
