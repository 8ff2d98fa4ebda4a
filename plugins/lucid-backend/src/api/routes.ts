import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { CatalogUserReader } from '../store/CatalogUserReader';
import { ExplanationReader } from '../store/ExplanationReader';
import { SyncStore } from '../store/SyncStore';
import { UsageReader } from '../store/UsageReader';
import { UserTimeline } from '../store/history/UserTimeline';
import { RequestedReconciliations } from '../permissions/AuthorizedReconciliationService';
import { RequestedSyncs } from '../permissions/AuthorizedSyncService';
import { StatusReader } from '../sync/StatusReader';
import { ActivityRouteOptions, addActivityRoutes } from './activityRoutes';
import { CostRouteOptions, addCostRoutes } from './costRoutes';
import { AlertRouteOptions, addAlertRoutes } from './alertRoutes';
import { addEntityRoutes } from './entityRoutes';
import { ExceptionRouteOptions, addExceptionRoutes } from './exceptionRoutes';
import { addExportRoutes } from './exportRoutes';
import { addReconciliationRoutes } from './reconciliationRoutes';
import { GroupRouteOptions, addGroupRoutes } from './groupRoutes';
import { HistoryRouteOptions, addHistoryRoutes } from './historyRoutes';
import { SeatRouteOptions, addSeatRoutes } from './seatRoutes';
import { ReportRouteOptions, addReportRoutes } from './reportRoutes';
import { addSyncRoutes } from './syncRoutes';
import { addUserRoutes } from './userRoutes';
import { noParameters, parseParameters } from './parameters';

/** What the routes stand on. They read the store, and never wait for Lucid. */
export interface RouteOptions
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
  requestedReconciliations: RequestedReconciliations;
  requestedSyncs: RequestedSyncs;
  syncs: SyncStore;
  usages: UsageReader;
  timeline: UserTimeline;
  catalogUsers: CatalogUserReader;
  explanations: ExplanationReader;
  readings: CatalogReadingStore;
}

/** All routes. Who may read what was seen to before. */
export function createRoutes(options: RouteOptions): Router {
  const routes = PromiseRouter();
  routes.get('/status', async (req, res) => {
    parseParameters(noParameters, req.query);
    res.json(await options.status.read());
  });
  addSyncRoutes(routes, options);
  addReconciliationRoutes(routes, options);
  addUserRoutes(routes, options);
  addActivityRoutes(routes, options);
  addCostRoutes(routes, options);
  addSeatRoutes(routes, options);
  addHistoryRoutes(routes, options);
  addReportRoutes(routes, options);
  addExportRoutes(routes, options);
  addGroupRoutes(routes, options);
  addExceptionRoutes(routes, options);
  addAlertRoutes(routes, options);
  addEntityRoutes(routes, options);
  return routes;
}
