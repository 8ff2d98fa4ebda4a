import {
  AuthService,
  BackendFeature,
  SchedulerService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  CatalogService,
  EntityProviderConnection,
  EntityProviderMutation,
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { JsonObject, createDeferred } from '@backstage/types';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { LUCID_EVENT_TOPIC } from 'backstage-plugin-lucid-common';
import { LucidService, lucidServiceRef } from 'backstage-plugin-lucid-node';
import { Knex } from 'knex';
import { LicenceUsageEntityProvider } from '../LicenceUsageEntityProvider';
import catalogModuleLucid from '../index';

// Taken before it is wrapped, as a second portal wraps it again.
const connectToCatalog = LicenceUsageEntityProvider.prototype.connect;

const jane: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'jane',
    annotations: {
      'backstage.io/managed-by-location': 'test:users',
      'backstage.io/managed-by-origin-location': 'test:users',
    },
  },
  spec: { memberOf: [] },
};

/**
 * A portal with the real catalog and our module, and the user `jane`. Nothing
 * is published before one of its triggers is pulled: the tasks of the module have
 * an initial delay, and the scheduler of test backends does not run those.
 */
export async function startPortal(options: {
  lucid: LucidService;
  knex: Knex;
  /** The section `lucid.catalog` of the configuration. */
  publishing?: JsonObject;
  /** Whether the catalog gets round to what is added. */
  processing?: boolean;
  features?: BackendFeature[];
}) {
  const logger = mockServices.logger.mock({ child: () => logger });
  const { mutations, connected } = recordMutations();

  let catalog: CatalogService;
  let auth: AuthService;
  let events: EventsService;
  let scheduler: SchedulerService;
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleLucid,
      createServiceFactory({
        service: lucidServiceRef,
        deps: {},
        factory: () => options.lucid,
      }),
      mockServices.database.factory({ knex: options.knex }),
      mockServices.rootConfig.factory({
        data: {
          lucid: { catalog: options.publishing ?? {} },
          catalog:
            options.processing === false ? { processingInterval: false } : {},
        },
      }),
      logger.factory,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'test-users',
        register(env) {
          env.registerInit({
            deps: {
              auth: coreServices.auth,
              catalog: catalogServiceRef,
              events: eventsServiceRef,
              processing: catalogProcessingExtensionPoint,
              scheduler: coreServices.scheduler,
            },
            async init(deps) {
              ({ auth, catalog, events, scheduler } = deps);
              deps.processing.addEntityProvider({
                getProviderName: () => 'users',
                connect: connection =>
                  connection.applyMutation({
                    type: 'full',
                    entities: [{ entity: jane, locationKey: 'users' }],
                  }),
              });
            },
          });
        },
      }),
      ...(options.features ?? []),
    ],
  });

  return {
    mutations,
    logger,
    followNow: () => scheduler.triggerTask('lucid-licence-usage-follow'),
    auditNow: () => scheduler.triggerTask('lucid-licence-usage-audit'),
    tellOfRevision: (revision: number) =>
      events.publish({
        topic: LUCID_EVENT_TOPIC,
        eventPayload: { type: 'revision', account: 'default', revision },
      }),
    tellOfAlert: () =>
      events.publish({
        topic: LUCID_EVENT_TOPIC,
        eventPayload: { type: 'alert-raised', alert: { id: 'alert-1' } },
      }),
    entity: async (ref: string) =>
      catalog.getEntityByRef(ref, {
        credentials: await auth.getOwnServiceCredentials(),
      }),
    licenceUsageNames: async () => {
      const { items } = await catalog.getEntities(
        { filter: { kind: 'LicenceUsage' } },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return items.map(entity => entity.metadata.name).sort();
    },
    /** Applies something as another backend does, in its name and behind its back. */
    applyElsewhere: async (mutation: EntityProviderMutation) => {
      const connection = await connected;
      await connection.applyMutation(mutation);
    },
    /** Lets the catalog lose an entity, as when somebody deletes it by its API. */
    lose: async (ref: string) => {
      const credentials = await auth.getOwnServiceCredentials();
      const entity = await catalog.getEntityByRef(ref, { credentials });
      await catalog.removeEntityByUid(entity?.metadata.uid ?? '', {
        credentials,
      });
    },
    stop: async () => {
      await backend.stop();
    },
  };
}

/** What the provider applies from now on, in the order of its doing, and to what. */
function recordMutations() {
  const mutations = new Array<EntityProviderMutation>();
  const connected = createDeferred<EntityProviderConnection>();
  jest
    .spyOn(LicenceUsageEntityProvider.prototype, 'connect')
    .mockImplementation(function connectRecorded(
      this: LicenceUsageEntityProvider,
      connection,
    ) {
      connected.resolve(connection);
      return connectToCatalog.call(this, {
        refresh: refreshOptions => connection.refresh(refreshOptions),
        applyMutation: async mutation => {
          mutations.push(mutation);
          await connection.applyMutation(mutation);
        },
      });
    });
  return { mutations, connected };
}
