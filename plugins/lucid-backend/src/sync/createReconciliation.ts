import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { LucidConfig } from '../config/LucidConfig';
import { CatalogReader } from '../reconciliation/CatalogReader';
import { CatalogWatch } from '../reconciliation/CatalogWatch';
import { Matching } from '../reconciliation/Matching';
import { Reconciler } from '../reconciliation/Reconciler';
import {
  ReconciliationService,
  RefreshCatalog,
} from '../reconciliation/ReconciliationService';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { SnapshotStore } from '../store/SnapshotStore';
import { ReadCatalog } from './SyncRunner';
import { describeFailure } from '../failures/describeFailure';

/** Everything that reads the catalog and decides by it. */
export function createReconciliation(options: {
  config: Pick<LucidConfig, 'accounts' | 'matching'>;
  matching: Matching;
  snapshots: SnapshotStore;
  readings: CatalogReadingStore;
  publish: (account: string, revision: number) => Promise<void>;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
}): { service: ReconciliationService; readCatalog: ReadCatalog } {
  const { config, readings, matching, logger } = options;
  const reconciler = new Reconciler({
    ...options,
    accounts: config.accounts.map(({ id }) => id),
  });
  const watch = new CatalogWatch({
    reader: new CatalogReader({
      ...options,
      adopt: (reading, adopting) => reconciler.adopt(reading, adopting),
      rules: config.matching,
      describe: error => describeFailure(error).message,
    }),
    currentReading: () => readings.current(),
    matching,
  });
  const refreshCatalog: RefreshCatalog = reading => watch.refresh(reading);
  const service = new ReconciliationService({
    reconciler,
    refreshCatalog,
    logger,
  });
  return { service, readCatalog: refreshCatalog };
}
