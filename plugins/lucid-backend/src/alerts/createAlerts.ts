import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Alert } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { LucidConfig } from '../config/LucidConfig';
import { readGoingOn, toAlert } from '../store/alerts/AlertLedger';
import { NotificationQueue } from '../store/alerts/NotificationQueue';
import { forgetOldAlerts } from '../store/alerts/forgetOldAlerts';
import { AlertEvaluator, ReadPools } from './AlertEvaluator';
import { AlertNotifier } from './AlertNotifier';
import { AlertService } from './AlertService';

/** Time alone makes a sync overdue and a renewal come close. */
const SCHEDULE = {
  frequency: { minutes: 5 },
  timeout: { minutes: 5 },
  // The first sync after a start tells whether those before still fail.
  initialDelay: { minutes: 1 },
  scope: 'global',
} as const;

/** Alerts, as the rest of the plugin knows them. */
export interface Alerts {
  /** Is to be called when something has changed that a rule may watch. */
  evaluateSoon(): void;
  /** Those that go on, the newest first. */
  goingOn(): Promise<Alert[]>;
  schedule(scheduler: SchedulerService): Promise<void>;
  stop(): Promise<void>;
}

/** Puts together what watches for the rules of `lucid.alerts`; nothing runs without rules. */
export function createAlerts(options: {
  config: Pick<LucidConfig, 'state' | 'accounts' | 'alerts'>;
  knex: Knex;
  readPools: ReadPools;
  notifications: NotificationService;
  events: EventsService;
  /** Is called for each account in which alerts have begun or ended. */
  onChange: (account: string) => void;
  logger: LoggerService;
}): Alerts {
  const { config, knex, logger } = options;
  const evaluator = new AlertEvaluator({
    knex,
    config: config.alerts,
    accounts: config.accounts.map(({ id }) => id),
    readPools: options.readPools,
  });
  const notifier = new AlertNotifier({
    notifications: options.notifications,
    queue: new NotificationQueue({ knex }),
    now: () => new Date(),
    logger,
  });
  const service = new AlertService({
    steps: {
      evaluate: now => evaluator.evaluate(now),
      deliver: signal => notifier.deliver(signal),
    },
    events: options.events,
    onChange: options.onChange,
    logger,
  });
  const isWatching = config.state === 'valid' && config.alerts.rules.length > 0;
  const goingOn = async () => (await readGoingOn(knex)).map(toAlert);

  return {
    goingOn,
    evaluateSoon: () => {
      if (isWatching) {
        service.evaluateSoon();
      }
    },
    schedule: async scheduler => {
      if (isWatching) {
        await scheduler.scheduleTask({
          ...SCHEDULE,
          id: 'evaluate-alerts',
          fn: async () => {
            await service.evaluate();
            await forgetOldAlerts(knex, new Date());
          },
        });
      } else if (config.state === 'valid' && (await goingOn()).length > 0) {
        // Without rules, there is nothing that they watch.
        service.evaluateSoon();
      }
    },
    stop: () => service.stop(),
  };
}
