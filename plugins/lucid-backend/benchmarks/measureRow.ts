import { Knex } from 'knex';
import { SyncTaskResult } from './syncTask';
import { YardstickInput, YardstickResult } from './yardstick';
import { Worker, runOnce } from 'lucid-benchmark-kit';

/** What is synced: into an empty store, then the same again, then with 1 % changed. */
export const SYNC_KINDS = ['empty', 'unchanged', '1 % changed'] as const;

/** One kind of sync. */
export type SyncKind = (typeof SYNC_KINDS)[number];

/** One sync beside the yardstick of the same moment. */
export interface Row {
  kind: SyncKind;
  yardstick: YardstickResult;
  sync: SyncTaskResult;
}

/** A yardstick that takes a second or two is run several times: one such run says little. */
const YARDSTICK_MS = 5_000;

/**
 * Measures syncs of one condition, in their order, in one database, each next to
 * runs of the yardstick of its own, because the speed of a machine drifts.
 */
export async function* measureRow(options: {
  kinds: readonly SyncKind[];
  users: number;
  latencyMs: number;
  connections: number;
  database: Knex.Config;
}): AsyncGenerator<Row> {
  const { kinds, users, latencyMs, connections, database } = options;
  const server = new Worker(require.resolve('./pageServer'));
  try {
    const { port } = await server.run<{ port: number }>({ users, latencyMs });
    const origin = `http://127.0.0.1:${port}`;
    for (const kind of kinds) {
      const yardstick = await medianYardstick({ origin, users, connections });
      const sync = await runOnce<SyncTaskResult>(
        require.resolve('./syncTask'),
        {
          database,
          origin,
          connections,
          state: kind === '1 % changed' ? 'one-percent-changed' : 'first',
          catalogUsers: kind === 'empty' ? users : 0,
        },
      );
      yield { kind, yardstick, sync };
    }
  } finally {
    server.stop();
  }
}

async function medianYardstick(
  input: YardstickInput,
): Promise<YardstickResult> {
  const results: YardstickResult[] = [];
  let milliseconds = 0;
  // An odd number, so that one of them is in the middle.
  while (milliseconds < YARDSTICK_MS || results.length % 2 === 0) {
    const result = await runOnce<YardstickResult>(
      require.resolve('./yardstick'),
      input,
    );
    results.push(result);
    milliseconds += result.milliseconds;
  }
  results.sort((a, b) => a.milliseconds - b.milliseconds);
  return results[(results.length - 1) / 2];
}
