import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { RiInformationLine, RiKey2Line } from '@remixicon/react';
import { ACTIVE_USER_LICENCE, Licence } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Label } from './Label';
import { useLicenceName } from './useLicenceName';

/** The licences of one Lucid user, each with its access level. */
export function LicenceBadges({ licences }: { licences: Licence[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName, accessName } = useLicenceName();

  if (licences.length === 0) {
    return <Text color="secondary">{t('licence.none')}</Text>;
  }

  return (
    <Flex gap="1" style={{ flexWrap: 'wrap' }}>
      {licences.map(({ name, access }) => {
        const isProxy = name === ACTIVE_USER_LICENCE;
        const Icon = isProxy ? RiInformationLine : RiKey2Line;
        const label = [licenceName(name), access && accessName(access)]
          .filter(Boolean)
          .join(' · ');
        return (
          <Label
            key={`${name}/${access}`}
            icon={<Icon aria-hidden />}
            title={isProxy ? t('licence.proxyExplanation') : label}
          >
            {label}
          </Label>
        );
      })}
    </Flex>
  );
}
