import { Knex } from 'knex';
import {
  Worker,
  databaseSection,
  freePort,
  runOnce,
  withDatabases,
} from 'lucid-benchmark-kit';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { ReadingTaskInput, ReadingTaskResult } from './readingTask';
import { Row, formatRow, formatTitle } from './report';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100000' },
    database: { type: 'string' },
  },
});

const CHANGED_USERS = 50;

async function main(): Promise<void> {
  const users = Number(values.users);
  console.log(
    `${cpus()[0].model}, ${availableParallelism()} cores, ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; ` +
      `${users} users`,
  );
  console.log(formatTitle());
  let missed = 0;
  await withDatabases(values.database, async (name, database) => {
    for await (const row of measure(database, users)) {
      const { text, pass } = formatRow(name, row);
      console.log(text);
      missed += pass ? 0 : 1;
    }
  });
  console.log(
    missed === 0 ? 'No target missed' : `${missed} rows miss targets`,
  );
}

async function* measure(
  config: Knex.Config,
  users: number,
): AsyncGenerator<Row> {
  const database = databaseSection(config, 'reading');
  const [catalogPort, readerPort] = [await freePort(), await freePort()];
  const catalog = new Worker(require.resolve('./catalogTask'));
  const run = (kind: ReadingTaskInput['kind']) =>
    runOnce<ReadingTaskResult>(require.resolve('./readingTask'), {
      database,
      port: readerPort,
      catalogPort,
      kind,
      users,
    });
  try {
    await catalog.run({ database, port: catalogPort, readerPort, users });
    for (const what of ['first reading', 'nothing changed']) {
      const yardstick = await run('plain');
      yield { what, yardstick, ...(await run('read')) };
    }
    yield { what: 'looking only', ...(await run('look')) };
    await catalog.run({ changed: CHANGED_USERS });
    const yardstick = await run('plain');
    yield {
      what: `${CHANGED_USERS} users changed`,
      yardstick,
      ...(await run('read')),
    };
  } finally {
    catalog.stop();
  }
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
