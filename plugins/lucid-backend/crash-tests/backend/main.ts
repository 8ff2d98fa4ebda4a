import { createBackend } from '@backstage/backend-defaults';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { AddressInfo } from 'node:net';
import { createLucidPlugin } from '../../src/plugin';

/** What a backend is told when it is its turn to start. */
export interface BackendInput {
  config: JsonObject;
  /** How long the run lock outlives its owner, in milliseconds. */
  runLockLifetimeMs: number;
}

/** What a backend says to whoever started its process. */
export type BackendMessage =
  | { lucidBackend: 'loaded' }
  | { lucidBackend: 'started'; port: number }
  | { lucidBackend: 'failed'; reason: string };

/**
 * A real backend with the Lucid plugin, in a process of its own. It loads all
 * code at once and starts when it is told to, so that a spare one can wait.
 */
async function startBackend(input: BackendInput): Promise<number> {
  let port = 0;
  const backend = createBackend();
  // The usual factories read the schemas of the configuration of every package,
  // which takes longer than everything else together.
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(input.config),
    }),
  );
  backend.add(
    createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => WinstonLogger.create({ level: 'info' }),
    }),
  );
  backend.add(
    rootHttpRouterServiceFactory({
      configure({ applyDefaults, server }) {
        applyDefaults();
        server.once('listening', () => {
          port = (server.address() as AddressInfo).port;
        });
      },
    }),
  );
  backend.add(
    createLucidPlugin({ runLockLifetimeMs: input.runLockLifetimeMs }),
  );
  await backend.start();
  return port;
}

function tell(message: BackendMessage): void {
  process.send?.(message);
}

process.once('message', (input: BackendInput) => {
  startBackend(input).then(
    port => tell({ lucidBackend: 'started', port }),
    error =>
      tell({ lucidBackend: 'failed', reason: String(error?.stack ?? error) }),
  );
});
// Nobody is left who could end this process.
process.once('disconnect', () => process.exit(1));
tell({ lucidBackend: 'loaded' });
