import { runOnce, withDatabases } from 'lucid-benchmark-kit';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { HistoryTaskResult } from './historyTask';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100000' },
    days: { type: 'string', default: '365' },
    churn: { type: 'string', default: '0.02' },
    database: { type: 'string' },
  },
});

/** Most that the database may take, in MB, whatever else it holds. */
const MOST_MB = 500;

/** Longest that a chart, or a page of a list, may take to answer. */
const MOST_MS = 200;

async function main(): Promise<void> {
  const input = {
    users: Number(values.users),
    days: Number(values.days),
    monthlyChurn: Number(values.churn),
  };
  console.log(
    `${cpus()[0].model}, ${availableParallelism()} cores, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; ` +
      `${input.users} users, ${input.days} days, ` +
      `${100 * input.monthlyChurn} % of them leave each month`,
  );
  await withDatabases(values.database, async (name, database) => {
    const result = await runOnce<HistoryTaskResult>(
      require.resolve('./historyTask'),
      { ...input, database },
    );
    const size = megabytes(
      result.sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    const slowest = Math.max(...result.requests.map(({ median }) => median));
    const isGood = size <= MOST_MB && slowest <= MOST_MS;
    printTable([
      ['database', 'changes', 'lived', 'forgetting', 'size (at most)', ''],
      [
        name,
        String(result.changes),
        `${(result.livedMs / 1_000).toFixed(0)} s`,
        `${result.forgettingMs.toFixed(0)} ms, ${JSON.stringify(
          result.forgotten,
        )}`,
        `${size.toFixed(0)} MB (${MOST_MB})`,
        isGood ? 'PASS' : 'MISS',
      ],
    ]);
    printTable([
      ['table with its indexes', 'size'],
      ...result.sizes
        .filter(({ bytes }) => megabytes(bytes) >= 0.1)
        .map(({ table, bytes }) => [
          `\`${table}\``,
          `${megabytes(bytes).toFixed(1)} MB`,
        ]),
    ]);
    printTable([
      ['request', `median (at most ${MOST_MS})`, 'worst', 'answer'],
      ...result.requests.map(({ path, median, worst, bytes }) => [
        `\`${path}\``,
        `${median.toFixed(0)} ms`,
        `${worst.toFixed(0)} ms`,
        `${(bytes / 1_000).toFixed(1)} KB`,
      ]),
    ]);
    process.exitCode = isGood ? process.exitCode : 1;
  });
}

function megabytes(bytes: number): number {
  return bytes / 1e6;
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
