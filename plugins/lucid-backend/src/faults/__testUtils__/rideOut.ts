import { setTimeout as sleep } from 'node:timers/promises';
import { Sync } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { FaultyPortal } from './FaultyPortal';

/** How many statements of a sync there are. */
export async function countStatements(
  knex: Knex,
  run: () => Promise<unknown>,
): Promise<number> {
  let statements = 0;
  const count = () => {
    statements += 1;
  };
  knex.on('query', count);
  await run();
  knex.removeListener('query', count);
  return statements;
}

/** What was to be seen of a sync during which the database failed. */
export interface RodeOut {
  /** The newest sync that has ended. */
  last?: Sync;
  /** What the scheduler was told; nothing, where the sync succeeded. */
  thrown?: string;
}

/**
 * Runs a sync, lets something happen with its nth statement, and puts it right
 * a moment later, as long as the sync has not ended.
 */
export async function rideOut(options: {
  knex: Knex;
  portal: FaultyPortal;
  nth: number;
  strike: () => unknown;
  mend: () => unknown;
  /** Milliseconds until it is mended. */
  after: number;
}): Promise<RodeOut> {
  const { knex, portal, nth, strike, mend, after } = options;
  let statements = 0;
  let struck: Promise<unknown> | undefined;
  const count = () => {
    statements += 1;
    if (statements === nth) {
      struck = Promise.resolve(strike())
        .then(() => sleep(after))
        .then(mend);
    }
  };
  knex.on('query', count);
  const thrown = await portal.harness.service
    .runScheduled('default', new AbortController().signal)
    .then(
      () => undefined,
      error => String(error.stack),
    );
  knex.removeListener('query', count);
  await struck;
  const { lastSync, runningSync } = await portal.readStatus();
  expect(runningSync).toBeUndefined();
  return { last: lastSync, thrown };
}
