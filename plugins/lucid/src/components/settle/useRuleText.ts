import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ExceptionRule } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

/** Writes whom the rule of an exception is for. */
export function useRuleText() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return ({ account, field, pattern }: ExceptionRule) =>
    [
      t('exceptions.ruleText', {
        field: t(`exceptions.fields.${field}`),
        pattern,
      }),
      account && t('exceptions.ruleInAccount', { account }),
    ]
      .filter(Boolean)
      .join(' ');
}
