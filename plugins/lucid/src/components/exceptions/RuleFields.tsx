import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, TextField } from '@backstage/ui';
import {
  EXCEPTION_RULE_FIELDS,
  ExceptionRule,
} from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { FilterSelect } from '../page/FilterSelect';
import { known } from '../page/usageFilters';

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Whom a rule is for. */
export function RuleFields(props: {
  rule: ExceptionRule;
  onChange: (rule: ExceptionRule) => void;
  accounts: string[];
}) {
  const { rule, onChange, accounts } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const validate = (pattern: string) => {
    const trimmed = pattern.trim();
    if (!trimmed) return t('exceptions.patternNeeded');
    return LETTER_OR_DIGIT.test(trimmed)
      ? null
      : t('exceptions.patternTooWide');
  };
  return (
    <>
      <Select
        label={t('exceptions.field')}
        value={rule.field}
        options={EXCEPTION_RULE_FIELDS.map(value => ({
          value,
          label: t(`exceptions.fields.${value}`),
        }))}
        onChange={key => {
          const field = known(EXCEPTION_RULE_FIELDS, String(key));
          if (field) onChange({ ...rule, field });
        }}
      />
      <TextField
        label={t('exceptions.pattern')}
        description={t('exceptions.patternDescription')}
        secondaryLabel={t('exceptions.required')}
        isRequired
        value={rule.pattern}
        validate={validate}
        onChange={pattern => onChange({ ...rule, pattern })}
      />
      {accounts.length > 1 && (
        <FilterSelect
          label={t('exceptions.ruleAccount')}
          anyLabel={t('exceptions.everyAccount')}
          value={rule.account}
          options={accounts.map(value => ({ value, label: value }))}
          onSelect={account => onChange({ ...rule, account })}
        />
      )}
    </>
  );
}
