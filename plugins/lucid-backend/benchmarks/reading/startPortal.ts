import {
  AuthService,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { BackendPlace, startBackend } from 'lucid-benchmark-kit';
import { migratedClient } from '../../src/store/migrate';

/** What the plugin has of a portal whose catalog is in another process. */
export interface Portal {
  auth: AuthService;
  catalog: CatalogService;
  knex: Knex;
  stop(): Promise<void>;
}

/** Starts a backend with nothing but what the reading of the catalog needs. */
export async function startPortal(
  place: BackendPlace & { catalogPort: number },
): Promise<Portal> {
  let services: Omit<Portal, 'stop'> | undefined;
  const backend = await startBackend({
    ...place,
    config: { discovery: foundAt('catalog', place.catalogPort) },
    features: [
      createBackendPlugin({
        pluginId: 'lucid',
        register(env) {
          env.registerInit({
            deps: {
              auth: coreServices.auth,
              catalog: catalogServiceRef,
              database: coreServices.database,
              // Shows the catalog by which keys it knows the plugin.
              httpRouter: coreServices.httpRouter,
            },
            async init({ auth, catalog, database }) {
              const knex = await migratedClient(database);
              services = { auth, catalog, knex };
            },
          });
        },
      }),
    ],
  });
  if (!services) {
    throw new Error('The backend has started without the plugin');
  }
  return { ...services, stop: () => backend.stop() };
}

/** The section `discovery` where a plugin is in another process of this machine. */
export function foundAt(pluginId: string, port: number): JsonObject {
  const target = `http://127.0.0.1:${port}/api/${pluginId}`;
  return { endpoints: [{ target, plugins: [pluginId] }] };
}
