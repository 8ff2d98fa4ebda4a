import {
  BackendFeature,
  RootLoggerService,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';

/** Where a backend of a measurement runs. */
export interface BackendPlace {
  /** The section `backend.database` of the configuration. */
  database: JsonObject;
  port: number;
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
 * Starts a real backend in this process.
 *
 * @param options - `config` is what the configuration has beside what every
 *   backend needs; it must not have the section `backend`
 */
export async function startBackend(
  options: BackendPlace & { features: BackendFeature[]; config?: JsonObject },
): Promise<{ stop(): Promise<void> }> {
  const { database, port, features, config } = options;
  // Loaded here: it is large, and most benchmarks do without it.
  const { createBackend } = await import('@backstage/backend-defaults');
  const backend = createBackend();
  backend.add(errorsOnly);
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () =>
        new ConfigReader({
          app: { baseUrl: 'http://localhost:3000' },
          // Without the events backend there is nobody to ask for others' events.
          events: { useEventBus: 'never' },
          ...config,
          backend: {
            baseUrl: `http://127.0.0.1:${port}`,
            listen: { host: '127.0.0.1', port },
            database,
          },
        }),
    }),
  );
  for (const feature of features) {
    backend.add(feature);
  }
  await backend.start();
  return backend;
}
