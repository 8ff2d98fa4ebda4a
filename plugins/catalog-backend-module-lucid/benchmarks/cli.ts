import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { withDatabases } from 'lucid-benchmark-kit';
import {
  Scale,
  measureApplying,
  measureFewChanges,
  measureLoad,
} from './findings';
import { formatFinding, formatTitle, verdict } from './report';

const PARTS = {
  applying: measureApplying,
  load: measureLoad,
  changes: measureFewChanges,
};

const { values } = parseArgs({
  options: {
    entities: { type: 'string', default: '20000' },
    watch: { type: 'string', default: '125' },
    database: { type: 'string' },
    only: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const scale: Scale = {
    entities: Number(values.entities),
    growth: 5,
    changed: 200,
    // On average the catalog processes everything once in this time.
    watchSeconds: Number(values.watch),
  };
  console.log(
    `${cpus()[0].model}, ${availableParallelism()} cores, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; ` +
      `${scale.entities} entities`,
  );
  console.log(formatTitle());
  let missed = 0;
  await withDatabases(values.database, async (name, database) => {
    for (const [part, measure] of Object.entries(PARTS)) {
      if (values.only && values.only !== part) {
        continue;
      }
      for await (const finding of measure(database, scale)) {
        console.log(formatFinding(name, finding));
        missed += verdict(finding) === 'MISS' ? 1 : 0;
      }
    }
  });
  console.log(missed === 0 ? 'No target missed' : `${missed} targets missed`);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
