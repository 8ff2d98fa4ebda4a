import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { AccountStatus } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Panel } from '../page/Panel';
import { Snippet } from '../shared/Snippet';
import { priceExample } from './priceExample';

/** Says how to say what licences cost. */
export function CostSetup({ accounts }: { accounts: AccountStatus[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const licences = new Set(
    accounts.flatMap(({ counts }) => Object.keys(counts.byLicence)),
  );
  return (
    <Panel title={t('costs.setupTitle')} level="h2">
      <Text as="p">{t('costs.setupText')}</Text>
      <Snippet
        label={t('costs.setupSnippet')}
        text={priceExample([...licences])}
      />
      <Text as="p" variant="body-small" color="secondary">
        {t('costs.setupExample')}
      </Text>
    </Panel>
  );
}
