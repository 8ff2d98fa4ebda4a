import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { useFormerMatchText } from '../explanation/useFormerMatchText';
import { ExceptionNote } from '../settle/ExceptionNote';
import { CatalogUserLinks } from '../shared/CatalogUserLinks';
import { Facts } from '../shared/Facts';
import { useMatchText } from '../shared/useMatchText';

/** What reconciliation made of a Lucid user, in one sentence or two. */
export function UsageVerdict({ usage }: { usage: LicenceUsage }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { matchText, undetectedText } = useMatchText();
  const formerMatchText = useFormerMatchText();
  const { exception, formerMatch, match, state } = usage;

  if (exception) return <ExceptionNote exception={exception} />;
  if (usage.leftOutBy !== undefined) {
    return (
      <Facts
        facts={[{ label: t('usage.leftOutBy'), value: usage.leftOutBy }]}
      />
    );
  }
  if (state === 'undetected') {
    return usage.undetectedReason === 'leaver' && formerMatch ? (
      <Alert
        status="warning"
        icon
        title={`${formerMatchText(formerMatch)}.`}
        description={t('explanation.leaverText')}
      />
    ) : (
      <Text as="p">{undetectedText(usage.undetectedReason)}.</Text>
    );
  }
  if (state === 'ambiguous') {
    return (
      <Alert
        status="warning"
        icon
        title={t('card.ambiguousTitle')}
        description={match && matchText(match)}
      />
    );
  }
  return (
    <Facts
      facts={[
        {
          label: t('usage.person'),
          value: match && <CatalogUserLinks entityRefs={match.entityRefs} />,
        },
        { label: t('usage.reason'), value: match && matchText(match) },
      ]}
    />
  );
}
