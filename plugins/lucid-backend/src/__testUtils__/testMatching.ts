import { MatchingConfig } from '../config/LucidConfig';
import { defaultMatching } from '../config/readMatchingConfig';
import { Matching } from '../reconciliation/Matching';

/** The matching of a portal with one Lucid account, where the test says nothing else. */
export function testMatching(
  config: Partial<MatchingConfig> = {},
  options: Partial<ConstructorParameters<typeof Matching>[0]> = {},
): Matching {
  return new Matching({
    config: { ...defaultMatching(), ...config },
    isOnlyAccount: true,
    modules: [],
    ...options,
  });
}
