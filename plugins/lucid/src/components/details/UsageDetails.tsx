import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { LicenceUsageDetails } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { MatcherOutcomes } from '../explanation/MatcherOutcomes';
import { SettleInCatalog } from '../explanation/SettleInCatalog';
import { SettleActions } from '../settle/SettleActions';
import { Facts } from '../shared/Facts';
import { LicenceBadges } from '../shared/LicenceBadges';
import { LicenceHints } from '../shared/LicenceHints';
import { ProxyNote } from '../shared/ProxyNote';
import { StateBadge } from '../shared/StateBadge';
import { UsageCost } from '../shared/UsageCost';
import { UsageFacts } from './UsageFacts';
import { UsageHistory } from './UsageHistory';
import { UsageVerdict } from './UsageVerdict';

/** Everything known of one Lucid user, why it matched or not, and what can be done. */
export function UsageDetails(props: {
  details: LicenceUsageDetails;
  /** Level of the headings. */
  level: 'h3' | 'h4';
}) {
  const { level } = props;
  const { usage, history, explanation } = props.details;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { state } = usage;
  // An exception only says why nobody is known: the catalog can still say who.
  const isOpen = ['undetected', 'ambiguous', 'excepted'].includes(state);

  return (
    <Flex direction="column" gap="5">
      <Flex direction="column" gap="3">
        <Flex gap="1" align="center" style={{ flexWrap: 'wrap' }}>
          <StateBadge state={state} />
          <LicenceBadges licences={usage.licences} />
        </Flex>
        <ProxyNote licences={usage.licences.map(each => each.name)} />
        <LicenceHints hints={usage.licenceHints} />
        {usage.cost && (
          <Facts
            facts={[
              {
                label: t('money.perMonth'),
                value: <UsageCost usage={usage} />,
              },
            ]}
          />
        )}
      </Flex>
      <UsageVerdict usage={usage} />
      <SettleActions usage={usage} />
      {isOpen && (
        <SettleInCatalog
          usage={usage}
          explanation={explanation}
          level={level}
        />
      )}
      {explanation.matchers.length > 0 && (
        <MatcherOutcomes matchers={explanation.matchers} level={level} />
      )}
      <section>
        <Flex direction="column" gap="3">
          <Text as={level} weight="bold">
            {t('usage.lucidSays')}
          </Text>
          <UsageFacts usage={usage} />
        </Flex>
      </section>
      <section>
        <Flex direction="column" gap="3">
          <Text as={level} weight="bold">
            {t('usage.history')}
          </Text>
          <UsageHistory usage={usage} history={history} />
        </Flex>
      </section>
    </Flex>
  );
}
