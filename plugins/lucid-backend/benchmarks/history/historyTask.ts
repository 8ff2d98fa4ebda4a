import express from 'express';
import PromiseRouter from 'express-promise-router';
import knexFactory, { Knex } from 'knex';
import { runTask } from 'lucid-benchmark-kit';
import { addActivityRoutes } from '../../src/api/activityRoutes';
import { addHistoryRoutes } from '../../src/api/historyRoutes';
import { ConfigurationProblems } from '../../src/config/ConfigurationProblems';
import { readHistoryConfig } from '../../src/config/readHistoryConfig';
import { PriceList } from '../../src/costs/PriceList';
import { CohortCensus } from '../../src/store/costs/CohortCensus';
import { HistoryRetention } from '../../src/store/history/HistoryRetention';
import { createHistoryReaders } from '../../src/store/history/createHistoryReaders';
import { SeatReader } from '../../src/store/seats/SeatReader';
import { addDays } from '../../src/time/calendar';
import { createTotals } from '../../src/totals/createTotals';
import { silentLogger } from '../silentLogger';
import { LivedThrough } from './LivedThrough';
import { tableSizes } from './databaseSize';
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
  const seats = new SeatReader({
    knex,
    cohorts: new CohortCensus({ knex }),
    prices,
    today,
  });
  const { recorder, ...totals } = createTotals({
    knex,
    accounts: ['default'],
    prices,
    readPools: () => seats.pools(),
    today,
    logger: silentLogger(),
  });

  const lived = new LivedThrough({ knex, ...input });
  const livedMs = await timed(async () => {
    await lived.readCatalog();
    for (let index = 0; index < input.days; index += 1) {
      day = addDays(FIRST_DAY, index);
      await lived.liveADay(day);
      if (!(await recorder.recordChanged('default'))) {
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

  const router = PromiseRouter();
  addHistoryRoutes(router, { ...totals, today });
  const readers = createHistoryReaders({ knex });
  addActivityRoutes(router, readers);
  const server = express().use(router).listen(0, '127.0.0.1');
  try {
    const [{ changes }] = await knex('usage_changes').count({ changes: '*' });
    const { items } = await readers.activities.list({});
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
