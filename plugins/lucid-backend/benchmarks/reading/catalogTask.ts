import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { Knex } from 'knex';
import { BackendPlace, runTask, startBackend } from 'lucid-benchmark-kit';
import { CatalogTables } from './CatalogTables';
import { directory } from './directory';
import { foundAt } from './startPortal';

/** What the catalog is to do: to start and hold users, or to change some of them. */
export type CatalogTaskInput =
  | (BackendPlace & { readerPort: number; users: number })
  | { changed: number };

let tables: CatalogTables | undefined;

/** A real backend with a real catalog, which has nothing else to do. */
runTask(async (input: CatalogTaskInput) => {
  if ('changed' in input) {
    await tables?.changeAddresses(input.changed);
    return {};
  }
  tables = new CatalogTables({ knex: await startCatalog(input) });
  await tables.fill(directory(input.users));
  return {};
});

async function startCatalog(
  place: BackendPlace & { readerPort: number },
): Promise<Knex> {
  let knex: Knex | undefined;
  await startBackend({
    ...place,
    config: {
      // What is written here is processed already.
      catalog: { processingInterval: false },
      discovery: foundAt('lucid', place.readerPort),
    },
    features: [
      catalogPlugin,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'benchmark',
        register(env) {
          env.registerInit({
            deps: { database: coreServices.database },
            async init({ database }) {
              knex = await database.getClient();
            },
          });
        },
      }),
    ],
  });
  if (!knex) {
    throw new Error('The backend has started without the catalog');
  }
  return knex;
}
