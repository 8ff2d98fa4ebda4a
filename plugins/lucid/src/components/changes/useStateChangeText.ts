import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UsageChange, usageStateSchema } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

/** Says what reconciliation has made of a Lucid user. */
export function useStateChangeText(): (
  change: Pick<UsageChange, 'before' | 'after'>,
) => string {
  const { t } = useTranslationRef(lucidTranslationRef);
  return ({ before = '', after = '' }) => {
    const state = usageStateSchema.safeParse(after).data;
    switch (state) {
      case 'detected':
        return t('change.detected');
      case 'undetected':
        return before === 'detected'
          ? t('change.lost')
          : t('change.undetected');
      case 'ambiguous':
        return t('change.ambiguous');
      case 'excepted':
        return t('change.excepted');
      case 'left-out':
        return t('change.leftOut');
      case 'departed':
        return t('change.departed');
      default:
        // Detected as before, but as somebody else.
        return t('change.rematched', { before, after });
    }
  };
}
