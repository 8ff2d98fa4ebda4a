import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { LucidConfig } from '../config/LucidConfig';
import { Matching } from '../reconciliation/Matching';
import { LucidGroupStore } from '../store/groups/LucidGroupStore';
import { retireAccounts } from '../store/retireAccounts';
import { describeFailure } from '../failures/describeFailure';

/**
 * When it is looked once more: by then, a backend that this one takes the place of,
 * and that still read an account that is not configured any more, has ended.
 */
const SECOND_LOOK_MS = 10 * 60_000;

/**
 * Lets go of accounts, groups and seats that are not configured any more: now, and
 * once more later. A configuration that is not valid says nothing of that.
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
  seats: { keepConfigured(): Promise<void> };
  publish: (account: string, revision: number) => Promise<void>;
  today: () => string;
  logger: LoggerService;
  /** Milliseconds until the second look; ten minutes unless told. */
  secondLook?: number;
}): Promise<{ stop(): Promise<void> }> {
  const { knex, config, matching, groups, seats, today, logger } = options;
  if (config.state !== 'valid') {
    return { stop: async () => {} };
  }
  const configured = config.accounts.map(({ id }) => id);
  const look = async () => {
    const { retired, revision } = await retireAccounts(knex, {
      configured,
      matching,
      today,
    });
    await groups.keepOnly(config.groups.enabled ? configured : []);
    await seats.keepConfigured();
    for (const account of retired) {
      logger.info('Lucid account is not configured any more', { account });
      await options.publish(account, revision);
    }
  };
  await look();
  let looking: Promise<void> | undefined;
  const timer = setTimeout(() => {
    looking = look().catch(error =>
      logger.warn('Could not let go of accounts that are not configured', {
        reason: describeFailure(error).message,
      }),
    );
  }, options.secondLook ?? SECOND_LOOK_MS);
  timer.unref();
  return {
    stop: async () => {
      clearTimeout(timer);
      await looking;
    },
  };
}
