import knexFactory, { Knex } from 'knex';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { runTask } from 'lucid-benchmark-kit';
import { CatalogReadingStore } from '../../src/store/CatalogReadingStore';
import { NearestUsers } from '../../src/store/NearestUsers';
import { DIFFERENCES, Difference, inventPeople } from './people';

/** How much is compared, in which database. */
export interface NearestTaskInput {
  database: Knex.Config;
  catalogUsers: number;
  undetected: number;
}

/** How many of the Lucid users of one kind were found. */
export interface Found {
  difference: Difference;
  users: number;
  /** For whom anybody was found at all. */
  anybody: number;
  /** For whom the right one was found, and as the likeliest. */
  right: number;
  likeliest: number;
}

/** What it cost, and what came of it. */
export interface NearestTaskResult {
  /** Writing the users of a reading of the catalog, index included. */
  readingMs: number;
  milliseconds: number;
  /** Of this process, in which SQLite runs as well. */
  processorMs: number;
  stallMs: number;
  /** One page of 25, the median. */
  pageMs: number;
  found: Found[];
}

const CATALOG_PAGE = 1_000;
const LIST_PAGE = 25;
const PAGES = 41;
const MOST = 5;

runTask(async (input: NearestTaskInput): Promise<NearestTaskResult> => {
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
  { catalogUsers, undetected: wanted }: NearestTaskInput,
): Promise<NearestTaskResult> {
  const { catalog, undetected } = inventPeople({
    catalogUsers,
    undetected: wanted,
    seed: 1,
  });
  const readings = new CatalogReadingStore({ knex });
  const readingId = await readings.begin();
  const readingMs = await timed(async () => {
    for (let from = 0; from < catalog.length; from += CATALOG_PAGE) {
      const page = catalog.slice(from, from + CATALOG_PAGE);
      await readings.addUsers(
        readingId,
        page.map(user => ({
          ...user,
          keys: [{ target: 'email', value: user.email }],
        })),
      );
    }
  });

  const nearestUsers = new NearestUsers({ knex });
  const users = undetected.map(({ user }) => user);
  const pages: number[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const shown = users.slice(page * LIST_PAGE, (page + 1) * LIST_PAGE);
    pages.push(
      await timed(() => nearestUsers.nearest(shown, { readingId, most: 1 })),
    );
  }
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const idle = process.cpuUsage();
  const nearest = await nearestUsers.nearest(users, { readingId, most: MOST });
  const { user, system } = process.cpuUsage(idle);
  const milliseconds = performance.now() - start;
  delay.disable();

  return {
    readingMs,
    milliseconds,
    processorMs: (user + system) / 1_000,
    stallMs: delay.max / 1e6,
    pageMs: pages.sort((a, b) => a - b)[Math.floor(PAGES / 2)],
    found: DIFFERENCES.map(difference => {
      const found: Found = {
        difference,
        users: 0,
        anybody: 0,
        right: 0,
        likeliest: 0,
      };
      undetected.forEach((one, index) => {
        if (one.difference === difference) {
          const refs = nearest[index].map(({ entityRef }) => entityRef);
          found.users += 1;
          found.anybody += refs.length > 0 ? 1 : 0;
          found.right += refs.some(ref => ref === one.truth) ? 1 : 0;
          found.likeliest += refs[0] && refs[0] === one.truth ? 1 : 0;
        }
      });
      return found;
    }),
  };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
