import {
  lucidCostReadPermission,
  lucidUsageReadPermission,
} from 'backstage-plugin-lucid-common';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Authorizer, notAllowed } from '../permissions/Authorizer';
import { PricedReaders } from './createUnpricedReaders';
import { hideDatabaseErrors } from './hideDatabaseErrors';
import { isWrite } from './isWrite';
import { refuseQueryOfWrites } from './refuseQueryOfWrites';
import { RouteOptions, createRoutes } from './routes';

/** What the API stands on. */
export interface RouterOptions extends RouteOptions, PricedReaders {
  authorizer: Authorizer;
  /** What takes the place of readers for those who may not read costs. */
  unpriced: PricedReaders;
}

/**
 * The HTTP API of the plugin, to be mounted at its root. Whatever is read needs the
 * permission for it, which is asked for here and nowhere else. What is changed asks
 * for its own, where a refusal is audited.
 */
export function createRouter(options: RouterOptions): Router {
  const { authorizer, httpAuth } = options;
  const router = PromiseRouter();
  const v1 = PromiseRouter();
  const routes = createRoutes(options);
  const unpricedRoutes = createUnpricedRoutes(options);
  router.use('/v1', v1);
  v1.use(async (req, _res, next) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    next();
  });
  v1.use(refuseQueryOfWrites());
  // A selection of users may be long.
  v1.use('/exceptions', express.json({ limit: '2mb' }));
  v1.use(express.json());
  v1.use(async (req, res, next) => {
    const [mayRead, mayReadCosts] = await authorizer.allows(
      [lucidUsageReadPermission, lucidCostReadPermission],
      { credentials: await httpAuth.credentials(req) },
    );
    if (!mayRead && !isWrite(req)) {
      throw notAllowed(lucidUsageReadPermission);
    }
    (mayReadCosts ? routes : unpricedRoutes)(req, res, next);
  });
  v1.use(hideDatabaseErrors());
  return router;
}

/** The routes for those who may not read costs. */
function createUnpricedRoutes(options: RouterOptions): Router {
  const routes = PromiseRouter();
  routes.use('/costs', () => {
    throw notAllowed(lucidCostReadPermission);
  });
  routes.use(createRoutes({ ...options, ...options.unpriced }));
  return routes;
}
