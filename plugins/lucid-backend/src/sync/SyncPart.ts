import { LoggerService } from '@backstage/backend-plugin-api';
import { SyncPhase } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { AccountPart, PartHealth } from '../store/PartHealth';
import { describeFailure } from '../failures/describeFailure';

/** Reasons that are logged of what was set aside. */
const MOST_REASONS = 5;

/** Stores what came of reading a part, in the transaction that stores the snapshot. */
export type SettlePart = (trx: Knex.Transaction) => Promise<void>;

/** The sync in which a part is read. */
export interface PartReading {
  syncId: string;
  at: string;
  /**
   * How long it may take, in milliseconds, so that what never comes does not cost
   * the users that have been read.
   */
  timeLimit: number;
  signal: AbortSignal;
}

/** What is read of an account beside its users, in a phase of its own. */
export interface SyncPart {
  readonly phase: SyncPhase;

  /** @throws the reason of the signal, and nothing else */
  read(reading: PartReading): Promise<SettlePart>;
}

/** What was read of a part. */
export interface GatheredPart {
  /** Puts it in the place of what is stored. */
  makeCurrent: SettlePart;
  /** For the log. */
  counts: { [what: string]: number; rejected: number };
  /** Why some of it was set aside. */
  reasons: Iterable<string>;
}

/**
 * Reads a part of an account. That it cannot be read is no reason for the sync to
 * fail: the last good one stays.
 *
 * @throws the reason of the signal
 */
export async function readPart(options: {
  what: AccountPart;
  account: string;
  reading: PartReading;
  gather: (signal: AbortSignal) => Promise<GatheredPart>;
  health: PartHealth;
  logger: LoggerService;
}): Promise<SettlePart> {
  const { what, account, health, logger } = options;
  const { syncId, at, timeLimit, signal } = options.reading;
  const context = { account, sync: syncId };
  const startedAt = performance.now();
  const limit = new AbortController();
  const timer = setTimeout(
    () =>
      limit.abort(
        new Error(
          'They did not come within half of the time that the sync had left',
        ),
      ),
    timeLimit,
  );
  try {
    const { makeCurrent, counts, reasons } = await options.gather(
      AbortSignal.any([signal, limit.signal]),
    );
    if (counts.rejected > 0) {
      logger.warn(`Set aside ${what} of Lucid that make no sense`, {
        ...context,
        [what]: counts.rejected,
        reasons: [...new Set(reasons)].slice(0, MOST_REASONS),
      });
    }
    logger.info(`Read the ${what} of Lucid`, {
      ...context,
      ...counts,
      milliseconds: Math.round(performance.now() - startedAt),
    });
    return async trx => {
      await makeCurrent(trx);
      await health.noteReading(trx, account, at);
    };
  } catch (error) {
    signal.throwIfAborted();
    const { message: reason } = describeFailure(error);
    logger.warn(
      `Could not read the ${what} of Lucid; the last good ones stay`,
      {
        ...context,
        reason,
      },
    );
    return trx => health.noteProblem(trx, account, { at, reason });
  } finally {
    clearTimeout(timer);
  }
}
