import { setTimeout as sleep } from 'node:timers/promises';
import { FaultyPortal } from './FaultyPortal';

/** Long enough for a request that waits for nothing but its turn. */
const A_WHILE_MS = 500;

/** Sees that nobody asks Lucid for anything any more. */
export async function expectSilence(portal: FaultyPortal): Promise<void> {
  const asked = jest.spyOn(portal.lucid(), 'answerWell');
  await sleep(A_WHILE_MS);
  expect(asked).not.toHaveBeenCalled();
}
