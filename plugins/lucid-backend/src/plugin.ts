import {
  BackendFeature,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { lucidPermissions } from 'backstage-plugin-lucid-common';
import {
  LucidMatcher,
  lucidMatchersExtensionPoint,
} from 'backstage-plugin-lucid-node';
import { createAlerts } from './alerts/createAlerts';
import { createUnpricedReaders } from './api/createUnpricedReaders';
import { createRouter } from './api/router';
import { findUnknownKeys } from './config/findUnknownKeys';
import { readLucidConfig } from './config/readLucidConfig';
import { LicenceCosts } from './costs/LicenceCosts';
import { PriceList } from './costs/PriceList';
import { RequestMetrics } from './metrics/RequestMetrics';
import { createAuthorized } from './permissions/createAuthorized';
import { Matching } from './reconciliation/Matching';
import { collectMatchers } from './reconciliation/collectMatchers';
import { ReportReader } from './reports/ReportReader';
import { LiveSignals } from './signals/LiveSignals';
import { AccountStore } from './store/AccountStore';
import { CatalogReadingStore } from './store/CatalogReadingStore';
import { ExceptionStore } from './store/ExceptionStore';
import { SnapshotStore } from './store/SnapshotStore';
import { SyncStore } from './store/SyncStore';
import { createUsageReaders } from './store/createUsageReaders';
import { CohortCensus } from './store/costs/CohortCensus';
import { createCostReaders } from './store/costs/createCostReaders';
import { LucidGroupStore } from './store/groups/LucidGroupStore';
import { createGroupReaders } from './store/groups/createGroupReaders';
import { HistoryRetention } from './store/history/HistoryRetention';
import { createHistoryReaders } from './store/history/createHistoryReaders';
import { migratedClient } from './store/migrate';
import { createSeats } from './seats/createSeats';
import { ReconciliationStatusReader } from './sync/ReconciliationStatusReader';
import { ExceptionExpiry } from './sync/ExceptionExpiry';
import { HistoryExpiry } from './sync/HistoryExpiry';
import { StatusReader } from './sync/StatusReader';
import { announceRevisions } from './sync/announceRevisions';
import { createReconciliation } from './sync/createReconciliation';
import { createSyncs } from './sync/createSyncs';
import { keepConfigured } from './sync/keepConfigured';
import { scheduleTasks } from './sync/scheduleTasks';
import { today } from './time/calendar';
import { createTotals } from './totals/createTotals';

/**
 * The plugin with what tests need to be otherwise.
 *
 * @param options - `runLockLifetimeMs`: how long the run lock outlives its
 * owner, in milliseconds, so that a test need not wait half a minute
 */
export function createLucidPlugin(
  options: { runLockLifetimeMs?: number } = {},
): BackendFeature {
  return createBackendPlugin({
    pluginId: 'lucid',
    register(env) {
      const matchers: LucidMatcher[] = [];
      env.registerExtensionPoint(
        lucidMatchersExtensionPoint,
        collectMatchers(matchers),
      );
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          database: coreServices.database,
          events: eventsServiceRef,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          metrics: metricsServiceRef,
          notifications: notificationService,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          scheduler: coreServices.scheduler,
          signals: signalsServiceRef,
        },
        async init(deps) {
          const { events, logger, metrics, scheduler } = deps;
          deps.permissionsRegistry.addPermissions(lucidPermissions);
          const config = readLucidConfig(deps.config, {
            moduleMatchers: matchers.map(({ id }) => id),
          });
          const accountIds = config.accounts.map(account => account.id);
          const isOnlyAccount = accountIds.length === 1;
          // One that is not valid does not say which accounts there are.
          const configured = config.state === 'valid' ? accountIds : undefined;
          const matching = new Matching({
            config: config.matching,
            isOnlyAccount,
            modules: matchers,
          });
          for (const { key, message } of config.problems) {
            logger.warn(`${key}: ${message}`);
          }
          for (const key of findUnknownKeys(deps.config)) {
            logger.warn(`${key}: no such key is known, and it does nothing.`);
          }

          const knex = await migratedClient(deps.database);
          const prices = new PriceList(config.licences);
          const costs = new LicenceCosts({ prices, today });
          const syncs = new SyncStore({
            knex,
            runLockLifetimeMs: options.runLockLifetimeMs,
          });
          const snapshots = new SnapshotStore({ knex, matching });
          const readings = new CatalogReadingStore({ knex });
          const accountStore = new AccountStore({ knex });
          const groups = new LucidGroupStore({ knex });
          const requestMetrics = new RequestMetrics({ metrics });
          const cohorts = new CohortCensus({ knex });
          const seats = createSeats({
            knex,
            accounts: config.accounts,
            configured,
            cohorts,
            prices,
            today,
            observerOf: account => requestMetrics.of(account),
            logger,
          });
          const status = new StatusReader({
            config,
            accounts: accountStore,
            syncs,
            readings,
            groups,
            seats: seats.store,
            reconciliation: new ReconciliationStatusReader({
              matching,
              rules: config.matching.leaveOut,
              readings,
            }),
          });

          const live = new LiveSignals({ signals: deps.signals, logger });
          const alerts = createAlerts({
            config,
            knex,
            readPools: () => seats.reader.pools(),
            notifications: deps.notifications,
            events,
            onChange: account => live.tell('alerts', account),
            logger,
          });
          const totals = createTotals({
            knex,
            accounts: accountIds,
            prices,
            readPools: () => seats.reader.pools(),
            today,
            logger,
          });
          const publish = announceRevisions({
            events,
            onRevision: account => {
              live.tell('usage', account);
              alerts.evaluateSoon();
            },
            record: account => totals.recorder.recordChanged(account),
          });
          const { service: reconciliationService, readCatalog } =
            createReconciliation({
              config,
              matching,
              snapshots,
              readings,
              publish,
              auth: deps.auth,
              catalog: deps.catalog,
              logger,
            });
          const keeping = await keepConfigured({
            knex,
            config,
            matching,
            groups,
            seats,
            publish,
            today,
            logger,
          });

          const { service: syncService, close: closeClients } = createSyncs({
            accounts: config.accounts,
            accountStore,
            snapshots,
            syncs,
            groups: config.groups.enabled ? groups : undefined,
            partsOf: account => seats.partsOf(account),
            readCatalog,
            publish,
            onChange: account => {
              live.tell('sync', account);
              alerts.evaluateSoon();
            },
            requestMetrics,
            metrics,
            logger,
          });

          deps.lifecycle.addShutdownHook(async () => {
            await syncService.stop();
            await reconciliationService.stop();
            await keeping.stop();
            await alerts.stop();
            live.stop();
            await closeClients();
            await seats.close();
          });
          const exceptions = new ExceptionStore({ knex });
          const groupReaders = createGroupReaders({
            knex,
            isOnlyAccount,
            costs,
          });
          deps.httpRouter.use(
            createRouter({
              auditor: deps.auditor,
              httpAuth: deps.httpAuth,
              status,
              ...createAuthorized({
                permissions: deps.permissions,
                syncs: syncService,
                reconciliations: reconciliationService,
                exceptions,
              }),
              reconciliationService,
              syncs,
              ...createUsageReaders({
                knex,
                config,
                snapshots,
                readings,
                costs,
              }),
              ...groupReaders,
              ...createCostReaders({
                knex,
                cohorts,
                configured,
                prices,
                today,
              }),
              ...createHistoryReaders({ knex }),
              ...totals,
              reports: new ReportReader({
                knex,
                accounts: accountIds,
                spend: totals.spend,
                prices,
                today,
              }),
              unpriced: createUnpricedReaders({
                knex,
                accounts: accountIds,
                configured,
                licenceHints: config.groups.licenceHints,
                cohorts,
                places: groupReaders.places,
                today,
              }),
              today,
              seats: seats.reader,
              readings,
              accounts: accountIds,
              alerts,
              exceptions,
            }),
          );
          await alerts.schedule(scheduler);
          await totals.schedule(scheduler);
          await scheduleTasks({
            scheduler,
            accounts: config.accounts,
            reconciliationSchedule: config.reconciliationSchedule,
            syncService,
            reconciliationService,
            exceptionExpiry: new ExceptionExpiry({
              exceptions,
              reconciliationService,
              logger,
            }),
            historyExpiry: new HistoryExpiry({
              retention: new HistoryRetention({ knex, keep: config.history }),
              logger,
            }),
          });
        },
      });
    },
  });
}

/**
 * The Lucid licence-usage backend plugin: reads Lucid accounts over SCIM,
 * reconciles their users with the users of the catalog, and serves the result.
 *
 * @public
 */
export const lucidPlugin = createLucidPlugin();
