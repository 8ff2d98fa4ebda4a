import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UsageChange } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

/** Says what brought about a change that no sync has seen. */
export function useChangeCause(): (
  change: Pick<UsageChange, 'type' | 'before' | 'after'>,
) => string | undefined {
  const { t } = useTranslationRef(lucidTranslationRef);
  return ({ type, before, after }) => {
    if (type !== 'state') return undefined;
    if (after === 'excepted') return t('change.exceptionMade');
    if (before === 'left-out' || after === 'left-out') {
      return t('change.ruleChanged');
    }
    return before === 'excepted' && after !== 'detected'
      ? t('change.exceptionEnded')
      : t('change.catalogChanged');
  };
}
