import { Entity } from '@backstage/catalog-model';
import {
  BuiltInMatcher,
  LUCID_EMAIL_ANNOTATION,
  LUCID_USER_ID_ANNOTATION,
} from 'backstage-plugin-lucid-common';
import { cleanKey } from '../text/cleanText';
import { foldCase } from '../text/foldCase';
import { AddressNormaliser } from './AddressNormaliser';
import {
  CatalogKeySource,
  MatchKey,
  Matcher,
  RecognisableUser,
  qualifiedUserId,
} from './Matcher';

/** What the configuration says of the matchers that the plugin brings. */
export interface BuiltInMatcherOptions {
  addresses: AddressNormaliser;
  /** Whether ids need not say which account they belong to. */
  isOnlyAccount: boolean;
  /** Annotations of `User` entities that hold an address. */
  emailAnnotations: string[];
  /** Annotation of `User` entities that holds the external id of Lucid users. */
  externalIdAnnotation?: string;
}

/** Longest value of an annotation that is compared. */
const LONGEST_VALUE = 320;

/** Who is asked unless the configuration says otherwise: those who cannot be wrong. */
export const DEFAULT_MATCHERS: readonly BuiltInMatcher[] = [
  'annotation',
  'email',
  'other-email',
  'user-name',
  'annotated-email',
];

type KeysOf = Matcher['keysOf'];

/** The matchers that the plugin brings; see `BUILT_IN_MATCHERS`. */
export function builtInMatchers(
  options: BuiltInMatcherOptions,
): Record<BuiltInMatcher, KeysOf> {
  const { addresses, isOnlyAccount } = options;
  const asKeys = (target: string, values: (string | undefined)[]): MatchKey[] =>
    values.flatMap(value => {
      const address = value && addresses.normalise(value);
      return address ? [{ target, value: address }] : [];
    });
  return {
    annotation: (user, account) => [
      { target: 'lucid-user-id', value: qualifiedUserId(account, user.id) },
      // An id alone names a user only where there is one account: several
      // accounts may use the same ids.
      ...(isOnlyAccount ? [{ target: 'lucid-user-id', value: user.id }] : []),
      ...asKeys('lucid-email', addressesOf(user)),
    ],
    email: user => asKeys('email', [user.email]),
    'other-email': user => asKeys('email', user.otherEmails),
    'user-name': user => asKeys('email', [user.userName]),
    'annotated-email': user => asKeys('annotated-email', addressesOf(user)),
    'external-id': user =>
      user.externalId === undefined
        ? []
        : [{ target: 'external-id', value: user.externalId }],
    'entity-name': user =>
      entityNamesOf(user.userName, addresses).map(value => ({
        target: 'entity-name',
        value,
      })),
  };
}

/** What catalog users have for the matchers that are in use. */
export function builtInKeySources(
  matchers: readonly string[],
  options: BuiltInMatcherOptions,
): CatalogKeySource[] {
  const { addresses, emailAnnotations, externalIdAnnotation } = options;
  const address = (text: string) => addresses.normalise(text);
  const sources: [BuiltInMatcher[], CatalogKeySource[]][] = [
    [
      ['annotation'],
      [
        annotationSource('lucid-user-id', LUCID_USER_ID_ANNOTATION, id => id),
        annotationSource('lucid-email', LUCID_EMAIL_ANNOTATION, address),
      ],
    ],
    [
      ['email', 'other-email', 'user-name'],
      [
        {
          fields: ['spec.profile.email'],
          keysOf: user => keyOf('email', profileEmail(user), address),
        },
      ],
    ],
    [
      ['annotated-email'],
      emailAnnotations.map(annotation =>
        annotationSource('annotated-email', annotation, address),
      ),
    ],
    [
      ['external-id'],
      externalIdAnnotation === undefined
        ? []
        : [annotationSource('external-id', externalIdAnnotation, id => id)],
    ],
    [
      ['entity-name'],
      [
        {
          fields: [],
          keysOf: user => keyOf('entity-name', user.metadata.name, foldCase),
        },
      ],
    ],
  ];
  return sources.flatMap(([ids, found]) =>
    ids.some(id => matchers.includes(id)) ? found : [],
  );
}

/** A source of keys that are the value of one annotation. */
export function annotationSource(
  target: string,
  annotation: string,
  normalise: (text: string) => string | undefined,
): CatalogKeySource {
  return {
    fields: [`metadata.annotations.${annotation}`],
    keysOf: user =>
      keyOf(target, user.metadata.annotations?.[annotation], normalise),
  };
}

function keyOf(
  target: string,
  text: unknown,
  normalise: (text: string) => string | undefined,
): MatchKey[] {
  const clean =
    typeof text === 'string' ? cleanKey(text, LONGEST_VALUE) : undefined;
  const value = clean && normalise(clean);
  return value ? [{ target, value }] : [];
}

function profileEmail(user: Entity): unknown {
  const profile = user.spec?.profile;
  return typeof profile === 'object' && profile !== null
    ? (profile as { email?: unknown }).email
    : undefined;
}

function addressesOf(user: RecognisableUser): (string | undefined)[] {
  return [user.email, ...user.otherEmails, user.userName];
}

/**
 * The names that a catalog user of a user name may have: the user name itself,
 * an address as the providers of the catalog make a name of it, and the local
 * part of an address in a domain of the company's own.
 */
function entityNamesOf(
  userName: string | undefined,
  addresses: AddressNormaliser,
): string[] {
  if (userName === undefined) {
    return [];
  }
  const folded = foldCase(userName);
  const at = folded.lastIndexOf('@');
  const names = [folded.replace(/[^a-z0-9_.-]/g, '_')];
  if (at > 0 && addresses.hasAliases(folded.slice(at + 1))) {
    names.push(folded.slice(0, at).replace(/[^a-z0-9_.-]/g, '_'));
  }
  return [...new Set(names)];
}
