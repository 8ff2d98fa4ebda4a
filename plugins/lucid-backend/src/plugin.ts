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
import {
  LUCID_EVENT_TOPIC,
  LucidRevisionEvent,
} from 'backstage-plugin-lucid-common';
import {
  LucidMatcher,
  lucidMatchersExtensionPoint,
} from 'backstage-plugin-lucid-node';
import { createAlerts } from './alerts/createAlerts';
import { createRouter } from './api/router';
import { readLucidConfig } from './config/readLucidConfig';
import { LicenceCosts } from './costs/LicenceCosts';
import { PriceList } from './costs/PriceList';
import { RequestMetrics } from './metrics/RequestMetrics';
import { CatalogReader } from './reconciliation/CatalogReader';
import { CatalogWatch } from './reconciliation/CatalogWatch';
import { Matching } from './reconciliation/Matching';
import { collectMatchers } from './reconciliation/collectMatchers';
import { Reconciler } from './reconciliation/Reconciler';
import { ReconciliationService } from './reconciliation/ReconciliationService';
import { ReportReader } from './reports/ReportReader';
import { LiveSignals } from './signals/LiveSignals';
import { AccountStore } from './store/AccountStore';
import { CatalogReadingStore } from './store/CatalogReadingStore';
import { CatalogUserReader } from './store/CatalogUserReader';
import { ExceptionReader } from './store/ExceptionReader';
import { ExceptionStore } from './store/ExceptionStore';
import { ExplanationReader } from './store/ExplanationReader';
import { NearestUsers } from './store/NearestUsers';
import { SnapshotStore } from './store/SnapshotStore';
import { SyncStore } from './store/SyncStore';
import { UsageReader } from './store/UsageReader';
import { CohortCensus } from './store/costs/CohortCensus';
import { createCostReaders } from './store/costs/createCostReaders';
import { LucidGroupStore } from './store/groups/LucidGroupStore';
import { createGroupReaders } from './store/groups/createGroupReaders';
import { HistoryRetention } from './store/history/HistoryRetention';
import { createHistoryReaders } from './store/history/createHistoryReaders';
import { migratedClient } from './store/migrate';
import { retireAccounts } from './store/retireAccounts';
import { createSeats } from './seats/createSeats';
import { ReconciliationStatusReader } from './sync/ReconciliationStatusReader';
import { ExceptionExpiry } from './sync/ExceptionExpiry';
import { HistoryExpiry } from './sync/HistoryExpiry';
import { StatusReader } from './sync/StatusReader';
import { createSyncs } from './sync/createSyncs';
import { describeFailure } from './sync/describeFailure';
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
          scheduler: coreServices.scheduler,
          signals: signalsServiceRef,
        },
        async init(deps) {
          const {
            auth,
            catalog,
            events,
            httpAuth,
            logger,
            metrics,
            scheduler,
          } = deps;
          const config = readLucidConfig(deps.config, {
            moduleMatchers: matchers.map(({ id }) => id),
          });
          const accountIds = config.accounts.map(account => account.id);
          const isOnlyAccount = accountIds.length === 1;
          const matching = new Matching({
            config: config.matching,
            isOnlyAccount,
            modules: matchers,
          });
          for (const { key, message } of config.problems) {
            logger.warn(`${key}: ${message}`);
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
          const publish = async (account: string, revision: number) => {
            live.tell('usage', account);
            alerts.evaluateSoon();
            // Even where nobody can be told, it counts for the totals of the day.
            const recorded = totals.recorder.recordChanged(account);
            try {
              await events.publish({
                topic: LUCID_EVENT_TOPIC,
                eventPayload: {
                  type: 'revision',
                  account,
                  revision,
                } satisfies LucidRevisionEvent,
              });
            } finally {
              await recorded;
            }
          };
          const reconciler = new Reconciler({
            accounts: accountIds,
            snapshots,
            publish,
            logger,
          });
          const catalogWatch = new CatalogWatch({
            reader: new CatalogReader({
              auth,
              catalog,
              readings,
              adopt: (reading, adopting) => reconciler.adopt(reading, adopting),
              matching,
              rules: config.matching,
              describe: error => describeFailure(error).message,
              logger,
            }),
            currentReading: () => readings.current(),
            matching,
          });
          const reconciliationService = new ReconciliationService({
            reconciler,
            refreshCatalog: reading => catalogWatch.refresh(reading),
            logger,
          });
          if (config.state === 'valid') {
            const { retired, revision } = await retireAccounts(knex, {
              configured: accountIds,
              matching,
              today,
            });
            await groups.keepOnly(config.groups.enabled ? accountIds : []);
            await seats.keepConfigured();
            for (const account of retired) {
              logger.info('Lucid account is not configured any more', {
                account,
              });
              await publish(account, revision);
            }
          }

          const { service: syncService, close: closeClients } = createSyncs({
            accounts: config.accounts,
            accountStore,
            snapshots,
            syncs,
            groups: config.groups.enabled ? groups : undefined,
            partsOf: account => seats.partsOf(account),
            readCatalog: reading => catalogWatch.refresh(reading),
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
            await alerts.stop();
            live.stop();
            await closeClients();
            await seats.close();
          });
          const exceptions = new ExceptionStore({ knex });
          deps.httpRouter.use(
            createRouter({
              auditor: deps.auditor,
              httpAuth,
              status,
              reconciliationService,
              syncService,
              syncs,
              usages: new UsageReader({
                knex,
                licenceHints: config.groups.licenceHints,
                costs,
              }),
              catalogUsers: new CatalogUserReader({ knex }),
              ...createGroupReaders({ knex, isOnlyAccount, costs }),
              ...createCostReaders({ knex, cohorts, prices, today }),
              ...createHistoryReaders({ knex }),
              ...totals,
              reports: new ReportReader({
                knex,
                accounts: accountIds,
                spend: totals.spend,
                prices,
                today,
              }),
              today,
              seats: seats.reader,
              explanations: new ExplanationReader({
                snapshots,
                nearestUsers: new NearestUsers({ knex }),
                readings,
                isOnlyAccount,
              }),
              readings,
              accounts: accountIds,
              alerts,
              exceptions,
              exceptionReader: new ExceptionReader({ knex }),
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
