import { SchedulerService } from '@backstage/backend-plugin-api';
import { LucidAccountConfig } from '../config/LucidConfig';
import { ReconciliationService } from '../reconciliation/ReconciliationService';
import { SyncStore } from '../store/SyncStore';
import { SyncService } from './SyncService';

/** How often somebody looks whether the catalog has changed. */
const RECONCILIATION = {
  frequency: { seconds: 15 },
  timeout: { minutes: 10 },
  initialDelay: { seconds: 10 },
} as const;

/**
 * Puts the syncs of all accounts and the reconciliation on schedule. They are
 * global tasks: of several backends, one at a time runs each.
 */
export async function scheduleTasks(options: {
  scheduler: SchedulerService;
  accounts: LucidAccountConfig[];
  syncs: SyncStore;
  syncService: SyncService;
  reconciliationService: ReconciliationService;
}): Promise<void> {
  const { scheduler, accounts, syncs, syncService, reconciliationService } =
    options;
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
      ...RECONCILIATION,
      id: 'reconcile',
      scope: 'global',
      fn: async signal => {
        // Here, because it is often, and in one process at a time.
        await syncs.buryDead();
        await reconciliationService.reconcileIfNeeded({ signal });
      },
    });
  }
}
