import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Match,
  RENAMED_MATCHER,
  UndetectedReason,
} from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

/** Says why a Lucid user is, or is not, taken to be a catalog user. */
export function useMatchText() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return {
    matchText: ({ matcher, value }: Pick<Match, 'matcher' | 'value'>) => {
      switch (matcher) {
        case 'annotation':
          return t('match.annotation', { value });
        case 'email':
          return t('match.email', { value });
        case 'other-email':
          return t('match.otherEmail', { value });
        case 'user-name':
          return t('match.userName', { value });
        case 'annotated-email':
          return t('match.annotatedEmail', { value });
        case 'entity-name':
          return t('match.entityName', { value });
        case RENAMED_MATCHER:
          return t('match.renamed', { value });
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
        case 'leaver':
          return t('undetectedReason.leaver');
        default:
          return t('undetectedReason.unknown');
      }
    },
  };
}
