import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { RiTeamLine } from '@remixicon/react';
import { GroupUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { CostText } from '../shared/CostText';
import { Distribution } from '../shared/Distribution';
import { Facts } from '../shared/Facts';
import { formatCount, formatShare } from '../shared/format';
import { Notice } from '../shared/Notice';
import { PlaceList } from '../shared/PlaceList';
import { ProxyNote } from '../shared/ProxyNote';
import { ShareBar } from '../shared/ShareBar';
import { useLicenceName } from '../shared/useLicenceName';
import { GroupMembers } from './GroupMembers';

/** The licences of the members of a group and its subgroups. */
export function GroupLicences({ usage }: { usage: GroupUsage }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName, accessName } = useLicenceName();
  const { members, byLicence, cost, departed, places } = usage;

  if (members.total === 0) {
    return <Notice Icon={RiTeamLine} title={t('group.noMembers')} />;
  }
  return (
    <Flex direction="column" gap="5">
      <Flex direction="column" gap="2">
        <Flex align="baseline" gap="3">
          <Text variant="title-medium" weight="bold">
            {formatShare(members.licensed, members.total)}
          </Text>
          <Text color="secondary">
            {t('group.licensed', {
              licensed: formatCount(members.licensed),
              total: formatCount(members.total),
            })}
          </Text>
        </Flex>
        <ShareBar
          part={members.licensed}
          whole={members.total}
          label={t('group.share')}
        />
      </Flex>
      {members.licensed === 0 ? (
        <Text color="secondary">{t('group.noneLicensed')}</Text>
      ) : (
        <section>
          <Flex direction="column" gap="3">
            <Text as="h4" weight="bold">
              {t('group.byLicence')}
            </Text>
            <Distribution
              whole={members.total}
              parts={byLicence.map(part => ({
                key: `${part.licence}/${part.access}`,
                label: [
                  licenceName(part.licence),
                  part.access && accessName(part.access),
                ]
                  .filter(Boolean)
                  .join(' · '),
                count: part.members,
                text: t('group.memberCount', { count: part.members }),
              }))}
            />
            <ProxyNote licences={byLicence.map(part => part.licence)} />
          </Flex>
        </section>
      )}
      {cost && byLicence.length > 0 && (
        <Facts
          facts={[
            { label: t('money.perMonth'), value: <CostText cost={cost} /> },
          ]}
        />
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
      <GroupMembers groupRef={usage.entityRef} />
    </Flex>
  );
}
