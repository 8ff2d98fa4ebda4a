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

/** Ids of Lucid users, which anybody has: they are nothing to be recognised by. */
export const USER_ID = 'lucid-user-id';

/** Names of catalog users, and those of catalog users of whom the catalog shows no address. */
const NAME = 'entity-name';
const NAME_WITHOUT_ADDRESS = 'entity-name-without-address';

/** Who is asked unless the configuration says otherwise. */
export const DEFAULT_MATCHERS: readonly BuiltInMatcher[] = [
  'annotation',
  'email',
  'other-email',
  'user-name',
  'annotated-email',
  'entity-name',
];

/** How one matcher finds somebody. */
export type MatcherRule = Omit<Matcher, 'id'>;

/** The matchers that the plugin brings; see `BUILT_IN_MATCHERS`. */
export function builtInMatchers(
  options: BuiltInMatcherOptions,
): Record<BuiltInMatcher, MatcherRule> {
  const { addresses, isOnlyAccount } = options;
  const asKeys = (target: string, values: (string | undefined)[]): MatchKey[] =>
    values.flatMap(value => {
      const address = value && addresses.normalise(value);
      return address ? addressKeys(target, address, addresses) : [];
    });
  return {
    annotation: {
      targets: [USER_ID, ...bothOf('lucid-email')],
      keysOf: (user, account) => [
        { target: USER_ID, value: qualifiedUserId(account, user.id) },
        // An id alone names a user only where there is one account: several
        // accounts may use the same ids.
        ...(isOnlyAccount ? [{ target: USER_ID, value: user.id }] : []),
        ...asKeys('lucid-email', addressesOf(user)),
      ],
    },
    email: {
      targets: bothOf('email'),
      keysOf: user => asKeys('email', [user.email]),
    },
    'other-email': {
      targets: bothOf('email'),
      keysOf: user => asKeys('email', user.otherEmails),
    },
    'user-name': {
      targets: bothOf('email'),
      keysOf: user => asKeys('email', [user.userName]),
    },
    'annotated-email': {
      targets: bothOf('annotated-email'),
      keysOf: user => asKeys('annotated-email', addressesOf(user)),
    },
    'external-id': {
      targets: ['external-id'],
      keysOf: user =>
        user.externalId === undefined
          ? []
          : [{ target: 'external-id', value: user.externalId }],
    },
    'entity-name': {
      targets: [NAME, NAME_WITHOUT_ADDRESS],
      keysOf: user => entityNameKeys(user, addresses),
    },
  };
}

