import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { CatalogUserReader } from '../store/CatalogUserReader';
import { ExplanationReader } from '../store/ExplanationReader';
import { SyncStore } from '../store/SyncStore';
import { UsageReader } from '../store/UsageReader';
import { UserTimeline } from '../store/history/UserTimeline';
import { StatusReader } from '../sync/StatusReader';
import { SyncService } from '../sync/SyncService';
import { ActivityRouteOptions, addActivityRoutes } from './activityRoutes';
import { CostRouteOptions, addCostRoutes } from './costRoutes';
import { AlertRouteOptions, addAlertRoutes } from './alertRoutes';
import { addEntityRoutes } from './entityRoutes';
import { ExceptionRouteOptions, addExceptionRoutes } from './exceptionRoutes';
import { ReconciliationService } from '../reconciliation/ReconciliationService';
import { addExportRoutes } from './exportRoutes';
import { addReconciliationRoutes } from './reconciliationRoutes';
import { GroupRouteOptions, addGroupRoutes } from './groupRoutes';
import { HistoryRouteOptions, addHistoryRoutes } from './historyRoutes';
import { SeatRouteOptions, addSeatRoutes } from './seatRoutes';
import { ReportRouteOptions, addReportRoutes } from './reportRoutes';
import { addSyncRoutes } from './syncRoutes';
import { addUserRoutes } from './userRoutes';
import { hideDatabaseErrors } from './hideDatabaseErrors';
import { noParameters, parseParameters } from './parameters';
import { refuseQueryOfWrites } from './refuseQueryOfWrites';

/** What the routes stand on. They read the store, and never wait for Lucid. */
export interface RouterOptions
  extends ActivityRouteOptions,
    CostRouteOptions,
    AlertRouteOptions,
    ExceptionRouteOptions,
    GroupRouteOptions,
    HistoryRouteOptions,
    ReportRouteOptions,
    SeatRouteOptions {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  status: StatusReader;
  reconciliationService: ReconciliationService;
  syncService: SyncService;
  syncs: SyncStore;
  usages: UsageReader;
  timeline: UserTimeline;
  catalogUsers: CatalogUserReader;
  explanations: ExplanationReader;
  readings: CatalogReadingStore;
}

/** The HTTP API of the plugin, to be mounted at its root. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  const v1 = PromiseRouter();
  router.use('/v1', v1);
  v1.use(async (req, _res, next) => {
    await options.httpAuth.credentials(req, { allow: ['user', 'service'] });
    next();
  });
  v1.use(refuseQueryOfWrites());
  // A selection of users may be long.
  v1.use('/exceptions', express.json({ limit: '2mb' }));
  v1.use(express.json());
  v1.get('/status', async (req, res) => {
    parseParameters(noParameters, req.query);
    res.json(await options.status.read());
  });
  addSyncRoutes(v1, options);
  addReconciliationRoutes(v1, options);
  addUserRoutes(v1, options);
  addActivityRoutes(v1, options);
  addCostRoutes(v1, options);
  addSeatRoutes(v1, options);
  addHistoryRoutes(v1, options);
  addReportRoutes(v1, options);
  addExportRoutes(v1, options);
  addGroupRoutes(v1, options);
  addExceptionRoutes(v1, options);
  addAlertRoutes(v1, options);
  addEntityRoutes(v1, options);
  v1.use(hideDatabaseErrors());
  return router;
}
