import { Knex } from 'knex';
import { Worker, runOnce, withDatabases } from 'lucid-benchmark-kit';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { ExportTaskResult } from './exportTask';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '10000,100000' },
    database: { type: 'string' },
  },
});

const CONNECTIONS = 8;

/** Longest that a list may take, in seconds. */
const MOST_SECONDS = 10;

/** Longest that the event loop may stand still. */
const MOST_STALL_MS = 50;

/** Most that may be held in memory, however long the list is. */
const MOST_LIVE_MB = 20;

const LISTS = [
  '/users.csv',
  '/users.csv?sort=-email',
  '/users.csv?state=undetected',
  '/catalog-users.csv',
];

async function main(): Promise<void> {
  console.log(
    `${cpus()[0].model}, ${availableParallelism()} cores, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
  );
  printRow([
    'database',
    'users',
    'list',
    'rows',
    'size',
    'first byte',
    `took (${MOST_SECONDS} s)`,
    `stall (${MOST_STALL_MS} ms)`,
    `held (${MOST_LIVE_MB} MB)`,
    'memory',
    '',
  ]);
  printRow(Array.from({ length: 11 }, () => '---'));
  for (const users of values.users.split(',').map(Number)) {
    await withDatabases(values.database, async (name, database) => {
      await fill(database, users);
      for (const path of LISTS) {
        const result = await runOnce<ExportTaskResult>(
          require.resolve('./exportTask'),
          { database, path },
        );
        report([name, users.toLocaleString('en-US'), `\`${path}\``], result);
      }
    });
  }
}

/** An account of which the catalog knows every other user. */
async function fill(database: Knex.Config, users: number): Promise<void> {
  const server = new Worker(require.resolve('../pageServer'));
  try {
    const { port } = await server.run<{ port: number }>({
      users,
      latencyMs: 0,
    });
    await runOnce(require.resolve('../syncTask'), {
      database,
      origin: `http://127.0.0.1:${port}`,
      connections: CONNECTIONS,
      state: 'first',
      catalogUsers: users / 2,
    });
  } finally {
    server.stop();
  }
}

function report(conditions: string[], result: ExportTaskResult): void {
  const seconds = result.milliseconds / 1_000;
  const misses = [
    ...(seconds > MOST_SECONDS ? ['time'] : []),
    ...(result.stallMs > MOST_STALL_MS ? ['stall'] : []),
    ...(result.liveMb > MOST_LIVE_MB ? ['memory'] : []),
  ];
  printRow([
    ...conditions,
    result.rows.toLocaleString('en-US'),
    `${(result.bytes / 1e6).toFixed(1)} MB`,
    `${result.firstMs.toFixed(0)} ms`,
    `${seconds.toFixed(1)} s`,
    `${result.stallMs.toFixed(0)} ms`,
    `${result.liveMb.toFixed(0)} MB`,
    `${result.memoryMb.toFixed(0)} MB`,
    misses.length === 0 ? 'PASS' : `MISS (${misses.join(', ')})`,
  ]);
  if (misses.length > 0) {
    process.exitCode = 1;
  }
}

function printRow(cells: string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
