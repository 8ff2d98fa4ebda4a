import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';

/**
 * Answers at the port of the app as well as at its own, so that a built app
 * can be looked at where the development server would serve it. Where
 * `app.listen.port` is not set, there is nothing more than the usual.
 */
export const appAddress = rootHttpRouterServiceFactory({
  configure({ app, applyDefaults, config, lifecycle, logger }) {
    applyDefaults();
    const port = config.getOptionalNumber('app.listen.port');
    if (port === undefined) {
      return;
    }
    const server = createServer(app);
    lifecycle.addStartupHook(
      () =>
        new Promise<void>((done, failed) => {
          server.once('error', failed);
          server.listen(port, done);
        }),
    );
    lifecycle.addShutdownHook(async () => {
      server.closeAllConnections();
      await promisify(server.close.bind(server))();
    });
    logger.info(`The app is served at port ${port} as well`);
  },
});
