import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { LicenceUsage, UsageChange } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { CatalogUserLinks } from '../shared/CatalogUserLinks';
import { Facts } from '../shared/Facts';
import { LicenceBadges } from '../shared/LicenceBadges';
import { Day } from '../shared/Moment';
import { ProxyNote } from '../shared/ProxyNote';
import { StateBadge } from '../shared/StateBadge';
import { useMatchText } from '../shared/useMatchText';
import { UsageHistory } from './UsageHistory';

/** Everything known of one Lucid user, and why it matched. */
export function UsageDetails(props: {
  usage: LicenceUsage;
  history: UsageChange[];
}) {
  const { usage, history } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { matchText, undetectedText } = useMatchText();
  const { match, state } = usage;
  const dayOf = (at?: string) => at && <Day at={at} />;

  return (
    <Flex direction="column" gap="5">
      <Flex direction="column" gap="3">
        <Flex gap="1" align="center" style={{ flexWrap: 'wrap' }}>
          <StateBadge state={state} />
          <LicenceBadges licences={usage.licences} />
        </Flex>
        <ProxyNote licences={usage.licences.map(each => each.name)} />
      </Flex>
      <Facts
        facts={[
          {
            label: t('usage.person'),
            value: match && <CatalogUserLinks entityRefs={match.entityRefs} />,
          },
          {
            label: t('usage.reason'),
            value:
              state === 'undetected'
                ? undetectedText(usage.undetectedReason)
                : match && matchText(match),
          },
          { label: t('usage.account'), value: usage.account },
          { label: t('usage.id'), value: usage.id },
          { label: t('usage.userName'), value: usage.userName },
          { label: t('usage.email'), value: usage.email },
          {
            label: t('usage.otherEmails'),
            value: usage.otherEmails.join(', '),
          },
          { label: t('usage.externalId'), value: usage.externalId },
          { label: t('usage.title'), value: usage.title },
          { label: t('usage.department'), value: usage.department },
          { label: t('usage.division'), value: usage.division },
          { label: t('usage.organization'), value: usage.organization },
          { label: t('usage.costCenter'), value: usage.costCenter },
          { label: t('usage.billingCode'), value: usage.billingCode },
          { label: t('usage.roles'), value: usage.roles.join(', ') },
          {
            label: t('usage.groups'),
            value: usage.groups.map(({ id, name }) => name ?? id).join(', '),
          },
          { label: t('usage.createdAt'), value: dayOf(usage.createdAt) },
          { label: t('usage.firstSeen'), value: dayOf(usage.firstSeenAt) },
          { label: t('usage.lastSeen'), value: dayOf(usage.lastSeenAt) },
          { label: t('usage.departedAt'), value: dayOf(usage.departedAt) },
        ]}
      />
      <section>
        <Flex direction="column" gap="3">
          <Text as="h4" weight="bold">
            {t('usage.history')}
          </Text>
          <UsageHistory history={history} />
        </Flex>
      </section>
    </Flex>
  );
}
