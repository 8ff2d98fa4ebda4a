import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { RiTeamLine } from '@remixicon/react';
import { GroupUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Notice } from '../shared/Notice';
import { PlaceList } from '../shared/PlaceList';
import { GroupMembers } from './GroupMembers';
import { MemberLicences } from './MemberLicences';

/** The licences of the members of a group and its subgroups. */
export function GroupLicences({ usage }: { usage: GroupUsage }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { members, departed, places } = usage;
  const hasMembers = members.total > 0;

  return (
    <Flex direction="column" gap="5">
      {hasMembers ? (
        <MemberLicences usage={usage} />
      ) : (
        <Notice Icon={RiTeamLine} title={t('group.noMembers')} />
      )}
      {departed > 0 && (
        <Text as="p" color="secondary">
          {t('group.departed', { count: departed })}
        </Text>
      )}
      {places.length > 0 && (
        <section>
          <Flex direction="column" gap="2">
            <Text as="h4" weight="bold">
              {t('group.placesTitle')}
            </Text>
            <PlaceList label={t('group.placesTitle')} places={places} />
            <Text as="p" variant="body-small" color="secondary">
              {t('group.placesText')}
            </Text>
          </Flex>
        </section>
      )}
      {hasMembers && <GroupMembers groupRef={usage.entityRef} />}
    </Flex>
  );
}
