import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  BUILT_IN_MATCHERS,
  MatcherOutcome,
} from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

/** Says in plain words what a matcher made of a Lucid user. */
export function useOutcomeText() {
  const { t } = useTranslationRef(lucidTranslationRef);

  const builtIn = (matcher: string) =>
    BUILT_IN_MATCHERS.find(each => each === matcher);
  const matcherName = (matcher: string) => {
    const known = builtIn(matcher);
    return known ? t(`explanation.matcher.${known}`) : matcher;
  };
  const valuesText = (values: string[]) =>
    values.length < 2
      ? values.join('')
      : t('explanation.or', {
          values: values.slice(0, -1).join(', '),
          last: values[values.length - 1],
        });

  const outcomeText = ({ matcher, outcome, values: given }: MatcherOutcome) => {
    const values = valuesText(given);
    switch (outcome) {
      case 'found':
        return t('explanation.found', { values });
      case 'several':
        return t('explanation.several', { values });
      case 'nothing-to-compare':
        return t('explanation.nothingToCompare');
      case 'not-asked':
        return t('explanation.notAsked');
      default:
        return t(`explanation.none.${builtIn(matcher) ?? 'other'}`, { values });
    }
  };
  return { matcherName, outcomeText };
}
