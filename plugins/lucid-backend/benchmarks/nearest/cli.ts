import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { runOnce, withDatabases } from 'lucid-benchmark-kit';
import { NearestTaskResult } from './nearestTask';

const { values } = parseArgs({
  options: {
    catalog: { type: 'string', default: '100000' },
    undetected: { type: 'string', default: '10000' },
    database: { type: 'string' },
  },
});

/** Longest that looking for all of them may take, in seconds. */
const MOST_SECONDS = 10;

/** Longest that the event loop may stand still. */
const MOST_STALL_MS = 50;

async function main(): Promise<void> {
  const catalogUsers = Number(values.catalog);
  const undetected = Number(values.undetected);
  console.log(
    `${cpus()[0].model}, ${availableParallelism()} cores, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; ` +
      `${undetected} undetected, ${catalogUsers} catalog users`,
  );
  await withDatabases(values.database, async (name, database) => {
    const result = await runOnce<NearestTaskResult>(
      require.resolve('./nearestTask'),
      { database, catalogUsers, undetected },
    );
    const seconds = result.milliseconds / 1_000;
    const isGood = seconds <= MOST_SECONDS && result.stallMs <= MOST_STALL_MS;
    printTable([
      [
        'database',
        'catalog',
        'all (at most)',
        'processor',
        'stall (at most)',
        'page of 25',
        '',
      ],
      [
        name,
        `${(result.readingMs / 1_000).toFixed(1)} s`,
        `${seconds.toFixed(1)} s (${MOST_SECONDS})`,
        `${(result.processorMs / 1_000).toFixed(1)} s`,
        `${result.stallMs.toFixed(0)} ms (${MOST_STALL_MS})`,
        `${result.pageMs.toFixed(0)} ms`,
        isGood ? 'PASS' : 'MISS',
      ],
    ]);
    printTable([
      ['Lucid user', 'users', 'anybody', 'right one', 'right one first'],
      ...result.found.map(found => [
        found.difference,
        String(found.users),
        share(found.anybody, found.users),
        share(found.right, found.users),
        share(found.likeliest, found.users),
      ]),
    ]);
    process.exitCode = isGood ? process.exitCode : 1;
  });
}

function share(some: number, all: number): string {
  return all === 0 ? '' : `${((100 * some) / all).toFixed(1)} %`;
}

function printTable([title, ...rows]: string[][]): void {
  console.log();
  for (const row of [title, title.map(() => '---'), ...rows]) {
    console.log(`| ${row.join(' | ')} |`);
  }
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
