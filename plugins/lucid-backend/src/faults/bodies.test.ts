import { gzipSync } from 'node:zlib';
import { Sync } from 'backstage-plugin-lucid-common';
import { sendJson } from '../scim/__testUtils__/ScriptedScimServer';
import { body, byId, inTheMiddle, list } from './__testUtils__/answers';
import {
  describeFaults,
  ExpectedEnd,
  FaultRow,
} from './__testUtils__/describeFaults';
import { Fault, idAskedFor } from './__testUtils__/MisbehavingLucid';

jest.setTimeout(60_000);

const MEGABYTE = 1024 * 1024;

function nonsense(says: RegExp): ExpectedEnd {
  return {
    state: 'failed',
    error: 'LucidProtocolError',
    says,
    connection: 'unreachable',
  };
}

const gzip = { 'content-encoding': 'gzip' };

/** Two gigabytes of blanks in two megabytes. */
const bomb = () =>
  Buffer.concat(
    Array<Buffer>(32).fill(gzipSync(Buffer.alloc(64 * MEGABYTE, ' '))),
  );

/** Sends 200 MB of blanks, as fast as they are taken. */
const hugePage: Fault = (_, response) => {
  response.writeHead(200);
  const megabyte = Buffer.alloc(MEGABYTE, ' ');
  let left = 200;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(megabyte)) {
        return;
      }
    }
    response.end();
  };
  response.on('drain', more);
  more();
};

const loginPage = body(
  '<!doctype html><title>Sign in</title><form action="/login">',
  { 'content-type': 'text/html' },
);

const bodies: { name: string; does: Fault; says: RegExp }[] = [
  {
    name: 'gzip that is broken',
    does: body('not gzip', gzip),
    says: /gzip packing is broken/,
  },
  {
    name: 'gzip that is cut off',
    does: body(gzipSync('{"totalResults": 250}').subarray(0, 20), gzip),
    says: /gzip packing is broken/,
  },
  {
    name: 'gzip that unpacks to gigabytes',
    does: (...args) => body(bomb(), gzip)(...args),
    says: /more than 32 MB. Lower pageSize/,
  },
  {
    name: 'a page of 200 MB',
    does: hugePage,
    says: /more than 32 MB. Lower pageSize/,
  },
  {
    name: 'HTML with status 200',
    does: body('<html><body>It works!</body></html>'),
    says: /a web page in place of JSON/,
  },
  {
    name: "a proxy's login page with status 200",
    does: loginPage,
    says: /A proxy or a login page seems to be in between/,
  },
  { name: 'plain text', does: body('OK'), says: /not JSON/ },
  { name: 'nothing at all', does: body(''), says: /not JSON/ },
  {
    name: 'JSON that breaks off',
    does: body('{"totalResults": 250, "Resources": ['),
    says: /not JSON/,
  },
  {
    name: 'JSON of another shape',
    does: body('{"users": [], "total": 250}'),
    says: /no list of users/,
  },
  {
    name: 'an error with status 200',
    does: body(
      '{"schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"], "status": "500"}',
    ),
    says: /no list of users/,
  },
  { name: 'null', does: body('null'), says: /not a SCIM list/ },
  {
    name: 'text where the users should be',
    does: body('{"totalResults": 250, "Resources": "none"}'),
    says: /not a SCIM list/,
  },
  {
    name: 'a bare array',
    does: (request, response, lucid) =>
      body(JSON.stringify(lucid.users))(request, response, lucid),
    says: /not a SCIM list, but a bare array/,
  },
];

describeFaults(
  'an answer that is none',
  bodies.flatMap<FaultRow>(({ name, does, says }) => [
    {
      fault: `${name}: is not tried again`,
      does,
      end: nonsense(says),
      also: portal => expect(portal.waits).toEqual([]),
    },
    {
      fault: `${name}, in the middle`,
      does: inTheMiddle(does),
      end: nonsense(says),
    },
  ]),
);

/** Both versions: two users are missing, and neither is proved to be gone. */
const nobodyDeparts: FaultRow['end'] = {
  state: 'succeeded',
  holds: (after, before) => [
    ...after,
    ...before.filter(({ id }) => after.every(user => user.id !== id)),
  ],
  counts: { departed: 0, rejected: 2 },
};

function expectBothRejected(sync: Sync, why: RegExp): void {
  expect(sync.rejected).toEqual(
    Array(2).fill({
      id: expect.any(String),
      reason: expect.stringMatching(why),
    }),
  );
}

describeFaults('a proof of absence', [
  {
    fault: 'that is a login page: nobody departs',
    does: byId(loginPage),
    end: nobodyDeparts,
    also: (_, sync) => expectBothRejected(sync, /web page/),
  },
  {
    fault: 'that is a login page, for more than a set share: is held',
    does: byId(loginPage),
    users: after => after.slice(0, 230),
    end: {
      state: 'held',
      error: 'TooManyRejected',
      says: /21 of 251 users could not be understood, more than 5 %/,
      connection: 'connected',
    },
  },
  {
    fault: 'that is a user with the id of another: nobody departs',
    does: byId(body('{"id": "lucid-999", "active": false}')),
    end: nobodyDeparts,
    also: (_, sync) => expectBothRejected(sync, /another id/),
  },
  {
    fault: 'that is a user who is inactive: departs',
    does: byId((request, response) =>
      sendJson(response, { id: idAskedFor(request), active: false }),
    ),
    end: { state: 'succeeded', counts: { departed: 2, rejected: 0 } },
  },
]);

describeFaults('an answer that is odd but clear', [
  {
    fault: 'packed, with a byte order mark and the wrong content type',
    does: (request, response, lucid) => {
      const page = JSON.stringify({
        totalResults: lucid.users.length,
        Resources: lucid.users.slice(
          request.startIndex - 1,
          request.startIndex - 1 + request.count,
        ),
      });
      if (request.path.includes('/Users?')) {
        body(gzipSync(`\ufeff${page}`), {
          ...gzip,
          'content-type': 'text/html',
        })(request, response, lucid);
      } else {
        lucid.answerWell(request, response);
      }
    },
    end: { state: 'succeeded' },
  },
  {
    fault: 'with attributes that nobody knows',
    does: list(page => ({ ...page, novelty: [{}], nextPage: 'urn:x' })),
    end: { state: 'succeeded' },
  },
]);
