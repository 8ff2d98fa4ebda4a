import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { LucidConfig } from '../config/LucidConfig';
import { Matching } from '../reconciliation/Matching';
import { LucidGroupStore } from '../store/groups/LucidGroupStore';
import { retireAccounts } from '../store/retireAccounts';

/**
 * Lets go of accounts, groups and seats that are not configured any more. A
 * configuration that is not valid says nothing of that.
 */
export async function keepConfigured(options: {
  knex: Knex;
  config: Pick<LucidConfig, 'state' | 'accounts' | 'groups'>;
  matching: Matching;
  groups: LucidGroupStore;
  seats: { keepConfigured(): Promise<void> };
  publish: (account: string, revision: number) => Promise<void>;
  today: () => string;
  logger: LoggerService;
}): Promise<void> {
  const { knex, config, matching, groups, seats, today, logger } = options;
  if (config.state !== 'valid') {
    return;
  }
  const configured = config.accounts.map(({ id }) => id);
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
}
