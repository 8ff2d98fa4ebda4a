import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { LUCID_EVENT_TOPIC } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { BackendPlace, startBackend } from 'lucid-benchmark-kit';
import { LicenceUsageEntityProvider } from '../src/LicenceUsageEntityProvider';
import { LicenceUsageProcessor } from '../src/entity/LicenceUsageProcessor';
import { CompanyLucid } from './company';
import { ManualProvider } from './ManualProvider';
import { RecordedProvider } from './RecordedProvider';

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

/**
 * Starts a backend as `backstage-plugin-catalog-backend-module-lucid` finds it
 * in a portal, at the catalog's default interval.
 *
 * @param options - with `processing: false` nothing that is applied is
 *   processed, so that many entities can be there without having cost anything
 */
export async function startCatalog(
  options: BackendPlace & { processing: boolean },
): Promise<RunningCatalog> {
  const lucid = new CompanyLucid();
  const others = new ManualProvider('others');
  const shutdown = new AbortController();
  let licenceUsages: RecordedProvider | undefined;
  let events: EventsService | undefined;
  let knex: Knex | undefined;

  const backend = await startBackend({
    ...options,
    config: {
      catalog: options.processing ? {} : { processingInterval: false },
    },
    features: [
      catalogPlugin,
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
    ],
  });
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
