import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EXCEPTION_STATES,
  ExceptionState,
} from 'backstage-plugin-lucid-common';
import { useCounts } from '../../hooks/useCounts';
import { lucidTranslationRef } from '../../translation';
import { useViewLink } from '../page/useViewLink';
import { ViewNav } from '../shared/ViewNav';

/** Exceptions by state, each with how many there are. */
export function ExceptionViews(props: {
  account?: string;
  current?: ExceptionState;
}) {
  const { account, current } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const linkTo = useViewLink();
  const states = [...EXCEPTION_STATES, undefined];
  const counts = useCounts(
    JSON.stringify(['exception-counts', account]),
    (api, signal) =>
      states.map(state =>
        api.exceptions({ state, account, limit: 1 }, { signal }),
      ),
  );
  return (
    <ViewNav
      label={t('exceptions.views')}
      views={states.map((state, index) => ({
        label: t(`exceptions.state.${state ?? 'any'}`),
        href: linkTo({ state: state ?? 'any' }),
        count: counts?.[index],
        isCurrent: state === current,
      }))}
    />
  );
}
