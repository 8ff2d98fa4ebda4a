import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SeatPool } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { useLicenceName } from '../shared/useLicenceName';

/**
 * What seats that were bought together are called. Where seats of several Lucid
 * accounts are together, their accounts tell them apart.
 */
export function usePoolName(): (
  pool: SeatPool,
  options?: { withAccount: boolean },
) => string {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName, accessName } = useLicenceName();
  const nameOf = ({ id, licence, subscription }: SeatPool) =>
    licence
      ? licenceName(licence)
      : t('costs.subscription', { id: subscription ?? id });
  return (pool, options) =>
    [
      nameOf(pool),
      pool.licence && pool.access && accessName(pool.access),
      options?.withAccount && pool.account,
    ]
      .filter(Boolean)
      .join(' · ');
}
