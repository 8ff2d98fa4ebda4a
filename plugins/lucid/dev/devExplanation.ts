import {
  BUILT_IN_MATCHERS,
  BuiltInMatcher,
  LicenceUsage,
  MatchExplanation,
  MatcherOutcome,
} from 'backstage-plugin-lucid-common';
import { nearestUser } from '../src/testing/fixtures';

/** Why a Lucid user of the dev app is what it is. */
export function devExplanation(usage: LicenceUsage): MatchExplanation {
  const { displayName, id, match, state } = usage;
  const decided = match
    ? BUILT_IN_MATCHERS.findIndex(each => each === match.matcher)
    : BUILT_IN_MATCHERS.length;
  const isOpen = state === 'undetected' || state === 'ambiguous';
  return {
    matchers: BUILT_IN_MATCHERS.map((matcher, index) => {
      if (index > decided) return outcomeOf(matcher, 'not-asked');
      if (match && index === decided) {
        return {
          matcher,
          outcome: match.entityRefs.length > 1 ? 'several' : 'found',
          values: [match.value],
          entityRefs: match.entityRefs,
        };
      }
      const values = valuesFor(matcher, usage);
      return values.length > 0
        ? outcomeOf(matcher, 'none', values)
        : outcomeOf(matcher, 'nothing-to-compare');
    }),
    nearest: isOpen
      ? [
          nearestUser({
            entityRef: `user:default/${id}-twin`,
            displayName: displayName.replace(/ \d+$/, ''),
            email: 'same.person@example.org',
          }),
          nearestUser({
            entityRef: `user:default/${id}-other`,
            displayName: `${displayName.slice(0, 4)}e`,
            likeness: 'similar-name',
            distance: 2,
            licensed: true,
          }),
        ]
      : [],
    annotation: {
      key: 'lucid.co/user-id',
      value: id,
      yaml: `lucid.co/user-id: ${id}`,
    },
  };
}

function outcomeOf(
  matcher: string,
  outcome: MatcherOutcome['outcome'],
  values: string[] = [],
): MatcherOutcome {
  return { matcher, outcome, values, entityRefs: [] };
}

function valuesFor(matcher: BuiltInMatcher, usage: LicenceUsage): string[] {
  const { email, id, userName } = usage;
  const values: Partial<Record<BuiltInMatcher, (string | undefined)[]>> = {
    annotation: [id, email],
    email: [email],
    'user-name': [userName],
    'annotated-email': [email],
    'entity-name': [userName],
  };
  return (values[matcher] ?? []).filter(value => value !== undefined);
}
