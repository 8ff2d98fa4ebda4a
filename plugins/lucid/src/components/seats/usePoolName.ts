import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { useLicenceName } from '../shared/useLicenceName';

/** What seats that were bought together are called. */
export function usePoolName(): (pool: SeatPool) => string {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName, accessName } = useLicenceName();
  return ({ id, licence, access, subscription }) => {
    if (licence) {
      return [licenceName(licence), access && accessName(access)]
        .filter(Boolean)
        .join(' · ');
    }
    return t('costs.subscription', { id: subscription ?? id });
  };
}
