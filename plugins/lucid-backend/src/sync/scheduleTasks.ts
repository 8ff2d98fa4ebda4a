import {
  SchedulerService,
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { LucidAccountConfig } from '../config/LucidConfig';
import { ReconciliationService } from '../reconciliation/ReconciliationService';
import { ExceptionExpiry } from './ExceptionExpiry';
import { HistoryExpiry } from './HistoryExpiry';
import { SyncService } from './SyncService';
import { withoutStatement } from '../failures/withoutStatement';

type Task = SchedulerServiceTaskScheduleDefinition &
  SchedulerServiceTaskInvocationDefinition;

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
  accounts: Pick<LucidAccountConfig, 'id' | 'schedule'>[];
  /** When to look whether the catalog has changed. */
  reconciliationSchedule: SchedulerServiceTaskScheduleDefinition;
  syncService: Pick<SyncService, 'runScheduled' | 'takeOver'>;
  reconciliationService: Pick<ReconciliationService, 'runScheduled'>;
  exceptionExpiry: Pick<ExceptionExpiry, 'run'>;
  historyExpiry: Pick<HistoryExpiry, 'run'>;
}): Promise<void> {
  const {
    scheduler,
    accounts,
    syncService,
    reconciliationService,
    exceptionExpiry,
    historyExpiry,
  } = options;
  const add = (task: Task) =>
    scheduler.scheduleTask({ ...task, fn: failingTellably(task.fn) });
  for (const { id, schedule } of accounts) {
    await add({
      ...schedule,
      id: `sync-${id}`,
      scope: 'global',
      fn: signal => syncService.runScheduled(id, signal),
    });
  }
  if (accounts.length > 0) {
    await add({
      ...options.reconciliationSchedule,
      id: 'reconcile',
      scope: 'global',
      fn: signal => reconciliationService.runScheduled({ signal }),
    });
    await add({
      ...EXPIRY,
      id: 'expire-exceptions',
      scope: 'global',
      fn: () => exceptionExpiry.run(),
    });
    await add({
      ...FORGETTING,
      id: 'forget-history',
      scope: 'global',
      fn: signal => historyExpiry.run(signal),
    });
    await add({
      ...TAKE_OVER,
      id: 'take-over',
      scope: 'local',
      fn: () => syncService.takeOver(),
    });
  }
}

/** The scheduler logs why a task has failed, and keeps it on record. */
function failingTellably(run: Task['fn']): Task['fn'] {
  return async signal => {
    try {
      await run(signal);
    } catch (error) {
      throw withoutStatement(error);
    }
  };
}
