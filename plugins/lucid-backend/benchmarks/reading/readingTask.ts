import { BackendPlace, runTask } from 'lucid-benchmark-kit';
import { defaultMatching } from '../../src/config/readMatchingConfig';
import { Matching } from '../../src/reconciliation/Matching';
import { CATALOG_GROUP_FIELD } from '../../src/reconciliation/readCatalogGroup';
import { CATALOG_FIELDS } from '../../src/reconciliation/readCatalogUser';
import { SnapshotStore } from '../../src/store/SnapshotStore';
import { createReconciliation } from '../../src/sync/createReconciliation';
import { silentLogger } from '../silentLogger';
import { CountedReadings } from './CountedReadings';
import { Cost, measured } from './measured';
import { Portal, startPortal } from './startPortal';

/** Which reading of the catalog is measured, and how many users it has. */
export interface ReadingTaskInput extends BackendPlace {
  /**
   * `plain` pages through it and keeps nothing, `look` is what the task does each
   * time that it finds nothing to do, `read` is a reading in any case.
   */
  kind: 'plain' | 'look' | 'read';
  catalogPort: number;
  users: number;
}

/** What it cost: of looking, the median. */
export interface ReadingTaskResult extends Cost {
  rowsWritten: number;
}

const PAGE_SIZE = 1_000;
const LOOKS = 41;

const matching = new Matching({
  config: defaultMatching(),
  isOnlyAccount: true,
  modules: [],
});

runTask(async (input: ReadingTaskInput): Promise<ReadingTaskResult> => {
  const portal = await startPortal(input);
  try {
    return input.kind === 'plain'
      ? { ...(await pagePlainly(portal)), rowsWritten: 0 }
      : await readAsThePlugin(portal, input);
  } finally {
    await portal.stop();
  }
});

async function pagePlainly({ auth, catalog }: Portal): Promise<Cost> {
  const fields = [...CATALOG_FIELDS, CATALOG_GROUP_FIELD, ...matching.fields];
  return measured(async () => {
    for (const kind of ['User', 'Group']) {
      let cursor: string | undefined;
      do {
        const { pageInfo } = await catalog.queryEntities(
          { filter: { kind }, fields, limit: PAGE_SIZE, cursor },
          { credentials: await auth.getOwnServiceCredentials() },
        );
        cursor = pageInfo.nextCursor;
      } while (cursor);
    }
  });
}

async function readAsThePlugin(
  portal: Portal,
  { kind, users }: ReadingTaskInput,
): Promise<ReadingTaskResult> {
  const { knex } = portal;
  const readings = new CountedReadings({ knex });
  const { service, readCatalog } = createReconciliation({
    ...portal,
    config: { accounts: [], matching: defaultMatching() },
    matching,
    snapshots: new SnapshotStore({ knex, matching }),
    readings,
    publish: async () => {},
    logger: silentLogger(),
  });
  const { signal } = new AbortController();
  const costs: Cost[] = [];
  for (let time = 0; time < (kind === 'look' ? LOOKS : 1); time += 1) {
    const cost = await measured(() =>
      kind === 'look'
        ? service.runScheduled({ signal })
        : readCatalog({ signal, always: true }),
    );
    costs.push(cost);
  }
  const failure = await readings.failure();
  const known = await readings.current();
  if (failure || known?.users !== users) {
    throw new Error(
      `Read ${known?.users} of ${users} users: ${failure?.reason}`,
    );
  }
  costs.sort((a, b) => a.milliseconds - b.milliseconds);
  return {
    ...costs[Math.floor(costs.length / 2)],
    rowsWritten: readings.rowsWritten,
  };
}
