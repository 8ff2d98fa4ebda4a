import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NearestCatalogUser } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

/** Says why a catalog user may be a Lucid user. */
export function useLikenessText() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return ({ likeness, distance: count }: NearestCatalogUser) => {
    switch (likeness) {
      case 'similar-name':
        return t('explanation.likeness.similar-name', { count });
      case 'similar-local-part':
        return t('explanation.likeness.similar-local-part', { count });
      default:
        return t(`explanation.likeness.${likeness}`);
    }
  };
}
