import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { EntityUsage, LicenceUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { LicenceRow } from '../card/LicenceRow';
import { Facts } from '../shared/Facts';
import { ProxyNote } from '../shared/ProxyNote';
import { UsageCost } from '../shared/UsageCost';

/** The licences of whoever is signed in, or why there are none. */
export function MyLicences({ usage }: { usage?: EntityUsage }) {
  const { t } = useTranslationRef(lucidTranslationRef);

  if (usage?.kind !== 'User' || !usage.snapshotAt) {
    return <Text color="secondary">{t('home.unknown')}</Text>;
  }
  const held = usage.usages.filter(({ licences }) => licences.length > 0);
  if (held.length === 0) {
    return <NothingHeld ambiguous={usage.ambiguous} />;
  }
  return (
    <Flex direction="column" gap="4">
      {held.map(each => (
        <Held
          key={each.entityRef}
          usage={each}
          namesAccount={held.length > 1}
        />
      ))}
      <ProxyNote
        licences={held.flatMap(({ licences }) =>
          licences.map(({ name }) => name),
        )}
      />
    </Flex>
  );
}

function NothingHeld({ ambiguous }: { ambiguous: LicenceUsage[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const unclear = ambiguous.some(({ exception }) => !exception)
    ? t('card.ambiguousTitle')
    : t('home.excepted');
  return (
    <Text color="secondary">
      {ambiguous.length > 0 ? unclear : t('home.none')}
    </Text>
  );
}

function Held(props: { usage: LicenceUsage; namesAccount: boolean }) {
  const { usage, namesAccount } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Flex direction="column" gap="3">
      {usage.licences.map(licence => (
        <LicenceRow
          key={licence.name}
          licence={licence}
          since={usage.createdAt ?? usage.firstSeenAt}
        />
      ))}
      <Facts
        facts={[
          {
            label: t('money.perMonth'),
            value: usage.cost && <UsageCost usage={usage} />,
          },
          {
            label: t('usage.account'),
            value: namesAccount ? usage.account : undefined,
          },
        ]}
      />
    </Flex>
  );
}
