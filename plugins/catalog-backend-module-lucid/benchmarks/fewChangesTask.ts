import { Knex } from 'knex';
import { BackendPlace, runTask } from 'lucid-benchmark-kit';
import { Ownership, bareResource, changedTo, owners } from './company';
import { countOf, countVisible } from './counts';
import { median } from './median';
import { RunningCatalog, startCatalog } from './startCatalog';
import { waitUntil } from './waitUntil';

/** In what company how many change. */
export interface FewChangesTaskInput extends BackendPlace {
  /** `hub`: bare entities that all belong to one group. */
  what: 'LicenceUsage' | 'hub';
  entities: number;
  /** Half of these change, and the other half is new. */
  changed: number;
}

/** How long until the catalog shows a few changes, the middle one of several times. */
export interface FewChangesTaskResult {
  visibleMs: number;
}

const REPETITIONS = 5;

runTask(async (input: FewChangesTaskInput): Promise<FewChangesTaskResult> => {
  const { entities, changed, what } = input;
  const ownership: Ownership = what === 'hub' ? 'hub' : 'own';
  const fullStaff = entities + REPETITIONS * changed;
  const owning = owners(fullStaff, ownership);
  const catalog = await startCatalog({ ...input, processing: true });
  try {
    await catalog.others.applyDeltas(owning);
    await apply(catalog, ownership, numbersFrom(0, entities), 0);
    await waitUntil(
      async () =>
        (await countVisible(catalog.knex)) >= entities + owning.length &&
        (await isStitched(catalog.knex)),
      1_000,
    );

    const times = new Array<number>();
    for (let version = 1; version <= REPETITIONS; version += 1) {
      const old = numbersFrom(version * changed, changed / 2);
      const added = numbersFrom(entities + version * changed, changed / 2);
      const start = performance.now();
      await apply(catalog, ownership, [...old, ...added], version);
      await waitUntil(
        async () =>
          (await countChanged(catalog.knex, version)) >= changed &&
          (await isStitched(catalog.knex)),
        50,
      );
      times.push(performance.now() - start);
    }
    return { visibleMs: median(times) };
  } finally {
    await catalog.stop();
  }
});

async function apply(
  catalog: RunningCatalog,
  ownership: Ownership,
  indexes: number[],
  version: number,
): Promise<void> {
  if (ownership === 'hub') {
    await catalog.others.applyDeltas(
      indexes.map(index => bareResource(index, version, ownership)),
    );
    return;
  }
  for (const index of indexes) {
    catalog.lucid.put(index, version);
  }
  await catalog.tellOfChanges();
}

function numbersFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

/** Both sides of every relation are shown. */
async function isStitched(knex: Knex): Promise<boolean> {
  return (await countOf(knex('stitch_queue'))) === 0;
}

function countChanged(knex: Knex, version: number): Promise<number> {
  return countOf(
    knex('search')
      .whereIn('key', ['spec.department', 'spec.type'])
      .andWhere('value', changedTo(version)),
  );
}
