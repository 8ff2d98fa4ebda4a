import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { AppliedException } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Facts } from '../shared/Facts';
import { formatCalendarDay } from '../shared/format';
import { Day } from '../shared/Moment';
import { useRuleText } from './useRuleText';

/** Why a licence is accounted for, who said so, and until when. */
export function ExceptionNote({ exception }: { exception: AppliedException }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const ruleText = useRuleText();
  const { at, by, note, rule, until } = exception;
  return (
    <Facts
      facts={[
        { label: t('exceptions.excepted'), value: note },
        {
          label: t('exceptions.by'),
          value: (
            <>
              <EntityRefLink entityRef={by} defaultKind="user" hideIcon />
              {' · '}
              <Day at={at} />
            </>
          ),
        },
        {
          label: t('exceptions.holds'),
          value: until
            ? t('exceptions.untilDay', { day: formatCalendarDay(until) })
            : t('exceptions.forEver'),
        },
        { label: t('exceptions.rule'), value: rule && ruleText(rule) },
      ]}
    />
  );
}
