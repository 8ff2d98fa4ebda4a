import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { ACTIVE_USER_LICENCE } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { WhyProxy } from './WhyProxy';

/** Says that a licence is a proxy wherever one is among those shown, and leads to why. */
export function ProxyNote({ licences }: { licences: string[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  return licences.includes(ACTIVE_USER_LICENCE) ? (
    <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
      <Text as="p" variant="body-small" color="secondary">
        {t('licence.proxyExplanation')}
      </Text>
      <WhyProxy />
    </Flex>
  ) : null;
}
