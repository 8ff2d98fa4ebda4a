import { ReconciliationStatus } from 'backstage-plugin-lucid-common';
import { LucidApi } from '../../api';

const POLL_INTERVAL_MS = 1000;

/** The backend asks the catalog how large it is before it says that it reads it. */
const MOST_POLLS_BEFORE_BEGIN = 15;

/** A backend that is away for longer than this many polls is not coming back soon. */
const MOST_FAILED_POLLS = 5;

/** How a reconciliation has ended. */
export interface ReconciliationEnd {
  /** What is shown is decided by the catalog as it was found then. */
  isDone: boolean;
  /** Why not, where the backend says so. */
  reason?: string;
}

/**
 * Waits for the end of a reconciliation.
 *
 * @param options - `before` is how things stood when it began
 * @throws what the backend answers where it is away for good
 */
export async function untilEnded(
  api: LucidApi,
  options: { before: ReconciliationStatus; signal: AbortSignal },
): Promise<ReconciliationEnd> {
  const { before, signal } = options;
  let hasBegun = false;
  let failures = 0;
  for (let polls = 1; !signal.aborted; polls += 1) {
    try {
      const { reconciliation } = await api.status({ signal });
      const { readAt, running, stale } = reconciliation;
      failures = 0;
      hasBegun ||= running;
      // Where the catalog is as it was, it has been found so again.
      const isDone = readAt !== undefined && readAt !== before.readAt;
      const isOver = hasBegun || isDone || polls >= MOST_POLLS_BEFORE_BEGIN;
      if (!running && isOver) {
        return { isDone, reason: isDone ? undefined : stale?.reason };
      }
    } catch (error) {
      failures += 1;
      if (failures >= MOST_FAILED_POLLS) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, POLL_INTERVAL_MS));
  }
  return { isDone: false };
}
