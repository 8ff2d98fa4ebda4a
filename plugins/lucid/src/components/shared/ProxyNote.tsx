import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ACTIVE_USER_LICENCE } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

/** Explains the proxy licence wherever one is among those shown. */
export function ProxyNote({ licences }: { licences: string[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  return licences.includes(ACTIVE_USER_LICENCE) ? (
    <Text as="p" variant="body-small" color="secondary">
      {t('licence.proxyExplanation')}
    </Text>
  ) : null;
}
