import { setTimeout as sleep } from 'node:timers/promises';

const HOUR_MS = 3_600_000;

/** Asks again and again until it is so, and says how long it took, in milliseconds. */
export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  everyMs: number,
): Promise<number> {
  const start = performance.now();
  while (!(await isSo())) {
    const waited = performance.now() - start;
    if (waited > HOUR_MS) {
      throw new Error('What was waited for did not come within an hour');
    }
    await sleep(everyMs);
  }
  return performance.now() - start;
}
