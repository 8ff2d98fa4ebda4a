import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { RiUserUnfollowLine } from '@remixicon/react';
import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { useFormerMatchText } from '../explanation/useFormerMatchText';
import { StatusText } from '../shared/StatusText';
import { useMatchText } from '../shared/useMatchText';

/** Why a Lucid user is undetected; who has left the catalog stands out. */
export function WhyUndetected({ usage }: { usage: LicenceUsage }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { undetectedText } = useMatchText();
  const formerMatchText = useFormerMatchText();
  const { formerMatch, undetectedReason } = usage;

  if (undetectedReason !== 'leaver' || !formerMatch) {
    return <Text>{undetectedText(undetectedReason)}</Text>;
  }
  return (
    <Flex direction="column" gap="1" style={{ overflowWrap: 'anywhere' }}>
      <Text weight="bold">
        <StatusText Icon={RiUserUnfollowLine} color="var(--bui-fg-negative)">
          {t('explanation.leaverTitle')}
        </StatusText>
      </Text>
      <Text>{formerMatchText(formerMatch)}</Text>
    </Flex>
  );
}
