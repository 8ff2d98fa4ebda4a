import { createServer } from 'node:net';
import { PortalError } from './PortalError';

/** A port that something is about to listen on. */
export interface WantedPort {
  port: number;
  /** What listens there. */
  name: string;
  /** The option that moves it elsewhere. */
  option: string;
}

// A port can be taken on one address family alone, and a browser may try either.
const ADDRESSES = ['127.0.0.1', '::'];

/**
 * Makes sure that nothing listens on any of the ports.
 *
 * @throws PortalError that names every port that is taken.
 */
export async function requireFreePorts(wanted: WantedPort[]): Promise<void> {
  const repeated = wanted.find(
    (it, index) => wanted.findIndex(other => other.port === it.port) !== index,
  );
  if (repeated) {
    throw new PortalError(
      `port ${repeated.port} is asked for twice: choose another with ${repeated.option}`,
    );
  }
  const free = await Promise.all(wanted.map(({ port }) => isFree(port)));
  const taken = wanted.filter((_, index) => !free[index]);
  if (taken.length > 0) {
    throw new PortalError(
      taken
        .map(
          it =>
            `port ${it.port} for the ${it.name} is taken: stop what listens there, or choose another with ${it.option}`,
        )
        .join('; '),
    );
  }
}

/** Finds as many different free ports as asked for. */
export async function findFreePorts(count: number): Promise<number[]> {
  // All are held at once, so that none is given twice.
  const servers = await Promise.all(
    Array.from({ length: count }, () => listen(0, '127.0.0.1')),
  );
  return Promise.all(
    servers.map(async server => {
      const address = server.address();
      await new Promise(done => server.close(done));
      if (address === null || typeof address === 'string') {
        throw new Error('A TCP server has an address with a port');
      }
      return address.port;
    }),
  );
}

async function isFree(port: number): Promise<boolean> {
  for (const address of ADDRESSES) {
    try {
      const server = await listen(port, address);
      await new Promise(done => server.close(done));
    } catch (error) {
      // A machine without IPv6 says EAFNOSUPPORT or EADDRNOTAVAIL: not taken.
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' || code === 'EACCES') {
        return false;
      }
    }
  }
  return true;
}

async function listen(port: number, host: string) {
  const server = createServer();
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen({ port, host }, done);
  });
  return server;
}
