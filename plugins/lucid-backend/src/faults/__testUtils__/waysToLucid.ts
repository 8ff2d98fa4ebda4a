import dns from 'node:dns';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { createHttpServer } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { FaultyPortal } from './FaultyPortal';

/**
 * Lets the portal look for Lucid where it is not.
 *
 * @returns what lets it look at the right place again
 */
export async function lookElsewhere(
  portal: FaultyPortal,
  baseUrl: string,
): Promise<() => Promise<void>> {
  await portal.lookAt(baseUrl);
  return () => portal.lookAt();
}

/** Lets DNS fail, at once and in one way, as it does on no machine for sure. */
export async function lookInVain(
  portal: FaultyPortal,
  code: string,
): Promise<() => Promise<void>> {
  const lookup = dns.lookup as (...args: unknown[]) => void;
  const spy = jest.spyOn(dns, 'lookup') as jest.SpyInstance;
  spy.mockImplementation((host, options, done) => {
    // The database is looked up in the same way.
    if (host === 'lucid.invalid') {
      const error = new Error(`getaddrinfo ${code} ${host}`);
      setImmediate(done, Object.assign(error, { code }));
    } else {
      lookup(host, options, done);
    }
  });
  const back = await lookElsewhere(portal, 'https://lucid.invalid/scim/v2');
  return async () => {
    spy.mockRestore();
    await back();
  };
}

/** Lets the portal look at a port that nobody listens at. */
export async function lookAtClosedPort(
  portal: FaultyPortal,
): Promise<() => Promise<void>> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return lookElsewhere(portal, `http://127.0.0.1:${port}/scim/v2`);
}

/** Lets the portal look at a server with a certificate that nobody has signed. */
export async function lookAtUntrustedServer(
  portal: FaultyPortal,
): Promise<() => Promise<void>> {
  const server = await createHttpServer(
    (_, response) => response.end('{}'),
    {
      listen: { host: '127.0.0.1', port: 0 },
      https: { certificate: { type: 'generated', hostname: 'localhost' } },
    },
    { logger: mockServices.logger.mock() },
  );
  await server.start();
  const back = await lookElsewhere(
    portal,
    `https://localhost:${server.port()}/scim/v2`,
  );
  return async () => {
    await back();
    server.closeAllConnections();
    await server.stop();
  };
}
