import { join } from 'node:path';
import { Knex } from 'knex';
import {
  BackendPlace,
  databaseSection,
  freePort,
  runOnce,
} from 'lucid-benchmark-kit';
import { ApplyTaskInput, ApplyTaskResult } from './applyTask';
import { FewChangesTaskInput, FewChangesTaskResult } from './fewChangesTask';
import { LoadTaskInput, LoadTaskResult } from './loadTask';
import { Finding, seconds } from './report';

/** How much is measured; see docs/benchmarks.md. */
export interface Scale {
  /** Entities that the catalog holds in most of the measurements. */
  entities: number;
  /** Times as many for the measurement that shows that this number does not matter. */
  growth: number;
  /** Changed at once. */
  changed: number;
  /** How long the catalog is watched once it shows everything. */
  watchSeconds: number;
}

const CHANGED_IN_A_COMPANY = 50;
const LARGEST_MUTATION = 1_000;
const LONGEST_STALL_MS = 50;

let corners = 0;

/** Measures what applying costs: a delta, the same in a larger catalog, and full mutations. */
export async function* measureApplying(
  database: Knex.Config,
  { entities, growth, changed }: Scale,
): AsyncGenerator<Finding> {
  const apply = (input: Omit<ApplyTaskInput, keyof BackendPlace>) =>
    run<ApplyTaskResult>('applyTask', database, input);
  const deltas = await apply({ as: 'deltas', entities, changed });
  const full = await apply({ as: 'full', entities, changed });

  yield {
    what: 'mutations of a sync without changes',
    measured: String(deltas.idleMutations),
    value: deltas.idleMutations,
    target: 0,
    unit: '',
  };
  yield {
    what: `apply ${changed} changes at ${entities}, against a full mutation`,
    measured: seconds(deltas.changedMs),
    against: seconds(full.changedMs),
    value: deltas.changedMs / full.changedMs,
    target: 0.6,
    unit: 'x',
  };
  yield {
    what: 'entities in the largest mutation of the first publication',
    measured: String(deltas.first.largest),
    against: String(full.first.largest),
    value: deltas.first.largest,
    target: LARGEST_MUTATION,
    unit: '',
  };
  yield {
    what: 'longest stall of the event loop meanwhile',
    measured: seconds(deltas.first.stallMs),
    against: seconds(full.first.stallMs),
    value: deltas.first.stallMs,
    target: LONGEST_STALL_MS,
    unit: 'ms',
  };
  yield {
    what: `apply the first ${entities}, against one full mutation`,
    measured: seconds(deltas.first.milliseconds),
    against: seconds(full.first.milliseconds),
    value: deltas.first.milliseconds / full.first.milliseconds,
    unit: 'x',
  };

  const many = await apply({
    as: 'deltas',
    entities: entities * growth,
    changed,
  });
  yield {
    what: `apply ${changed} changes at ${
      entities * growth
    }, against ${entities}`,
    measured: seconds(many.changedMs),
    against: seconds(deltas.changedMs),
    value: many.changedMs / deltas.changedMs,
    target: 1.2,
    unit: 'x',
  };
}

/** Measures what our entities cost the catalog, against bare ones with an owner. */
export async function* measureLoad(
  database: Knex.Config,
  { entities, watchSeconds }: Scale,
): AsyncGenerator<Finding> {
  const load = (kind: LoadTaskInput['kind']) =>
    run<LoadTaskResult>('loadTask', database, { kind, entities, watchSeconds });
  const bare = await load('Resource');
  const ours = await load('LicenceUsage');

  const compare = (what: string, measure: keyof LoadTaskResult) => ({
    what,
    measured: seconds(ours[measure]),
    against: seconds(bare[measure]),
    value: ours[measure] / bare[measure],
    unit: 'x',
  });
  yield {
    ...compare(`until ${entities} are visible`, 'visibleMs'),
    target: 1.15,
  };
  yield compare('processor time until then', 'visibleCpuMs');
  yield {
    ...compare('processor time per minute afterwards', 'cpuMsPerMinute'),
    target: 1.15,
  };
  yield {
    what: 'search rows per entity',
    measured: ours.searchRowsPerEntity.toFixed(1),
    against: bare.searchRowsPerEntity.toFixed(1),
    value: ours.searchRowsPerEntity / bare.searchRowsPerEntity,
    unit: 'x',
  };
  yield {
    what: 'relations per entity',
    measured: ours.relationsPerEntity.toFixed(1),
    against: bare.relationsPerEntity.toFixed(1),
    value: ours.relationsPerEntity / bare.relationsPerEntity,
    target: 1,
    unit: 'x',
  };
  yield {
    what: 'relations of the entity that has the most: no hub',
    measured: String(ours.mostRelations),
    against: String(bare.mostRelations),
    value: ours.mostRelations,
    target: 1,
    unit: '',
  };
}

/** Measures how soon the catalog shows a few changes, against a hub of as many. */
export async function* measureFewChanges(
  database: Knex.Config,
  { entities }: Scale,
): AsyncGenerator<Finding> {
  const company = Math.round(entities / 4);
  const change = (what: FewChangesTaskInput['what']) =>
    run<FewChangesTaskResult>('fewChangesTask', database, {
      what,
      entities: company,
      changed: CHANGED_IN_A_COMPANY,
    });
  const ours = await change('LicenceUsage');
  const hub = await change('hub');
  yield {
    what: `until ${CHANGED_IN_A_COMPANY} changes of ${company} are visible, against entities of one group`,
    measured: seconds(ours.visibleMs),
    against: seconds(hub.visibleMs),
    value: ours.visibleMs / hub.visibleMs,
    target: 1,
    unit: 'x',
  };
}

/** Runs a measurement with a catalog of its own, in a process of its own. */
async function run<TResult>(
  task: string,
  database: Knex.Config,
  input: object,
): Promise<TResult> {
  corners += 1;
  const place: BackendPlace = {
    database: databaseSection(database, `bench${corners}`),
    port: await freePort(),
  };
  return runOnce<TResult>(join(__dirname, `${task}.ts`), {
    ...input,
    ...place,
  });
}
