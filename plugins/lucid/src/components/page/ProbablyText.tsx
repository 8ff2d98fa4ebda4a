import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { NearestCatalogUser } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { useLikenessText } from '../explanation/useLikenessText';

/** The catalog user whom an undetected Lucid user most likely is, and why. */
export function ProbablyText({ nearest }: { nearest?: NearestCatalogUser }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const likenessText = useLikenessText();
  if (!nearest) return <Text color="secondary">–</Text>;
  return (
    <Flex direction="column" gap="1" style={{ overflowWrap: 'anywhere' }}>
      <Text>
        <EntityRefLink entityRef={nearest.entityRef}>
          {nearest.displayName}
        </EntityRefLink>
      </Text>
      <Text variant="body-small" color="secondary">
        {[likenessText(nearest), nearest.licensed && t('explanation.licensed')]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Flex>
  );
}
