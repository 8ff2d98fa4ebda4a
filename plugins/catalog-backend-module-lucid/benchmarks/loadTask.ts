import { setTimeout as sleep } from 'node:timers/promises';
import { BackendPlace, runTask } from 'lucid-benchmark-kit';
import { bareResource } from './company';
import { countMostRelations, countOf, countVisible } from './counts';
import { startCatalog } from './startCatalog';
import { waitUntil } from './waitUntil';

/** What the catalog is to hold. */
export interface LoadTaskInput extends BackendPlace {
  kind: 'LicenceUsage' | 'Resource';
  entities: number;
  /** How long the catalog is watched once it shows them all. */
  watchSeconds: number;
}

/** What the entities cost the catalog; processor time is that of this process alone. */
export interface LoadTaskResult {
  visibleMs: number;
  /** Processor time until all are visible. */
  visibleCpuMs: number;
  /** Processor time in one minute from then on. */
  cpuMsPerMinute: number;
  searchRowsPerEntity: number;
  relationsPerEntity: number;
  /** Of the entity that has the most of them. */
  mostRelations: number;
}

runTask(async (input: LoadTaskInput): Promise<LoadTaskResult> => {
  const catalog = await startCatalog({ ...input, processing: true });
  try {
    const idle = process.cpuUsage();
    const start = performance.now();
    if (input.kind === 'LicenceUsage') {
      for (let index = 0; index < input.entities; index += 1) {
        catalog.lucid.put(index, 0);
      }
      await catalog.tellOfChanges();
    } else {
      await catalog.others.applyDeltas(
        Array.from({ length: input.entities }, (_, index) =>
          bareResource(index, 0, 'own'),
        ),
      );
    }
    await waitUntil(
      async () =>
        (await countVisible(catalog.knex, input.kind)) >= input.entities,
      500,
    );
    const visibleMs = performance.now() - start;
    const visibleCpuMs = milliseconds(process.cpuUsage(idle));

    const before = process.cpuUsage();
    await sleep(input.watchSeconds * 1_000);
    const used = milliseconds(process.cpuUsage(before));
    return {
      visibleMs,
      visibleCpuMs,
      cpuMsPerMinute: (used / input.watchSeconds) * 60,
      searchRowsPerEntity:
        (await countOf(catalog.knex('search'))) / input.entities,
      relationsPerEntity:
        (await countOf(catalog.knex('relations'))) / input.entities,
      mostRelations: await countMostRelations(catalog.knex),
    };
  } finally {
    await catalog.stop();
  }
});

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}
