import { NearestCatalogUser } from 'backstage-plugin-lucid-common';
import { Identity } from './Identity';
import { wordDistance } from './wordDistance';
import { Words } from './words';

/** In what two people are alike, and how far. */
export interface Likeness {
  likeness: Exclude<NearestCatalogUser['likeness'], 'former-match'>;
  /** How many letters differ. */
  distance: number;
  /** Whether names and addresses both are alike. */
  isTwofold: boolean;
}

/** Tells in what a Lucid user and a catalog user are alike, if they are at all. */
export function compareIdentities(
  lucidUser: Identity,
  catalogUser: Identity,
): Likeness | undefined {
  const localParts = leastDistance(
    lucidUser.localParts,
    catalogUser.localParts,
    localPartDistance,
  );
  const names = least(
    leastDistance(lucidUser.names, catalogUser.names, wordDistance),
    // An address often is the only name that one of the two has.
    leastDistance(lucidUser.namesInAddresses, catalogUser.names, wordDistance),
    leastDistance(lucidUser.names, catalogUser.namesInAddresses, wordDistance),
  );
  const isTwofold = localParts !== undefined && names !== undefined;
  if (localParts === 0) {
    return { likeness: 'same-local-part', distance: 0, isTwofold };
  }
  if (names !== undefined) {
    return {
      likeness: names === 0 ? 'same-name' : 'similar-name',
      distance: names,
      isTwofold,
    };
  }
  return localParts === undefined
    ? undefined
    : { likeness: 'similar-local-part', distance: localParts, isTwofold };
}

/**
 * In `jdoe`, the first letter is the initial of a name: who has another one is
 * somebody else.
 */
function localPartDistance(a: Words, b: Words): number | undefined {
  const isShort = a.length === 1 || b.length === 1;
  return isShort && a[0][0] !== b[0][0] ? undefined : wordDistance(a, b);
}

function least(...values: (number | undefined)[]): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function leastDistance(
  some: Words[],
  others: Words[],
  distance: (a: Words, b: Words) => number | undefined,
): number | undefined {
  let found: number | undefined;
  for (const one of some) {
    for (const other of others) {
      const between = distance(one, other);
      if (between !== undefined && (found === undefined || between < found)) {
        found = between;
      }
    }
  }
  return found;
}
