import { RENAMED_MATCHER } from 'backstage-plugin-lucid-common';
import { Decision, Found, LastMatch } from '../reconciliation/decide';
import { MatchKey } from '../reconciliation/Matcher';
import { IDENTITY_TARGET } from '../reconciliation/Matching';
import { CatalogLookup, KeyOwners, Presence } from './CatalogLookup';

/** Whom a Lucid user was matched to last. */
export type RememberedMatch = LastMatch & {
  /** How its directory named that person. */
  identity?: string;
};

/**
 * Matches that go by an address, which may change while the person stays. Others
 * were made by hand, or by a module: one that is taken back is not to be
 * remembered.
 */
const BY_ADDRESS = [
  'email',
  'other-email',
  'user-name',
  'annotated-email',
  RENAMED_MATCHER,
];

/** What has become of the catalog users that some Lucid users were matched to. */
export class LastMatches {
  readonly #readingId: number;
  readonly #present: Map<string, Presence>;
  readonly #leftOut: Set<string>;
  /** Who is named so by a directory now. */
  readonly #namesakes: KeyOwners;

  private constructor(options: {
    readingId: number;
    present: Map<string, Presence>;
    leftOut: Set<string>;
    namesakes: KeyOwners;
  }) {
    this.#readingId = options.readingId;
    this.#present = options.present;
    this.#leftOut = options.leftOut;
    this.#namesakes = options.namesakes;
  }

  /** @param options - `others` are refs of catalog users who have been found in their place */
  static async read(options: {
    catalog: CatalogLookup;
    readingId: number | undefined;
    matches: RememberedMatch[];
    others: string[];
  }): Promise<LastMatches> {
    const { catalog, matches, others } = options;
    const refs = [...new Set(matches.map(({ entityRef }) => entityRef))];
    return new LastMatches({
      readingId: options.readingId ?? 0,
      present: await catalog.presence([...new Set([...refs, ...others])]),
      leftOut: await catalog.leftOut(refs),
      namesakes: await catalog.owners(
        matches.flatMap(({ identity }) => identityKey(identity)),
      ),
    });
  }

  /**
   * A person whom no matcher finds any more, because the address in the catalog
   * has changed, while the directory still names the person as before.
   */
  renamed(
    last: RememberedMatch,
  ): Pick<Decision, 'state' | 'match'> | undefined {
    if (!last.identity || !BY_ADDRESS.includes(last.matcher)) {
      return undefined;
    }
    const refs = new Set(
      identityKey(last.identity).flatMap(key => this.#namesakes.of(key)),
    );
    return refs.size === 1
      ? {
          state: 'detected',
          match: {
            matcher: RENAMED_MATCHER,
            value: last.value,
            entityRefs: [...refs],
          },
        }
      : undefined;
  }

  /** Whether the catalog user is gone, and not only left out by the filter. */
  hasLeft(last: RememberedMatch): boolean {
    return this.#hasGone(last) && !this.#leftOut.has(last.entityRef);
  }

  /**
   * Whether somebody who is only taken for the same was in the catalog together
   * with the person it was matched to, who has gone: two people, then.
   */
  isSomebodyElse(last: RememberedMatch, found: Found): boolean {
    if (found.isExact || !BY_ADDRESS.includes(last.matcher)) {
      return false;
    }
    const lostBy = last.readingId ?? this.#readingId;
    return (
      this.#hasGone(last) &&
      found.match.entityRefs.every(
        ref => (this.#present.get(ref)?.sinceReading ?? lostBy) < lostBy,
      )
    );
  }

  /** Also where the name is that of somebody else now. */
  #hasGone(last: RememberedMatch): boolean {
    const presence = this.#present.get(last.entityRef);
    if (!presence) {
      return true;
    }
    return (
      last.identity !== undefined &&
      presence.identity !== undefined &&
      presence.identity !== last.identity
    );
  }
}

function identityKey(identity: string | undefined): MatchKey[] {
  return identity === undefined
    ? []
    : [{ target: IDENTITY_TARGET, value: identity }];
}
