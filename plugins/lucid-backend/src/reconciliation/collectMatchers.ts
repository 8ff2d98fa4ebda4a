import { BUILT_IN_MATCHERS } from 'backstage-plugin-lucid-common';
import {
  LucidMatcher,
  LucidMatchersExtensionPoint,
} from 'backstage-plugin-lucid-node';

const ID = /^[a-z][a-z0-9-]{0,39}$/;

/** Takes the matchers of modules into a list. */
export function collectMatchers(
  matchers: LucidMatcher[],
): LucidMatchersExtensionPoint {
  return {
    addMatcher(matcher) {
      const { id } = matcher;
      if (!ID.test(id)) {
        throw new Error(
          `The id of a Lucid matcher must be at most 40 lower-case letters, digits and hyphens, and begin with a letter: ${id}`,
        );
      }
      const taken: string[] = [
        ...BUILT_IN_MATCHERS,
        ...matchers.map(other => other.id),
      ];
      if (taken.includes(id)) {
        throw new Error(`There is a Lucid matcher called ${id} already`);
      }
      matchers.push(matcher);
    },
  };
}
