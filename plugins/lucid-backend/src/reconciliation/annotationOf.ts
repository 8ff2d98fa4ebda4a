import {
  LUCID_USER_ID_ANNOTATION,
  LicenceUsage,
  MatchExplanation,
} from 'backstage-plugin-lucid-common';
import { stringify } from 'yaml';
import { qualifiedUserId } from './Matcher';

/**
 * The annotation by which a `User` entity says that it is a Lucid user.
 *
 * @param options - where there are several accounts, an id alone names nobody
 */
export function annotationOf(
  { account, id }: Pick<LicenceUsage, 'account' | 'id'>,
  options: { isOnlyAccount: boolean },
): MatchExplanation['annotation'] {
  const key = LUCID_USER_ID_ANNOTATION;
  const value = options.isOnlyAccount ? id : qualifiedUserId(account, id);
  return {
    key,
    value,
    // One line, and a text for readers of YAML 1.1 as well, to whom `1_000` and
    // `yes` are none.
    yaml: stringify(
      { [key]: value },
      { lineWidth: 0, blockQuote: false, compat: 'yaml-1.1' },
    ).replace(/\n$/, ''),
  };
}