/** What catalog users have for the matchers that are in use. */
export function builtInKeySources(
  matchers: readonly string[],
  options: BuiltInMatcherOptions,
): CatalogKeySource[] {
  const { addresses, emailAnnotations, externalIdAnnotation } = options;
  const address = (target: string) => (text: string) => {
    const normal = addresses.normalise(text);
    const canonical = normal && addresses.canonical(normal);
    return [
      ...(normal ? [{ target, value: normal }] : []),
      ...(canonical ? [{ target: aliased(target), value: canonical }] : []),
    ];
  };
  const text = (target: string) => (value: string) => [{ target, value }];
  const sources: [BuiltInMatcher[], CatalogKeySource[]][] = [
    [
      ['annotation'],
      [
        annotationSource(LUCID_USER_ID_ANNOTATION, text(USER_ID)),
        annotationSource(LUCID_EMAIL_ANNOTATION, address('lucid-email')),
      ],
    ],
    [
      ['email', 'other-email', 'user-name'],
      [
        {
          fields: ['spec.profile.email'],
          keysOf: user => keysOfText(profileEmail(user), address('email')),
        },
      ],
    ],
    [
      ['annotated-email'],
      emailAnnotations.map(annotation =>
        annotationSource(annotation, address('annotated-email')),
      ),
    ],
    [
      ['external-id'],
      externalIdAnnotation === undefined
        ? []
        : [annotationSource(externalIdAnnotation, text('external-id'))],
    ],
    [
      ['entity-name'],
      [
        {
          fields: [
            'spec.profile.email',
            ...emailAnnotations.map(name => `metadata.annotations.${name}`),
          ],
          keysOf: user => {
            const value = foldCase(user.metadata.name);
            const hasAddress = [
              profileEmail(user),
              ...emailAnnotations.map(
                name => user.metadata.annotations?.[name],
              ),
            ].some(found => typeof found === 'string' && found.trim() !== '');
            return [
              { target: NAME, value },
              ...(hasAddress ? [] : [{ target: NAME_WITHOUT_ADDRESS, value }]),
            ];
          },
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
  annotation: string,
  keysOf: (value: string) => MatchKey[],
): CatalogKeySource {
  return {
    fields: [`metadata.annotations.${annotation}`],
    keysOf: user => keysOfText(user.metadata.annotations?.[annotation], keysOf),
  };
}

function keysOfText(
  text: unknown,
  keysOf: (value: string) => MatchKey[],
): MatchKey[] {
  const clean =
    typeof text === 'string' ? cleanKey(text, LONGEST_VALUE) : undefined;
  return clean === undefined ? [] : keysOf(clean);
}

/** What addresses in domains that have aliases are also found by. */
function aliased(target: string): string {
  return `aliased-${target}`;
}

function bothOf(target: string): string[] {
  return [target, aliased(target)];
}

/**
 * What to look for by an address of a Lucid user: whoever has it, and else
 * whoever has what is taken for the same. Tags of the catalog are not left out:
 * there, `team+jane@` and `team+joe@` are two people.
 */
function addressKeys(
  target: string,
  address: string,
  addresses: AddressNormaliser,
): MatchKey[] {
  const untagged = addresses.untagged(address);
  const equivalents: [MatchKey['distance'], string, string | undefined][] = [
    [1, target, untagged],
    [2, aliased(target), addresses.canonical(address)],
    [3, aliased(target), untagged && addresses.canonical(untagged)],
  ];
  return [
    { target, value: address },
    ...equivalents.flatMap(([distance, ofTarget, value]) =>
      value === undefined ? [] : [{ target: ofTarget, value, distance }],
    ),
  ];
}

/**
 * The names that a catalog user of a user name may have: an address as the
 * providers of the catalog make a name of it, and a login. A login, or a local
 * part such as `jane.doe` in a domain of the company's own, says nothing where
 * either side has an address that says something else: every subsidiary has its
 * `jsmith`. And `jsmith` may be Jane or John.
 */
function entityNameKeys(
  user: RecognisableUser,
  addresses: AddressNormaliser,
): MatchKey[] {
  const { userName, email, otherEmails } = user;
  if (userName === undefined) {
    return [];
  }
  const folded = foldCase(userName);
  const at = folded.lastIndexOf('@');
  if (at < 1) {
    const hasAddress = email !== undefined || otherEmails.length > 0;
    return [
      {
        target: hasAddress ? NAME_WITHOUT_ADDRESS : NAME,
        value: asName(folded),
      },
    ];
  }
  const localPart = folded.slice(0, at);
  const isFullName =
    /[._-]/.test(localPart) && addresses.hasAliases(folded.slice(at + 1));
  return [
    { target: NAME, value: asName(folded) },
    ...(isFullName
      ? [{ target: NAME_WITHOUT_ADDRESS, value: asName(localPart) }]
      : []),
  ];
}

/** Text as the providers of the catalog make a name of it. */
function asName(text: string): string {
  return text.replace(/[^a-z0-9_.-]/g, '_');
}

function profileEmail(user: Entity): unknown {
  const profile = user.spec?.profile;
  return typeof profile === 'object' && profile !== null && 'email' in profile
    ? profile.email
    : undefined;
}

function addressesOf(user: RecognisableUser): (string | undefined)[] {
  return [user.email, ...user.otherEmails, user.userName];
}
