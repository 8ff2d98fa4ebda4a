import {
  byId,
  first,
  inTheMiddle,
  onceInTheMiddle,
  status,
} from './__testUtils__/answers';
import {
  describeFaults,
  ExpectedEnd,
  FaultRow,
} from './__testUtils__/describeFaults';
import { expectSilence } from './__testUtils__/expectSilence';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { idAskedFor } from './__testUtils__/MisbehavingLucid';

jest.setTimeout(60_000);

function unauthorised(code: number): ExpectedEnd {
  return {
    state: 'failed',
    error: 'LucidUnauthorisedError',
    says: new RegExp(`${code}.*The token is not accepted: generate a new one`),
    connection: 'unauthorised',
  };
}

function unavailable(code: number): ExpectedEnd {
  return {
    state: 'failed',
    error: 'LucidUnavailableError',
    says: new RegExp(
      `${code}.*a problem of its own: the next sync tries again`,
    ),
    connection: 'unreachable',
  };
}

/** How many requests for a single user have come. */
function askedById(portal: FaultyPortal): number {
  return portal
    .lucid()
    .faultyRequests.filter(request => idAskedFor(request) !== undefined).length;
}

describeFaults(
  'a token that is refused',
  [401, 403].flatMap<FaultRow>(code => [
    {
      fault: `${code} at the start: is not tried again`,
      does: status(code),
      end: unauthorised(code),
      also: portal => {
        expect(portal.lucid().faultyRequests).toHaveLength(1);
        expect(portal.waits).toEqual([]);
      },
    },
    {
      fault: `${code} in the middle`,
      does: inTheMiddle(status(code)),
      end: unauthorised(code),
    },
    {
      fault: `${code} while absences are proved`,
      does: byId(status(code)),
      end: unauthorised(code),
    },
    {
      fault: `${code} while many absences are proved: nobody else is asked for`,
      does: byId(status(code)),
      users: after => after.slice(0, 230),
      end: unauthorised(code),
      also: async portal => {
        // As many as may be under way at a time.
        expect(askedById(portal)).toBeLessThanOrEqual(3);
        await expectSilence(portal);
      },
    },
  ]),
);

const inAMinute = () => new Date(Date.now() + 60_000).toUTCString();

/** Whatever the status is that asks for it, nobody is to come back before. */
describeFaults(
  'Retry-After',
  [429, 503].flatMap<FaultRow>(code => [
    {
      fault: `of a ${code} in seconds: waits so long`,
      does: onceInTheMiddle(status(code, { 'retry-after': '7' })),
      end: { state: 'succeeded' },
      also: portal => expect(portal.waits).toEqual([7_250]),
    },
    {
      fault: `of a ${code} as a date: waits until then`,
      does: onceInTheMiddle((...args) =>
        status(code, { 'retry-after': inAMinute() })(...args),
      ),
      end: { state: 'succeeded' },
      also: portal => {
        expect(portal.waits).toHaveLength(1);
        expect(portal.waits[0]).toBeGreaterThan(50_000);
        expect(portal.waits[0]).toBeLessThan(61_000);
      },
    },
  ]),
);

describeFaults('429', [
  {
    fault: 'without Retry-After: waits as long as the back-off says',
    does: onceInTheMiddle(status(429)),
    end: { state: 'succeeded' },
    also: portal => expect(portal.waits).toEqual([250]),
  },
  ...['99999999', '-5', 'soon', 'Fri, 01 Jan 2100 00:00:00 GMT'].map<FaultRow>(
    absurd => ({
      fault: `with an absurd Retry-After (${absurd}): waits five minutes at most`,
      does: onceInTheMiddle(status(429, { 'retry-after': absurd })),
      end: { state: 'succeeded' },
      also: portal => {
        expect(portal.waits).toHaveLength(1);
        expect(portal.waits[0]).toBeLessThanOrEqual(301_000);
      },
    }),
  ),
  {
    fault: 'for ever: gives up and says what to change',
    does: status(429),
    end: {
      state: 'failed',
      error: 'LucidRateLimitedError',
      says: /429.*too many requests: sync less often or lower concurrency/,
      connection: 'unreachable',
    },
    also: portal => expect(portal.waits).toHaveLength(6),
  },
]);

describeFaults(
  'an error of the server',
  [500, 502, 503, 504].flatMap<FaultRow>(code => [
    {
      fault: `${code} once`,
      does: onceInTheMiddle(status(code)),
      end: { state: 'succeeded' },
      also: portal => expect(portal.waits).toEqual([250]),
    },
    {
      fault: `${code} for a while: waits longer each time`,
      does: first(4, status(code)),
      end: { state: 'succeeded' },
      also: portal => expect(portal.waits).toEqual([250, 500, 1_000, 2_000]),
    },
    {
      fault: `${code} that names somebody: nobody else is told who`,
      does: status(
        code,
        {},
        { detail: 'Ask <jane.doe@example.com>, or joe@example.com.' },
      ),
      end: {
        state: 'failed',
        error: 'LucidUnavailableError',
        says: new RegExp(`${code}.*Ask <\\[address\\]>, or \\[address\\]`),
        connection: 'unreachable',
      },
    },
    {
      fault: `${code} for ever, from the start`,
      does: status(code),
      end: unavailable(code),
      also: portal => expect(portal.lucid().faultyRequests).toHaveLength(7),
    },
  ]),
);

describeFaults('a server that has had enough', [
  {
    fault: '503 from the second page on, for ever',
    does: inTheMiddle(status(503)),
    end: unavailable(503),
  },
  {
    fault: '503 while absences are proved: nobody departs',
    does: byId(status(503)),
    end: unavailable(503),
  },
]);
