import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { LicenceUsage, UserUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Freshness } from '../card/Freshness';
import { LicenceRow } from '../card/LicenceRow';
import { MissingUsage } from '../card/MissingUsage';
import { EntityAnswer, isKnown } from '../card/isKnown';
import { Facts } from '../shared/Facts';
import { ProxyNote } from '../shared/ProxyNote';
import { UsageCost } from '../shared/UsageCost';

/** The licences of whoever is signed in, or why there are none. */
export function MyLicences(answer: EntityAnswer) {
  const { t } = useTranslationRef(lucidTranslationRef);
  if (!isKnown(answer) || answer.usage.kind !== 'User') {
    return (
      <MissingUsage status={answer.status} unknownText={t('home.unknown')} />
    );
  }
  const { usage } = answer;
  return (
    <Flex direction="column" gap="4">
      <HeldLicences usage={usage} />
      <Freshness snapshotAt={usage.snapshotAt} stale={usage.stale} />
    </Flex>
  );
}

function HeldLicences({ usage }: { usage: UserUsage }) {
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
