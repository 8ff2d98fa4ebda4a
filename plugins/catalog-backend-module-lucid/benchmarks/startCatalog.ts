import { createBackend } from '@backstage/backend-defaults';
import {
  RootLoggerService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import { LUCID_EVENT_TOPIC } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { LicenceUsageEntityProvider } from '../src/LicenceUsageEntityProvider';
import { LicenceUsageProcessor } from '../src/entity/LicenceUsageProcessor';
import { CompanyLucid } from './company';
import { ManualProvider } from './ManualProvider';
import { RecordedProvider } from './RecordedProvider';

/** Where the catalog of a measurement runs. */
export interface CatalogPlace {
  /** The section `backend.database` of the configuration. */
  database: JsonObject;
  port: number;
}

/** A real backend with a real catalog in this process, and the means to fill it. */
export interface RunningCatalog {
  /** What the provider of the module follows. */
  lucid: CompanyLucid;
  /** Tells the provider that there are changes, as the Lucid backend does. */
  tellOfChanges(): Promise<void>;
  licenceUsages: RecordedProvider;
  /** Fills the catalog with anything else. */
  others: ManualProvider;
  knex: Knex;
  stop(): Promise<void>;
}

const errorsOnly = createServiceFactory({
  service: coreServices.rootLogger,
  deps: {},
  factory: (): RootLoggerService => {
    const log = () => {};
    const logger: RootLoggerService = {
      error: message => console.error(message),
      warn: message => console.error(message),
      info: log,
      debug: log,
      child: () => logger,
    };
    return logger;
  },
});

/**
 * Starts a backend as `backstage-plugin-catalog-backend-module-lucid` finds it
 * in a portal, at the catalog's default interval.
 *
 * @param options - with `processing: false` nothing that is applied is
 *   processed, so that many entities can be there without having cost anything
 */
export async function startCatalog(
  options: CatalogPlace & { processing: boolean },
): Promise<RunningCatalog> {
  const lucid = new CompanyLucid();
  const others = new ManualProvider('others');
  const shutdown = new AbortController();
  let licenceUsages: RecordedProvider | undefined;
  let events: EventsService | undefined;
  let knex: Knex | undefined;

  const backend = createBackend();
  backend.add(configuredBy(options));
  backend.add(errorsOnly);
  backend.add(catalogPlugin);
  backend.add(
    createBackendModule({
      pluginId: 'catalog',
      moduleId: 'benchmark',
      register(env) {
        env.registerInit({
          deps: {
            auth: coreServices.auth,
            catalog: catalogServiceRef,
            database: coreServices.database,
            events: eventsServiceRef,
            logger: coreServices.logger,
            processing: catalogProcessingExtensionPoint,
            scheduler: coreServices.scheduler,
          },
          async init({ database, processing, ...services }) {
            events = services.events;
            knex = await database.getClient();
            licenceUsages = new RecordedProvider(
              new LicenceUsageEntityProvider({
                ...services,
                lucid,
                rule: { publish: 'all', filter: {} },
                signal: shutdown.signal,
              }),
            );
            processing.addProcessor(new LicenceUsageProcessor());
            processing.addEntityProvider(licenceUsages, others);
          },
        });
      },
    }),
  );
  await backend.start();
  if (!licenceUsages || !events || !knex) {
    throw new Error('The backend has started without the catalog');
  }
  const publisher = events;
  return {
    lucid,
    licenceUsages,
    others,
    knex,
    tellOfChanges: () =>
      publisher.publish({
        topic: LUCID_EVENT_TOPIC,
        eventPayload: { type: 'revision' },
      }),
    stop: async () => {
      shutdown.abort();
      await backend.stop();
    },
  };
}

function configuredBy({
  database,
  port,
  processing,
}: CatalogPlace & { processing: boolean }) {
  return createServiceFactory({
    service: coreServices.rootConfig,
    deps: {},
    factory: () =>
      new ConfigReader({
        app: { baseUrl: 'http://localhost:3000' },
        backend: {
          baseUrl: `http://127.0.0.1:${port}`,
          listen: { host: '127.0.0.1', port },
          database,
        },
        // Without the events backend there is nobody to ask for others' events.
        events: { useEventBus: 'never' },
        catalog: processing ? {} : { processingInterval: false },
      }),
  });
}
