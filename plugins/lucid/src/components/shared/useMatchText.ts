import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Match, UndetectedReason } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

/** Says why a Lucid user is, or is not, taken to be a catalog user. */
export function useMatchText() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return {
    matchText: ({ matcher, value }: Match) => {
      switch (matcher) {
        case 'annotation':
          return t('match.annotation', { value });
        case 'email':
          return t('match.email', { value });
        case 'other-email':
          return t('match.otherEmail', { value });
        case 'user-name':
          return t('match.userName', { value });
        case 'external-id':
          return t('match.externalId', { value });
        default:
          return t('match.other', { matcher, value });
      }
    },
    undetectedText: (reason?: UndetectedReason) => {
      switch (reason) {
        case 'nothing-to-compare':
          return t('undetectedReason.nothingToCompare');
        case 'no-catalog-user':
          return t('undetectedReason.noCatalogUser');
        default:
          return t('undetectedReason.unknown');
      }
    },
  };
}
