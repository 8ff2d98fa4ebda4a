import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ACTIVE_USER_LICENCE,
  AccessLevel,
} from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

/** Names of licences and access levels, as they are shown. */
export function useLicenceName() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return {
    /** Says of the proxy that it is one. */
    licenceName: (name: string) =>
      name === ACTIVE_USER_LICENCE
        ? `${t('licence.activeUser')} (${t('licence.proxy')})`
        : name,
    accessName: (access: AccessLevel) =>
      access === 'can-edit' ? t('access.canEdit') : t('access.viewOnly'),
  };
}
