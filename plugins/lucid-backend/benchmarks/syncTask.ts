import knexFactory, { Knex } from 'knex';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { defaultMatching } from '../src/config/readMatchingConfig';
import { Matching } from '../src/reconciliation/Matching';
import { UndiciLucidScimClient } from '../src/scim/UndiciLucidScimClient';
import { AccountStore } from '../src/store/AccountStore';
import { CatalogReadingStore } from '../src/store/CatalogReadingStore';
import { SnapshotStore } from '../src/store/SnapshotStore';
import { SyncStore } from '../src/store/SyncStore';
import { enlargeCache } from '../src/store/migrate';
import { SyncRunner } from '../src/sync/SyncRunner';
import { SyncService } from '../src/sync/SyncService';
import { PeakMemory } from './PeakMemory';
import { AccountState, emailOf } from './account';
import { silentLogger } from './silentLogger';
import { runTask } from 'lucid-benchmark-kit';

/** Which sync is measured, into which database. */
export interface SyncTaskInput {
  database: Knex.Config;
  origin: string;
  state: AccountState;
  connections: number;
  /** Users to put into the catalog first; none where they are there already. */
  catalogUsers?: number;
}

/** What one sync cost. */
export interface SyncTaskResult {
  milliseconds: number;
  timings: object;
  counts: object;
  /** Longest time that the event loop stood still. */
  stallMs: number;
  /** Resident memory at its highest, above what it was before the sync. */
  memoryMb: number;
}

const CATALOG_PAGE = 1_000;

const matching = new Matching({
  config: defaultMatching(),
  isOnlyAccount: true,
  modules: [],
});

runTask(async (input: SyncTaskInput): Promise<SyncTaskResult> => {
  const knex = knexFactory(input.database);
  try {
    await knex.migrate.latest({ directory: `${__dirname}/../migrations` });
    await enlargeCache(knex);
    const readings = new CatalogReadingStore({ knex });
    if (input.catalogUsers) {
      await fillCatalog(readings, input.catalogUsers);
    }
    return await measureSync(knex, input);
  } finally {
    await knex.destroy();
  }
});

async function fillCatalog(readings: CatalogReadingStore, users: number) {
  const reading = await readings.begin();
  for (let from = 0; from < users; from += CATALOG_PAGE) {
    await readings.addUsers(
      reading,
      Array.from({ length: Math.min(CATALOG_PAGE, users - from) }, (_, i) => ({
        entityRef: `user:default/person-${from + i}`,
        displayName: `Person ${from + i}`,
        email: emailOf(from + i),
        keys: [{ target: 'email' as const, value: emailOf(from + i) }],
      })),
    );
  }
  await readings.complete({ id: reading, users, rules: matching.version });
}

async function measureSync(
  knex: Knex,
  { origin, state, connections }: SyncTaskInput,
): Promise<SyncTaskResult> {
  const config = {
    id: 'default',
    token: 'benchmark',
    baseUrl: `${origin}/${state}`,
    apiBaseUrl: origin,
    schedule: { frequency: { hours: 1 }, timeout: { hours: 1 } },
    pageSize: 100,
    concurrency: connections,
    requestTimeout: 30_000,
    removalLimit: 0.1,
    rejectLimit: 0.05,
  };
  const logger = silentLogger();
  const client = new UndiciLucidScimClient({ config, logger });
  const syncs = new SyncStore({ knex });
  const service = new SyncService({
    accounts: [
      {
        config,
        runner: new SyncRunner({
          client,
          config,
          snapshots: new SnapshotStore({ knex, matching }),
          syncs,
          readCatalog: async () => {},
          logger,
        }),
      },
    ],
    syncs,
    accountStore: new AccountStore({ knex }),
    publish: async () => {},
    logger,
  });

  const memory = new PeakMemory();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  await service.runScheduled('default', new AbortController().signal);
  const milliseconds = performance.now() - start;
  delay.disable();
  const memoryMb = memory.stop();

  const sync = await syncs.last('default');
  if (sync?.state !== 'succeeded') {
    throw new Error(`The sync did not succeed: ${JSON.stringify(sync)}`);
  }
  await client.close();
  return {
    milliseconds,
    timings: sync.timings,
    counts: sync.counts ?? {},
    stallMs: delay.max / 1e6,
    memoryMb,
  };
}
