import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_MS = 20_000;

/** Asks again until what is expected comes true, and fails as it last failed. */
export async function eventually(expectation: () => Promise<void>) {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
    }
    await sleep(50);
  }
}
