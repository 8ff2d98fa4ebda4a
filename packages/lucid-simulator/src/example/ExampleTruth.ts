/**
 * Why a Lucid user of the example account is there.
 *
 * Of people in the catalog:
 * - `ordinary`: the same e-mail address on both sides
 * - `different-case`: the same but for upper and lower case
 * - `other-email`: only a further e-mail address in Lucid is the one of the catalog
 * - `user-name`: only the user name in Lucid is the e-mail address of the catalog
 * - `annotation`: only the annotation `lucid.co/user-id` of the User entity leads there
 * - `second-lucid-user`: another Lucid user of a person who has one
 * - `private-address`, `alias-domain`, `plus-address`, `name-change`: known to
 *   Lucid by an address that the catalog does not hold
 * - `shared-mailbox`: two people in the catalog share the address
 * - `duplicate-catalog-user`: the same person is in the catalog twice
 *
 * Of nobody in the catalog: `contractor`, `leaver`, `service-account`,
 * `hard-name` (a name that is hard to show, to sort or to export) and
 * `nothing-to-compare` (neither an e-mail address nor a user name).
 *
 * @public
 */
export type ExampleCase =
  | 'ordinary'
  | 'different-case'
  | 'other-email'
  | 'user-name'
  | 'annotation'
  | 'second-lucid-user'
  | 'private-address'
  | 'alias-domain'
  | 'plus-address'
  | 'name-change'
  | 'shared-mailbox'
  | 'duplicate-catalog-user'
  | 'contractor'
  | 'leaver'
  | 'service-account'
  | 'hard-name'
  | 'nothing-to-compare';

/**
 * What reconciliation has to make of one active Lucid user, as far as
 * annotations, e-mail addresses and user names go.
 *
 * @public
 */
export interface ExampleLucidUserTruth {
  /** SCIM id. */
  id: string;
  exampleCase: ExampleCase;
  state: 'detected' | 'undetected' | 'ambiguous';
  /** What leads to the catalog users, where something does. */
  matcher?: 'annotation' | 'email' | 'other-email' | 'user-name';
  /** One where detected, several where ambiguous, in the order of the alphabet. */
  entityRefs: string[];
  /** The name in Lucid. */
  displayName: string;
  /** The primary e-mail address, as Lucid writes it. */
  email?: string;
  /** The products held. */
  products: string[];
  canEdit: boolean;
}

/**
 * What is known of the example account and the example organisation by
 * construction; no matching of any kind is behind it.
 *
 * @public
 */
export interface ExampleTruth {
  /** Every active Lucid user, in the order of the account. */
  lucidUsers: ExampleLucidUserTruth[];
  /** Ids of Lucid users who are deactivated. */
  deactivated: string[];
  /** Every user in the catalog, in the order of the alphabet. */
  catalogUsers: string[];
  /** Those whom no active Lucid user is detected as, or may be. */
  unlicensed: string[];
}
