import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { lucidServiceRef } from 'backstage-plugin-lucid-node';
import {
  LicenceUsageEntityProvider,
  PROVIDER_NAME,
} from './LicenceUsageEntityProvider';
import { LicenceUsageProcessor } from './entity/LicenceUsageProcessor';
import { readPublishingRule } from './publishing/readPublishingRule';

/**
 * Stands in for the provider where it is not known what to publish: without
 * one of this name, the catalog would remove every entity.
 */
const idleProvider: EntityProvider = {
  getProviderName: () => PROVIDER_NAME,
  connect: async () => {},
};

/**
 * Adds the kind `LicenceUsage` to the catalog, and its entities.
 *
 * @public
 */
export const catalogModuleLucid = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'lucid',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        lucid: lucidServiceRef,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config, lifecycle, processing, ...services }) {
        const shutdown = new AbortController();
        lifecycle.addShutdownHook(() => shutdown.abort());

        const reading = readPublishingRule(config);
        if (reading.state === 'invalid') {
          services.logger.error(
            `Lucid licence usage in the catalog stays as it is: ${reading.problems.join(
              '; ',
            )}. Correct it and start again`,
          );
        }
        processing.addProcessor(new LicenceUsageProcessor());
        processing.addEntityProvider(
          reading.state === 'valid'
            ? new LicenceUsageEntityProvider({
                ...services,
                rule: reading.rule,
                signal: shutdown.signal,
              })
            : idleProvider,
        );
      },
    });
  },
});
