import {
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { LucidAccountConfig } from '../config/LucidConfig';
import { ReconciliationService } from '../reconciliation/ReconciliationService';
import { ExceptionExpiry } from './ExceptionExpiry';
import { HistoryExpiry } from './HistoryExpiry';
import { SyncService } from './SyncService';

/** How often somebody looks whether the last day of an exception has passed. */
const EXPIRY = {
  frequency: { minutes: 5 },
  timeout: { minutes: 5 },
  initialDelay: { seconds: 10 },
} as const;

/** How often what is too old is forgotten; not while a backend is busy starting. */
const FORGETTING = {
  frequency: { days: 1 },
  timeout: { hours: 1 },
  initialDelay: { minutes: 5 },
} as const;

/** How often each backend looks whether the process of a sync has died. */
const TAKE_OVER = {
  frequency: { seconds: 5 },
  timeout: { minutes: 1 },
  initialDelay: { seconds: 5 },
} as const;

/**
 * Puts the syncs of all accounts and the reconciliation on schedule. They are
 * global tasks: of several backends, one at a time runs each. A global task
 * whose backend dies is not run by another before its timeout, so each backend
 * looks after dead syncs by itself.
 */
export async function scheduleTasks(options: {
  scheduler: SchedulerService;
  accounts: LucidAccountConfig[];
  /** When to look whether the catalog has changed. */
  reconciliationSchedule: SchedulerServiceTaskScheduleDefinition;
  syncService: SyncService;
  reconciliationService: ReconciliationService;
  exceptionExpiry: ExceptionExpiry;
  historyExpiry: HistoryExpiry;
}): Promise<void> {
  const {
    scheduler,
    accounts,
    syncService,
    reconciliationService,
    exceptionExpiry,
    historyExpiry,
  } = options;
  for (const { id, schedule } of accounts) {
    await scheduler.scheduleTask({
      ...schedule,
      id: `sync-${id}`,
      scope: 'global',
      fn: signal => syncService.runScheduled(id, signal),
    });
  }
  if (accounts.length > 0) {
    await scheduler.scheduleTask({
      ...options.reconciliationSchedule,
      id: 'reconcile',
      scope: 'global',
      fn: signal => reconciliationService.runScheduled({ signal }),
    });
    await scheduler.scheduleTask({
      ...EXPIRY,
      id: 'expire-exceptions',
      scope: 'global',
      fn: () => exceptionExpiry.run(),
    });
    await scheduler.scheduleTask({
      ...FORGETTING,
      id: 'forget-history',
      scope: 'global',
      fn: signal => historyExpiry.run(signal),
    });
    await scheduler.scheduleTask({
      ...TAKE_OVER,
      id: 'take-over',
      scope: 'local',
      fn: () => syncService.takeOver(),
    });
  }
}
