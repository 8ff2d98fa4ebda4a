import { ScriptedScimServer } from '../scim/__testUtils__/ScriptedScimServer';
import { byId, inTheMiddle, status } from './__testUtils__/answers';
import { describeFaults, FaultRow } from './__testUtils__/describeFaults';
import { Fault } from './__testUtils__/MisbehavingLucid';

jest.setTimeout(60_000);

let elsewhere: ScriptedScimServer;

beforeAll(async () => {
  elsewhere = await ScriptedScimServer.start((_, response) =>
    response.end('{"totalResults": 0}'),
  );
});

afterAll(async () => {
  await elsewhere.close();
});

/** To another host: `localhost` is not what `127.0.0.1` is. */
const toAnotherHost =
  (code: number): Fault =>
  (...args) =>
    status(code, {
      location: `http://localhost:${elsewhere.port}/scim/v2/Users`,
    })(...args);

const refused: FaultRow['end'] = {
  state: 'failed',
  error: 'LucidProtocolError',
  says: /30\d.*Redirects are not followed, so that the token stays where it belongs: set baseUrl/,
  connection: 'unreachable',
};

/** Not one request came to where the redirect points, so no token did either. */
const also: FaultRow['also'] = portal => {
  expect(elsewhere.requests).toEqual([]);
  expect(portal.waits).toEqual([]);
};

describeFaults('a redirect to another host', [
  ...[301, 302, 303, 307, 308].map<FaultRow>(code => ({
    fault: `${code}: the token does not follow`,
    does: toAnotherHost(code),
    end: refused,
    also,
  })),
  {
    fault: '307 in the middle',
    does: inTheMiddle(toAnotherHost(307)),
    end: refused,
    also,
  },
  {
    fault: '302 for a user who is missing: nobody departs',
    does: byId(toAnotherHost(302)),
    end: {
      state: 'succeeded',
      holds: (after, before) => [
        ...after,
        ...before.filter(({ id }) => after.every(user => user.id !== id)),
      ],
      counts: { departed: 0, rejected: 2 },
    },
    also,
  },
]);
