import { NearestCatalogUser } from 'backstage-plugin-lucid-common';

/** A catalog user who is alike, and whether more than one thing says so. */
export interface Resemblance {
  nearest: NearestCatalogUser;
  isTwofold: boolean;
}

const LIKELIEST_FIRST: NearestCatalogUser['likeness'][] = [
  'former-match',
  'same-local-part',
  'same-name',
  'similar-name',
  'similar-local-part',
];

/**
 * The likeliest catalog users first. Of those who are equally alike, who is so in
 * name and address both comes first, then who has no licence yet.
 */
export function rankNearest(
  found: Resemblance[],
  most: number,
): NearestCatalogUser[] {
  return found
    .map(resemblance => ({ resemblance, order: orderOf(resemblance) }))
    .sort((a, b) => compare(a.order, b.order))
    .slice(0, most)
    .map(({ resemblance }) => resemblance.nearest);
}

type Order = (number | string)[];

function orderOf({ nearest, isTwofold }: Resemblance): Order {
  return [
    LIKELIEST_FIRST.indexOf(nearest.likeness),
    nearest.distance,
    isTwofold ? 0 : 1,
    nearest.licensed ? 1 : 0,
    nearest.displayName,
    nearest.entityRef,
  ];
}

/** By the first part in which two differ; the parts of both are of the same types. */
function compare(a: Order, b: Order): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  if (at < 0) {
    return 0;
  }
  return a[at] < b[at] ? -1 : 1;
}
