import { LoggerService } from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { LucidAccountConfig } from '../config/LucidConfig';
import { RequestMetrics } from '../metrics/RequestMetrics';
import { SyncMetrics } from '../metrics/SyncMetrics';
import { observeAccounts } from '../metrics/observeAccounts';
import { UndiciLucidScimClient } from '../scim/UndiciLucidScimClient';
import { AccountStore } from '../store/AccountStore';
import { SnapshotStore } from '../store/SnapshotStore';
import { SyncStore } from '../store/SyncStore';
import { LucidGroupStore } from '../store/groups/LucidGroupStore';
import { GroupsSync } from './GroupsSync';
import { SyncPart } from './SyncPart';
import { ReadCatalog, SyncRunner } from './SyncRunner';
import { SyncService } from './SyncService';

/** Everything that reads the users and groups of the configured accounts. */
export function createSyncs(options: {
  accounts: LucidAccountConfig[];
  accountStore: AccountStore;
  snapshots: SnapshotStore;
  syncs: SyncStore;
  /** Absent where groups are not read. */
  groups?: LucidGroupStore;
  /** What else a sync of an account reads. */
  partsOf: (account: string) => SyncPart[];
  readCatalog: ReadCatalog;
  publish: (account: string, revision: number) => Promise<void>;
  /** Something is to be told of the syncs of an account. */
  onChange: (account: string) => void;
  requestMetrics: RequestMetrics;
  metrics: MetricsService;
  logger: LoggerService;
}): { service: SyncService; close: () => Promise<void> } {
  const { accountStore, groups: store, metrics, syncs, logger } = options;
  const clients = options.accounts.map(config => ({
    config,
    client: new UndiciLucidScimClient({
      config,
      observer: options.requestMetrics.of(config.id),
      logger,
    }),
  }));
  observeAccounts({
    metrics,
    accounts: clients.map(({ config: { id }, client }) => ({
      id,
      concurrency: () => client.concurrency,
      snapshotAt: async () => (await accountStore.get(id)).snapshotAt,
      isHeld: async () => (await syncs.held(id)) !== undefined,
    })),
  });
  const service = new SyncService({
    ...options,
    accounts: clients.map(({ config, client }) => {
      const account = config.id;
      const groups = store && [
        new GroupsSync({ client, account, store, logger }),
      ];
      return {
        config,
        runner: new SyncRunner({
          ...options,
          client,
          config,
          parts: [...(groups ?? []), ...options.partsOf(account)],
        }),
      };
    }),
    observer: new SyncMetrics({ metrics }),
  });
  return {
    service,
    close: async () => {
      await Promise.all(clients.map(({ client }) => client.close()));
    },
  };
}
