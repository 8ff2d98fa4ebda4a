import { LucidUser } from '../scim/LucidUser';
import { normaliseAddress } from './normaliseAddress';

/**
 * The matchers, in the order in which they decide.
 *
 * - `annotation`: the catalog user carries `lucid.co/user-id`
 * - `email`: the primary address of the Lucid user
 * - `other-email`: any further address of the Lucid user
 * - `user-name`: the user name of the Lucid user, where it is an address
 */
export const MATCHERS = [
  'annotation',
  'email',
  'other-email',
  'user-name',
] as const;

/** Kinds of keys by which a catalog user can be found. */
export const CATALOG_KEY_TARGETS = ['lucid-user-id', 'email'] as const;

/** @see CATALOG_KEY_TARGETS */
export type CatalogKeyTarget = (typeof CATALOG_KEY_TARGETS)[number];

/** What a Lucid user can be recognised by. */
export type RecognisableUser = Pick<
  LucidUser,
  'id' | 'email' | 'otherEmails' | 'userName'
>;

/** One value by which one matcher may recognise a Lucid user in the catalog. */
export interface MatchKey {
  /** Index of the matcher in {@link MATCHERS}. */
  rank: number;
  target: CatalogKeyTarget;
  value: string;
}

const [ANNOTATION, EMAIL, OTHER_EMAIL, USER_NAME] = MATCHERS.keys();

/** How an annotation names a Lucid user of one account, where several accounts use the same ids. */
export function qualifiedUserId(account: string, id: string): string {
  return `${account}/${id}`;
}

/**
 * Everything by which a Lucid user can be found, each value once, under its
 * first matcher. An id alone names a user only where there is one account:
 * several accounts may use the same ids.
 */
export function matchKeysOf(
  user: RecognisableUser,
  options: { account: string; isOnlyAccount: boolean },
): MatchKey[] {
  const keys: MatchKey[] = [idKey(qualifiedUserId(options.account, user.id))];
  if (options.isOnlyAccount) {
    keys.push(idKey(user.id));
  }
  const seen = new Set<string>();
  const addAddress = (rank: number, address: string | undefined) => {
    const value = address && normaliseAddress(address);
    if (value && !seen.has(value)) {
      seen.add(value);
      keys.push({ rank, target: 'email', value });
    }
  };
  addAddress(EMAIL, user.email);
  for (const address of user.otherEmails) {
    addAddress(OTHER_EMAIL, address);
  }
  addAddress(USER_NAME, user.userName);
  return keys;
}

function idKey(value: string): MatchKey {
  return { rank: ANNOTATION, target: 'lucid-user-id', value };
}
