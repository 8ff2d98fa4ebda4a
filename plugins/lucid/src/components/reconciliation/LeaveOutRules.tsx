import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import { ReconciliationStatus } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { RuleList } from './RuleList';

/** The rules by which Lucid users are left out, each with how many it leaves out. */
export function LeaveOutRules(props: { rules: ReconciliationStatus['rules'] }) {
  const { rules } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Card>
      <CardBody>
        {rules.length === 0 ? (
          <Text as="p" color="secondary">
            {t('reconciliation.noRules')}
          </Text>
        ) : (
          <RuleList rules={rules} />
        )}
      </CardBody>
    </Card>
  );
}
