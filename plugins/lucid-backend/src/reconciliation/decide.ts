import {
  Match,
  UndetectedReason,
  UsageState,
} from 'backstage-plugin-lucid-common';
import { MATCHERS } from './matchKeys';

/** A catalog user that shares a key with a Lucid user. */
export interface Candidate {
  /** Index of the matcher in `MATCHERS`. */
  rank: number;
  /** The key that is shared. */
  value: string;
  entityRef: string;
}

/** What is known of one Lucid user before the decision. */
export interface Evidence {
  candidates: Candidate[];
  /** Whether the Lucid user has anything but its id to be recognised by. */
  comparable: boolean;
}

/** What reconciliation says of one Lucid user. */
export interface Decision {
  state: Exclude<UsageState, 'departed'>;
  match?: Match;
  undetectedReason?: UndetectedReason;
}

/**
 * Decides who a Lucid user is: the first matcher that finds anybody decides.
 * If it finds exactly one catalog user, the Lucid user is detected; if it finds
 * several, it is ambiguous, and weaker matchers are not asked.
 */
export function decide({ candidates, comparable }: Evidence): Decision {
  if (candidates.length === 0) {
    return {
      state: 'undetected',
      undetectedReason: comparable ? 'no-catalog-user' : 'nothing-to-compare',
    };
  }
  const rank = Math.min(...candidates.map(candidate => candidate.rank));
  const deciding = candidates
    .filter(candidate => candidate.rank === rank)
    .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
  const entityRefs = [
    ...new Set(deciding.map(candidate => candidate.entityRef)),
  ];
  return {
    state: entityRefs.length === 1 ? 'detected' : 'ambiguous',
    match: {
      matcher: MATCHERS[rank],
      // Sorted with the refs, so that the same evidence gives the same words.
      value: deciding[0].value,
      entityRefs,
    },
  };
}
