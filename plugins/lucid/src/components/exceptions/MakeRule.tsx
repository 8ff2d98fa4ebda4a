import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { ExceptionRule, ExceptionTerms } from 'backstage-plugin-lucid-common';
import { useState } from 'react';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { FormDialog } from '../settle/FormDialog';
import { TermsFields } from '../settle/TermsFields';
import { RuleFields } from './RuleFields';

const BLANK_RULE: ExceptionRule = { field: 'email', pattern: '' };
const BLANK_TERMS: ExceptionTerms = { note: '' };

/**
 * A button that accounts for the licences of everybody who fits a rule; there for
 * those who may.
 */
export function MakeRule({ accounts }: { accounts: string[] }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const [rule, setRule] = useState(BLANK_RULE);
  const [terms, setTerms] = useState(BLANK_TERMS);
  const { mayManageExceptions } = useLucidPermissions();
  if (!mayManageExceptions) return null;
  return (
    <FormDialog
      trigger={
        <Button variant="primary" iconStart={<RiAddLine />}>
          {t('exceptions.newRule')}
        </Button>
      }
      title={t('exceptions.ruleTitle')}
      intro={t('exceptions.ruleIntro')}
      action={t('exceptions.saveRule')}
      failedTitle={t('exceptions.saveFailed')}
      send={api =>
        api.makeExceptions({
          ...terms,
          note: terms.note.trim(),
          rule: { ...rule, pattern: rule.pattern.trim() },
        })
      }
      onOpen={() => {
        setRule(BLANK_RULE);
        setTerms(BLANK_TERMS);
      }}
    >
      <RuleFields rule={rule} onChange={setRule} accounts={accounts} />
      <TermsFields terms={terms} onChange={setTerms} />
    </FormDialog>
  );
}
