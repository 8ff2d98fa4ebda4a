import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Alert, Flex, Text } from '@backstage/ui';
import { RiUserUnfollowLine } from '@remixicon/react';
import { LicenceUsage, UserUsage } from 'backstage-plugin-lucid-common';
import { useHasEntity } from '../../hooks/useHasEntity';
import { lucidTranslationRef } from '../../translation';
import { ExceptionNote } from '../settle/ExceptionNote';
import { CatalogUserLinks } from '../shared/CatalogUserLinks';
import { Facts } from '../shared/Facts';
import { LicenceBadges } from '../shared/LicenceBadges';
import { Notice } from '../shared/Notice';
import { RequestLicence } from '../shared/RequestLicence';
import { LicenceHints } from '../shared/LicenceHints';
import { ProxyNote } from '../shared/ProxyNote';
import { UsageCost } from '../shared/UsageCost';
import { useMatchText } from '../shared/useMatchText';
import { LicenceRow } from './LicenceRow';

/** The licences of one catalog user. */
export function UserLicences(props: {
  usage: UserUsage;
  /** Where somebody without a licence can ask for one. */
  requestUrl?: string;
}) {
  const { usage, requestUrl } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { usages, ambiguous } = usage;

  if (usages.length === 0 && ambiguous.length === 0) {
    return (
      <Notice
        Icon={RiUserUnfollowLine}
        title={t('card.unlicensedTitle')}
        action={<RequestLicence url={requestUrl} />}
      >
        {t('card.unlicensedText')}
      </Notice>
    );
  }
  return (
    <Flex direction="column" gap="4">
      {usages.map(each => (
        <HeldLicences
          key={each.entityRef}
          usage={each}
          showAccount={usages.length > 1}
        />
      ))}
      {ambiguous.map(each => (
        <AmbiguousLicences key={each.entityRef} usage={each} />
      ))}
    </Flex>
  );
}

function HeldLicences(props: { usage: LicenceUsage; showAccount: boolean }) {
  const { usage, showAccount } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { matchText } = useMatchText();

  return (
    <Flex direction="column" gap="3">
      {usage.licences.length === 0 && (
        <Text color="secondary">{t('licence.none')}</Text>
      )}
      {usage.licences.map(licence => (
        <LicenceRow
          key={licence.name}
          licence={licence}
          since={usage.createdAt ?? usage.firstSeenAt}
        />
      ))}
      <ProxyNote licences={usage.licences.map(licence => licence.name)} />
      <LicenceHints hints={usage.licenceHints} />
      <Facts
        facts={[
          {
            label: t('money.perMonth'),
            value: usage.cost && <UsageCost usage={usage} />,
          },
          {
            label: t('usage.account'),
            value: showAccount ? usage.account : undefined,
          },
          {
            label: t('usage.id'),
            value: <UsageId usage={usage} />,
          },
          {
            label: t('usage.reason'),
            value: usage.match && matchText(usage.match),
          },
        ]}
      />
    </Flex>
  );
}

function AmbiguousLicences({ usage }: { usage: LicenceUsage }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { matchText } = useMatchText();
  return (
    <Flex direction="column" gap="3">
      <Alert
        status={usage.exception ? 'info' : 'warning'}
        icon
        title={t(
          usage.exception ? 'card.exceptedTitle' : 'card.ambiguousTitle',
        )}
        description={t('card.ambiguousText', { name: usage.displayName })}
      />
      {usage.exception && <ExceptionNote exception={usage.exception} />}
      <LicenceBadges licences={usage.licences} />
      <ProxyNote licences={usage.licences.map(licence => licence.name)} />
      <Facts
        facts={[
          {
            label: t('money.perMonth'),
            value: usage.cost && <UsageCost usage={usage} />,
          },
          {
            label: t('card.couldBe'),
            value: usage.match && (
              <CatalogUserLinks entityRefs={usage.match.entityRefs} />
            ),
          },
          { label: t('usage.id'), value: <UsageId usage={usage} /> },
          {
            label: t('usage.reason'),
            value: usage.match && matchText(usage.match),
          },
        ]}
      />
    </Flex>
  );
}

function UsageId({ usage }: { usage: LicenceUsage }) {
  if (!useHasEntity(usage)) return usage.id;
  return <EntityRefLink entityRef={usage.entityRef}>{usage.id}</EntityRefLink>;
}
