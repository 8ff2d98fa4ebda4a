import { setTimeout as sleep } from 'node:timers/promises';
import { SyncOutcome, SyncStore } from '../store/SyncStore';

/**
 * Milliseconds between attempts to write down how a sync failed, where the
 * database is away: all together less than it takes to be taken for dead.
 */
const PATIENCE_MS = [100, 250, 500, 1_000, 2_000, 4_000, 7_000];

/**
 * Writes down how a sync ended. What made it fail may be the database, and
 * then it pays to wait: a sync that stays `running` keeps the next one out.
 *
 * @param signal - ends the waiting, after one more attempt
 * @returns false where another process has taken it for dead
 * @throws what the database throws at last
 */
export async function finishPatiently(
  syncs: SyncStore,
  syncId: string,
  outcome: SyncOutcome,
  signal: AbortSignal,
): Promise<boolean> {
  for (const wait of PATIENCE_MS) {
    try {
      return await syncs.finish(syncId, outcome);
    } catch (error) {
      if (signal.aborted) {
        throw error;
      }
    }
    await sleep(wait, undefined, { signal }).catch(() => {});
  }
  return syncs.finish(syncId, outcome);
}
