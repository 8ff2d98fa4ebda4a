import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { lucidServiceRef } from 'backstage-plugin-lucid-node';
import { LicenceUsageEntityProvider } from './LicenceUsageEntityProvider';
import { LicenceUsageProcessor } from './entity/LicenceUsageProcessor';

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
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        lucid: lucidServiceRef,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ lifecycle, processing, ...services }) {
        const shutdown = new AbortController();
        lifecycle.addShutdownHook(() => shutdown.abort());

        processing.addProcessor(new LicenceUsageProcessor());
        processing.addEntityProvider(
          new LicenceUsageEntityProvider({
            ...services,
            signal: shutdown.signal,
          }),
        );
      },
    });
  },
});
