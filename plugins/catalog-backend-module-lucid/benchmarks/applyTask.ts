import { setTimeout as sleep } from 'node:timers/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { BackendPlace, runTask } from 'lucid-benchmark-kit';
import { toLicenceUsageEntity } from '../src/entity/toLicenceUsageEntity';
import { usageOf } from './company';
import { RecordedMutation } from './RecordedProvider';
import { RunningCatalog, startCatalog } from './startCatalog';
import { waitUntil } from './waitUntil';

/** How many entities are applied, and how. */
export interface ApplyTaskInput extends BackendPlace {
  entities: number;
  /** Changed each time once all are there. */
  changed: number;
  /** As the module does it, or everything in one full mutation. */
  as: 'deltas' | 'full';
}

/** What applying cost; milliseconds within `applyMutation` alone. */
export interface ApplyTaskResult {
  first: { milliseconds: number; largest: number; stallMs: number };
  /** The shortest of several times, as whatever else runs only ever adds to it. */
  changedMs: number;
  /** How many mutations a run without changes applied. */
  idleMutations: number;
}

const REPETITIONS = 9;
const TURN_MS = 20;

runTask(async (input: ApplyTaskInput): Promise<ApplyTaskResult> => {
  const catalog = await startCatalog({ ...input, processing: false });
  try {
    return await (input.as === 'deltas'
      ? measureDeltas(catalog, input)
      : measureFull(catalog, input));
  } finally {
    await catalog.stop();
  }
});

async function measureDeltas(
  catalog: RunningCatalog,
  { entities, changed }: ApplyTaskInput,
): Promise<ApplyTaskResult> {
  const publish = async (count: number): Promise<RecordedMutation[]> => {
    const mutations = new Array<RecordedMutation>();
    await catalog.tellOfChanges();
    await waitUntil(() => {
      mutations.push(...catalog.licenceUsages.takeMutations());
      return sumOf(mutations, 'entities') >= count;
    }, 10);
    return mutations;
  };

  for (let index = 0; index < entities; index += 1) {
    catalog.lucid.put(index, 0);
  }
  const { result: first, stallMs } = await watchingForStalls(() =>
    publish(entities),
  );

  const times = new Array<number>();
  for (let version = 1; version <= REPETITIONS; version += 1) {
    for (const index of spread(changed, entities, version)) {
      catalog.lucid.put(index, version);
    }
    times.push(sumOf(await publish(changed), 'milliseconds'));
  }

  await catalog.tellOfChanges();
  await sleep(2_000);
  return {
    first: {
      milliseconds: sumOf(first, 'milliseconds'),
      largest: Math.max(...first.map(mutation => mutation.entities)),
      stallMs,
    },
    changedMs: Math.min(...times),
    idleMutations: catalog.licenceUsages.takeMutations().length,
  };
}

async function measureFull(
  catalog: RunningCatalog,
  { entities, changed }: ApplyTaskInput,
): Promise<ApplyTaskResult> {
  const versions = new Array<number>(entities).fill(0);
  const applyAll = async () => {
    const all = versions.map((version, index) => entityOf(index, version));
    const start = performance.now();
    await catalog.others.applyFull(all);
    return performance.now() - start;
  };
  const { result: milliseconds, stallMs } = await watchingForStalls(applyAll);

  const times = new Array<number>();
  for (let version = 1; version <= REPETITIONS; version += 1) {
    for (const index of spread(changed, entities, version)) {
      versions[index] = version;
    }
    times.push(await applyAll());
  }
  return {
    first: { milliseconds, largest: entities, stallMs },
    changedMs: Math.min(...times),
    idleMutations: 0,
  };
}

function entityOf(index: number, version: number) {
  return toLicenceUsageEntity(
    { ...usageOf(index, version), state: 'detected' },
    `default.lucid-${index}`,
  );
}

/** So many of all, with the same distance between any two of them. */
function spread(count: number, all: number, offset: number): number[] {
  const distance = Math.floor(all / count);
  return Array.from(
    { length: count },
    (_, i) => i * distance + (offset % distance),
  );
}

async function watchingForStalls<T>(
  work: () => Promise<T>,
): Promise<{ result: T; stallMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await sleep(TURN_MS);
  const result = await work();
  // On SQLite there may not have been a single turn of the event loop: without
  // one more, the stall that has just ended would not be seen.
  await sleep(TURN_MS);
  delay.disable();
  return { result, stallMs: delay.max / 1e6 };
}

function sumOf(
  mutations: RecordedMutation[],
  what: 'entities' | 'milliseconds',
): number {
  return mutations.reduce((sum, mutation) => sum + mutation[what], 0);
}
