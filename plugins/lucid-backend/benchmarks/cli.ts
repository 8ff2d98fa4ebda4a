import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { withDatabases } from 'lucid-benchmark-kit';
import { Row, SYNC_KINDS, SyncKind, measureRow } from './measureRow';
import { Targets, formatRow, formatTitle, targetsOf } from './report';

interface Condition {
  users: number;
  latencyMs: number;
  connections: number;
}

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100000' },
    latency: { type: 'string' },
    database: { type: 'string' },
    // Ten times the users; 0 leaves it out.
    million: { type: 'string', default: '1000000' },
  },
});

const users = Number(values.users);

/** The conditions of the targets; see docs/benchmarks.md. */
const CONDITIONS: Condition[] = [
  { users, latencyMs: 150, connections: 8 },
  { users, latencyMs: 50, connections: 4 },
  { users, latencyMs: 0, connections: 8 },
].filter(
  ({ latencyMs }) => !values.latency || latencyMs === Number(values.latency),
);

/** How much more memory the large account may take than the other one. */
const MEMORY_GROWTH = 1.2;

async function main(): Promise<void> {
  console.log(
    `${cpus()[0].model}, ${availableParallelism()} cores, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  );
  console.log(formatTitle());
  let missed = 0;
  for (const condition of CONDITIONS) {
    const memory = new Map<string, number>();
    missed += await measure(condition, SYNC_KINDS, (name, { kind, sync }) => {
      memory.set(`${name} ${kind}`, sync.memoryMb);
      return targetsOf(condition.latencyMs, kind);
    });
    if (condition.latencyMs === 0 && Number(values.million) > 0) {
      missed += await measure(
        { ...condition, users: Number(values.million) },
        ['empty', 'unchanged'],
        (name, { kind }) => ({
          memoryMb: MEMORY_GROWTH * (memory.get(`${name} ${kind}`) ?? 0),
        }),
      );
    }
  }
  console.log(
    missed === 0 ? 'No target missed' : `${missed} rows miss targets`,
  );
}

/** Measures one condition in new databases, and says how many rows missed a target. */
async function measure(
  condition: Condition,
  kinds: readonly SyncKind[],
  targets: (database: string, row: Row) => Targets,
): Promise<number> {
  let missed = 0;
  await withDatabases(values.database, async (name, database) => {
    const rows = measureRow({ kinds, database, ...condition });
    for await (const row of rows) {
      const { text, pass } = formatRow(
        name,
        condition,
        row,
        targets(name, row),
      );
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
