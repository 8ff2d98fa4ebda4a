import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormerMatch } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatDay } from '../shared/format';

/** Says who a leaver was in the catalog, and until when. */
export function useFormerMatchText() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return ({ entityRef, until }: FormerMatch) =>
    t('explanation.wasUntil', { user: entityRef, day: formatDay(until) });
}
