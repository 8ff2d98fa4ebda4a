import { byId, inTheMiddle, onceInTheMiddle } from './__testUtils__/answers';
import { expectSilence } from './__testUtils__/expectSilence';
import {
  describeFaults,
  ExpectedEnd,
  FaultRow,
} from './__testUtils__/describeFaults';
import { Fault } from './__testUtils__/MisbehavingLucid';
import {
  lookAtClosedPort,
  lookAtUntrustedServer,
  lookElsewhere,
  lookInVain,
} from './__testUtils__/waysToLucid';

jest.setTimeout(60_000);

function unreachable(says: RegExp): ExpectedEnd {
  return {
    state: 'failed',
    error: 'LucidUnavailableError',
    says,
    connection: 'unreachable',
  };
}

describeFaults('a way to Lucid that is not there', [
  {
    fault: 'the connection is refused',
    before: lookAtClosedPort,
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
    before: lookAtUntrustedServer,
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
