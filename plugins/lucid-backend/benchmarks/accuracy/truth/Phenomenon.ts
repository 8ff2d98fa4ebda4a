/**
 * What directories, people and Lucid do that makes it hard, or only looks as if
 * it made it hard, to say who a Lucid user is. Each is described, with what is
 * true then, in docs/matching-accuracy.md.
 */
export const PHENOMENA = [
  'ordinary',
  // How an address is written
  'letter-case',
  'unicode-form',
  'idn-domain',
  'plus-address',
  'domain-alias',
  // Which address is known
  'mail-alias',
  'private-address',
  'other-address',
  'annotated-address',
  'user-principal-name',
  'explicit-annotation',
  'copied-annotation',
  'no-address-in-lucid',
  'no-address-in-catalog',
  'other-address-in-catalog',
  'mistyped-address',
  'second-lucid-user',
  'name-alone',
  // Names
  'transliteration',
  'namesake',
  'name-change',
  // Coming and going
  'leaver',
  'left-before',
  'rehire',
  'address-passed-on',
  'account-handed-on',
  'entity-rename',
  'directory-migration',
  'merger-collision',
  'lookalike',
  // One for several, several for one
  'shared-mailbox',
  'service-account',
  'duplicate-entity',
  'second-entity',
  'entity-name-taken',
  // People of other companies
  'contractor',
  'contractor-own-address',
  'contractor-other-address',
  'partner',
  'partner-like-colleague',
  'agency-behind-plus',
] as const;

/** One of {@link PHENOMENA}. */
export type Phenomenon = (typeof PHENOMENA)[number];
