import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { LucidConfig } from '../config/LucidConfig';
import { describeFailure } from '../failures/describeFailure';
import { Matching } from '../reconciliation/Matching';
import { noteConfigured } from '../store/configuredAccounts';
import { LucidGroupStore } from '../store/groups/LucidGroupStore';
import { retireAccounts } from '../store/retireAccounts';
import { Patience } from '../store/revision';

/**
 * Until it is looked again, and said again what is configured: several times before
 * an account is taken for abandoned of which it is not said.
 */
const INTERVAL_MS = 5 * 60_000;

/** How long the start of the portal waits for other backends. */
const PATIENCE_MS = 10_000;

/**
 * Says all the time which accounts this backend is configured with, and lets go of
 * accounts that no backend has any more, and of groups and seats that are not read
 * any more. A configuration that is not valid says nothing of that.
 *
 * What fails is logged, and done the next time.
 *
 * @returns what ends it
 */
export async function keepConfigured(options: {
  knex: Knex;
  config: Pick<LucidConfig, 'state'> & {
    accounts: { id: string }[];
    groups: { enabled: boolean };
  };
  matching: Matching;
  groups: LucidGroupStore;
  seats: {
    /** Accounts whose seats are read. */
    accounts: string[];
    keepOnly(
      keep: string[],
      how: { configured: string[] } & Patience,
    ): Promise<void>;
  };
  publish: (account: string, revision: number) => Promise<void>;
  today: () => string;
  logger: LoggerService;
  /** Milliseconds until it is looked again; five minutes unless told. */
  interval?: number;
  /** Milliseconds for which the first look waits for others; ten seconds unless told. */
  patienceMs?: number;
}): Promise<{ stop(): Promise<void> }> {
  const { knex, config, matching, groups, seats, today, logger } = options;
  if (config.state !== 'valid') {
    return { stop: async () => {} };
  }
  const configured = config.accounts.map(({ id }) => id);
  // Of its own accounts, a backend decides what is read when it starts, and not
  // against those that have started since, which may have been told otherwise.
  let withGroups = config.groups.enabled ? configured : [];
  let withSeats = seats.accounts;
  const letGo = async (patience: Patience) => {
    await noteConfigured(knex, configured);
    const how = { configured, ...patience };
    const { retired, revision } = await retireAccounts(knex, {
      ...how,
      matching,
      today,
    });
    for (const account of retired) {
      logger.info('Lucid account is not configured any more', { account });
      await options.publish(account, revision);
    }
    await groups.keepOnly(withGroups, how);
    withGroups = configured;
    await seats.keepOnly(withSeats, how);
    withSeats = configured;
  };

  const stopping = new AbortController();
  let looking: Promise<void>;
  let timer: NodeJS.Timeout | undefined;
  const look = async (patienceMs?: number): Promise<void> => {
    const { signal } = stopping;
    try {
      await letGo({ signal, patienceMs });
    } catch (error) {
      if (!signal.aborted) {
        logger.warn(
          'Could not let go of accounts that are not configured; trying again later',
          { reason: describeFailure(error).message },
        );
      }
    }
    if (!signal.aborted) {
      timer = setTimeout(() => {
        looking = look();
      }, options.interval ?? INTERVAL_MS);
      timer.unref();
    }
  };
  looking = look(options.patienceMs ?? PATIENCE_MS);
  await looking;
  return {
    stop: async () => {
      stopping.abort(new Error('The backend is shutting down'));
      clearTimeout(timer);
      await looking;
    },
  };
}
