import { Sync } from 'backstage-plugin-lucid-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { LucidApi } from '../backend/LucidApi';

/** Longest that a sync of a crash test may take. */
const ENDS_WITHIN_MS = 60_000;

/** @throws Error when the sync takes too long */
export async function untilEnded(api: LucidApi, sync: Sync): Promise<Sync> {
  const deadline = performance.now() + ENDS_WITHIN_MS;
  let now = sync;
  while (now.state === 'running') {
    if (performance.now() > deadline) {
      throw new Error(`The sync ${sync.id} does not end`);
    }
    await sleep(25);
    now = await api.sync(sync.id);
  }
  return now;
}

/**
 * Starts a sync and waits for its success.
 *
 * @throws Error when it does not succeed
 */
export async function syncToItsEnd(api: LucidApi): Promise<Sync> {
  const { sync } = await api.startSync();
  const ended = await untilEnded(api, sync);
  if (ended.state !== 'succeeded') {
    throw new Error(
      `A sync that nobody disturbed has ${ended.state}: ${ended.error?.message}`,
    );
  }
  return ended;
}
