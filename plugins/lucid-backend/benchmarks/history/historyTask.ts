import knexFactory, { Knex } from 'knex';
import { runTask } from 'lucid-benchmark-kit';
import { ConfigurationProblems } from '../../src/config/ConfigurationProblems';
import { readHistoryConfig } from '../../src/config/readHistoryConfig';
import { PriceList } from '../../src/costs/PriceList';
import { HistoryRetention } from '../../src/store/history/HistoryRetention';
import { addDays, monthOf } from '../../src/time/calendar';
import { LivedThrough } from './LivedThrough';
import { tableSizes } from './databaseSize';
import { createHistoryPortal } from './historyPortal';
import { TimedRequest, timeRequests } from './timeRequests';

/** How large the account is, and for how long it lives, in which database. */
export interface HistoryTaskInput {
  database: Knex.Config;
  users: number;
  days: number;
  monthlyChurn: number;
}

/** What has become of the database, and what asking it costs. */
export interface HistoryTaskResult {
  changes: number;
  livedMs: number;
  /** Deleting what is too old. */
  forgettingMs: number;
  forgotten: object;
  sizes: { table: string; bytes: number }[];
  requests: TimedRequest[];
}

const FIRST_DAY = '2025-01-01';

runTask(async (input: HistoryTaskInput): Promise<HistoryTaskResult> => {
  const knex = knexFactory(input.database);
  try {
    await knex.migrate.latest({ directory: `${__dirname}/../../migrations` });
    return await measure(knex, input);
  } finally {
    await knex.destroy();
  }
});

async function measure(
  knex: Knex,
  input: HistoryTaskInput,
): Promise<HistoryTaskResult> {
  let day = FIRST_DAY;
  const today = () => day;
  const priceChange = addDays(FIRST_DAY, Math.floor(input.days / 2));
  const chart = {
    licence: 'Lucidchart',
    seats: input.users,
  };
  const prices = new PriceList([
    {
      ...chart,
      price: { amount: '9.95', currency: 'EUR', per: 'month' },
      to: addDays(priceChange, -1),
    },
    {
      ...chart,
      price: { amount: '10.95', currency: 'EUR', per: 'month' },
      from: priceChange,
    },
    {
      licence: 'Lucidspark',
      price: { amount: '99', currency: 'USD', per: 'year' },
    },
  ]);
  const portal = createHistoryPortal({ knex, prices, today });
  const lived = new LivedThrough({ knex, ...input });
  const livedMs = await timed(async () => {
    await lived.readCatalog();
    for (let index = 0; index < input.days; index += 1) {
      day = addDays(FIRST_DAY, index);
      await lived.liveADay(day);
      if (!(await portal.record())) {
        throw new Error(`The totals of ${day} were not recorded`);
      }
    }
  });

  let forgotten: object = {};
  const forgettingMs = await timed(async () => {
    forgotten = await new HistoryRetention({
      knex,
      keep: readHistoryConfig(undefined, new ConfigurationProblems()),
    }).run({
      signal: new AbortController().signal,
      now: new Date(`${day}T23:59:59Z`),
    });
  });

  const server = portal.listen();
  try {
    const [{ changes }] = await knex('usage_changes').count({ changes: '*' });
    const { items } = await portal.activities.list({});
    return {
      changes: Number(changes),
      livedMs,
      forgettingMs,
      forgotten,
      sizes: await tableSizes(knex),
      requests: await timeRequests(
        server,
        pathsOf(FIRST_DAY, day, items[0]?.syncId ?? ''),
      ),
    };
  } finally {
    server.close();
  }
}

/** What every chart and every list of history asks for. */
function pathsOf(from: string, to: string, sync: string): string[] {
  const span = `from=${from}&to=${to}`;
  const middle = addDays(from, 30);
  return [
    ...['state', 'licence', 'access', 'department', 'seats'].map(
      key => `/history?by=${key}&${span}`,
    ),
    ...['total', 'licence', 'state'].flatMap(key =>
      ['month', 'day'].map(
        interval => `/costs/history?by=${key}&interval=${interval}&${span}`,
      ),
    ),
    `/reports/${monthOf(from)}`,
    `/reports/${monthOf(to)}`,
    '/activity',
    '/activity?limit=200',
    '/activity?type=licence-lost&type=departed',
    `/activity?from=${middle}&to=${middle}`,
    `/activity?sync=${sync}`,
    '/activity?q=given77',
    '/activity?q=family5@example',
  ];
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
