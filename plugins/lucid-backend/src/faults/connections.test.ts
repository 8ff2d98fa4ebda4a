import dns from 'node:dns';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { createHttpServer } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { byId, inTheMiddle, onceInTheMiddle } from './__testUtils__/answers';
import { expectSilence } from './__testUtils__/expectSilence';
import {
  describeFaults,
  ExpectedEnd,
  FaultRow,
} from './__testUtils__/describeFaults';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { Fault } from './__testUtils__/MisbehavingLucid';

jest.setTimeout(60_000);

function unreachable(says: RegExp): ExpectedEnd {
  return {
    state: 'failed',
    error: 'LucidUnavailableError',
    says,
    connection: 'unreachable',
  };
}

/** Lets the portal look for Lucid where it is not. */
async function lookElsewhere(portal: FaultyPortal, baseUrl: string) {
  await portal.lookAt(baseUrl);
  return () => portal.lookAt();
}

/** Lets DNS fail, at once and in one way, as it does on no machine for sure. */
async function lookInVain(portal: FaultyPortal, code: string) {
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

async function portThatNobodyListensAt(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A server with a certificate that nobody has signed, in front of nothing. */
async function startUntrustedServer() {
  const server = await createHttpServer(
    (_, response) => response.end('{}'),
    {
      listen: { host: '127.0.0.1', port: 0 },
      https: { certificate: { type: 'generated', hostname: 'localhost' } },
    },
    { logger: mockServices.logger.mock() },
  );
  await server.start();
  return server;
}

describeFaults('a way to Lucid that is not there', [
  {
    fault: 'the connection is refused',
    before: async portal =>
      lookElsewhere(
        portal,
        `http://127.0.0.1:${await portThatNobodyListensAt()}/scim/v2`,
      ),
    end: unreachable(/ECONNREFUSED/),
    also: portal => expect(portal.waits).toHaveLength(6),
  },
  {
    fault: 'DNS does not know the host',
    before: portal => lookInVain(portal, 'ENOTFOUND'),
    portal: { retries: 1 },
    end: unreachable(
      /The name of the host is not known\. Check baseUrl and the DNS.*\(ENOTFOUND\)/,
    ),
    also: portal => expect(portal.waits).toHaveLength(1),
  },
  {
    fault: 'DNS does not answer',
    before: portal => lookInVain(portal, 'EAI_AGAIN'),
    portal: { retries: 1 },
    end: unreachable(/The DNS of this machine does not answer\. \(EAI_AGAIN\)/),
    also: portal => expect(portal.waits).toHaveLength(1),
  },
  {
    fault: 'TLS meets a server that does not speak it',
    before: portal =>
      lookElsewhere(portal, `https://127.0.0.1:${portal.lucid().port}/scim/v2`),
    portal: { retries: 1 },
    end: unreachable(/SSL|closed|reset/),
  },
  {
    fault: 'TLS meets a certificate that nobody trusts: is not tried again',
    before: async portal => {
      const server = await startUntrustedServer();
      const back = await lookElsewhere(
        portal,
        `https://localhost:${server.port()}/scim/v2`,
      );
      return async () => {
        await back();
        server.closeAllConnections();
        await server.stop();
      };
    },
    end: unreachable(/The TLS certificate is not trusted.*NODE_EXTRA_CA_CERTS/),
    also: portal => expect(portal.waits).toEqual([]),
  },
]);

/** Milliseconds after which a request that hangs is given up. */
const IMPATIENT = 300;

const connectionFaults: { name: string; does: Fault; says: RegExp }[] = [
  {
    name: 'a connection that is reset',
    does: (_, response) => response.socket?.resetAndDestroy(),
    says: /The connection was (reset|closed)/,
  },
  {
    name: 'a connection that is half closed before the answer',
    does: (_, response) => response.socket?.end(),
    says: /The connection was closed before the answer was complete/,
  },
  {
    name: 'a connection that is half closed within the answer',
    does: (_, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write('{"totalResults": 250,', () => response.socket?.end());
    },
    says: /The connection was closed before the answer was complete/,
  },
  {
    name: 'no answer',
    does: () => {},
    says: /not complete after 300 ms/,
  },
  {
    name: 'one byte a moment',
    does: (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    },
    says: /not complete after 300 ms/,
  },
  {
    name: 'a body that stops',
    does: (_, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write('{"totalResults": 250,');
    },
    says: /not complete after 300 ms/,
  },
];

describeFaults(
  'a connection that fails',
  connectionFaults.flatMap<FaultRow>(({ name, does, says }) => [
    {
      fault: `${name}, once`,
      does: onceInTheMiddle(does),
      // A busy machine may run out of time where nothing hangs, too.
      portal: { requestTimeout: IMPATIENT, retries: 6 },
      end: { state: 'succeeded' },
      also: portal => expect(portal.waits.length).toBeGreaterThan(0),
    },
    {
      fault: `${name}, for ever`,
      does: inTheMiddle(does),
      portal: { requestTimeout: IMPATIENT, retries: 1 },
      end: unreachable(says),
    },
    {
      fault: `${name}, while absences are proved: nobody departs`,
      does: byId(does),
      portal: { requestTimeout: IMPATIENT, retries: 1 },
      end: unreachable(says),
    },
  ]),
);

describeFaults('a connection that fails for everybody who is missing', [
  {
    fault: 'no answer: nobody is asked for any more after the sync has failed',
    does: byId(() => {}),
    users: after => after.slice(0, 230),
    portal: { requestTimeout: IMPATIENT, retries: 1 },
    end: unreachable(/not complete after 300 ms/),
    also: expectSilence,
  },
]);
