import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureRow } from './measureRow';
import { formatRow, formatTitle } from './report';
import { withDatabases } from 'lucid-benchmark-kit';

/** The conditions of the targets; see docs/benchmarks.md. */
const CONDITIONS = [
  { latencyMs: 150, connections: 8 },
  { latencyMs: 50, connections: 4 },
  { latencyMs: 0, connections: 8 },
];

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100000' },
    latency: { type: 'string' },
    database: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const users = Number(values.users);
  console.log(
    `${cpus()[0].model}, ${availableParallelism()} cores, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; ` +
      `${users} users`,
  );
  console.log(formatTitle());
  let missed = 0;
  for (const condition of CONDITIONS) {
    if (!values.latency || condition.latencyMs === Number(values.latency)) {
      missed += await measure(users, condition);
    }
  }
  console.log(
    missed === 0 ? 'No target missed' : `${missed} rows miss targets`,
  );
}

/** Measures one condition in new databases, and says how many rows missed a target. */
async function measure(
  users: number,
  condition: (typeof CONDITIONS)[number],
): Promise<number> {
  let missed = 0;
  await withDatabases(values.database, async (name, database) => {
    for await (const row of measureRow({ users, database, ...condition })) {
      const { text, pass } = formatRow(name, condition, row);
      console.log(text);
      missed += pass ? 0 : 1;
    }
  });
  return missed;
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
