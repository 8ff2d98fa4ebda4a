import {
  Match,
  UndetectedReason,
  UsageState,
} from 'backstage-plugin-lucid-common';

/** A catalog user that shares a key with a Lucid user. */
export interface Candidate {
  /** More than 0 for what is only taken for the same; see `MatchKey`. */
  distance: number;
  /** The key that is shared. */
  value: string;
  entityRef: string;
}

/** Whom a Lucid user was matched to last. */
export interface LastMatch {
  entityRef: string;
  matcher: string;
  value: string;
  /** When the match was lost; absent as long as it holds. */
  until?: string;
  /** The reading of the catalog by which it was lost. */
  readingId?: number;
}

/** What reconciliation says of one Lucid user. */
export interface Decision {
  state: Exclude<UsageState, 'departed'>;
  match?: Match;
  /** How its directory names the catalog user that it is, or was. */
  identity?: string;
  undetectedReason?: UndetectedReason;
  leftOutBy?: string;
  exceptionId?: string;
  /** Of whoever is not detected: the match that is lost. */
  former?: LastMatch;
}

/** Whom matchers have found. */
export interface Found {
  state: 'detected' | 'ambiguous';
  match: Match;
  /** Whether by what the Lucid user has, and not by what is taken for the same. */
  isExact: boolean;
}

/**
 * What one matcher says, where nobody before it has found anybody: the closest
 * candidates count. If that is exactly one catalog user, the Lucid user is
 * detected; if there are several, it is ambiguous, and weaker matchers are not asked.
 *
 * @returns `undefined` when nobody is found
 */
export function decideByMatcher(
  matcher: string,
  candidates: Candidate[],
): Found | undefined {
  if (candidates.length === 0) {
    return undefined;
  }
  const closest = Math.min(...candidates.map(({ distance }) => distance));
  const deciding = candidates
    .filter(({ distance }) => distance === closest)
    .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
  const entityRefs = [
    ...new Set(deciding.map(candidate => candidate.entityRef)),
  ];
  return {
    state: entityRefs.length === 1 ? 'detected' : 'ambiguous',
    isExact: closest === 0,
    match: {
      matcher,
      // Sorted with the refs, so that the same evidence gives the same words.
      value: deciding[0].value,
      entityRefs,
    },
  };
}
