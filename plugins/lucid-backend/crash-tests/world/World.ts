import { Random } from './Random';

/** States that the Lucid account is switched between. */
export const LUCID_STATES = [0, 1, 2] as const;

/** States that the catalog is switched between. */
export const CATALOG_STATES = [0, 1] as const;

/** What Lucid and the catalog say at one time. A store is right when it says one of these. */
export interface World {
  lucid: (typeof LUCID_STATES)[number];
  catalog: (typeof CATALOG_STATES)[number];
}

/** Every world there is, in an order in which each differs from the one before. */
export const WORLDS: readonly World[] = CATALOG_STATES.flatMap(catalog =>
  LUCID_STATES.map(lucid => ({ lucid, catalog })),
);

/**
 * Another world, in which Lucid says something else.
 *
 * @param catalog - whether the catalog may say something else too
 */
export function nextWorld(
  world: World,
  catalog: 'steady' | 'changing',
  random: Random,
): World {
  return random.pick(
    WORLDS.filter(
      other =>
        other.lucid !== world.lucid &&
        (catalog === 'changing' || other.catalog === world.catalog),
    ),
  );
}

/** What a report calls a world. */
export function nameOf({ lucid, catalog }: World): string {
  return `account ${lucid}, catalog ${catalog}`;
}
