import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { GroupUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { CostText } from '../shared/CostText';
import { Distribution } from '../shared/Distribution';
import { Facts } from '../shared/Facts';
import { formatCount, formatShare } from '../shared/format';
import { ProxyNote } from '../shared/ProxyNote';
import { ShareBar } from '../shared/ShareBar';
import { useLicenceName } from '../shared/useLicenceName';

/** How many members are in Lucid, the licences that they hold, and at what cost. */
export function MemberLicences({ usage }: { usage: GroupUsage }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName, accessName } = useLicenceName();
  const { members, byLicence, cost } = usage;

  return (
    <>
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
      {byLicence.length === 0 ? (
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
    </>
  );
}
