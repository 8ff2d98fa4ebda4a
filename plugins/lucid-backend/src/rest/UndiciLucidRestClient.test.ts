import { inspect } from 'node:util';
import { LogRecorder } from '../faults/__testUtils__/LogRecorder';
import { LucidError } from '../http/errors';
import { ImpatientClock } from '../scim/__testUtils__/ImpatientClock';
import {
  Script,
  ScriptedScimServer,
  sendJson,
} from '../scim/__testUtils__/ScriptedScimServer';
import { LucidBilledSeat } from './LucidRestClient';
import { UndiciLucidRestClient } from './UndiciLucidRestClient';

const API_KEY = 'top-secret-api-key-5678';

/** Milliseconds for a request where its time is not what is tested. */
const PATIENT = 30_000;

const SUBSCRIPTION = {
  id: 17,
  licenseTotal: 200,
  licensesUsed: 180,
  trial: false,
  start: '2026-01-01T00:00:00Z',
  end: '2026-12-31T23:59:59Z',
  renewal: '2027-01-01T00:00:00+05:00',
};

describe('UndiciLucidRestClient', () => {
  const closing: (() => Promise<void>)[] = [];
  const log = new LogRecorder();
  let clock: ImpatientClock;
  let server: ScriptedScimServer;
  let client: UndiciLucidRestClient;

  beforeEach(() => {
    clock = new ImpatientClock('2026-01-01T00:00:00Z');
    log.lines.length = 0;
  });

  afterEach(async () => {
    await Promise.all(closing.splice(0).map(close => close()));
  });

  async function serve(script: Script, { requestTimeout = PATIENT } = {}) {
    server = await ScriptedScimServer.start(script);
    client = new UndiciLucidRestClient({
      config: {
        id: 'default',
        apiKey: API_KEY,
        apiBaseUrl: `http://127.0.0.1:${server.port}/rest`,
        requestTimeout,
      },
      logger: log,
      retries: 3,
      clock,
    });
    closing.push(
      () => client.close(),
      () => server.close(),
    );
  }

  const serveRows = (...rows: unknown[]) =>
    serve((_, response) => sendJson(response, rows));

  const signal = () => new AbortController().signal;

  const readSubscriptions = () =>
    client.readSubscriptions({ signal: signal() });

  async function readSeats(id = '17') {
    const seats: LucidBilledSeat[] = [];
    const rejected: string[] = [];
    for await (const page of client.readBilledSeats(id, {
      signal: signal(),
    })) {
      seats.push(...page.rows);
      rejected.push(...page.rejected);
    }
    return { seats, rejected };
  }

  async function failure(reading: Promise<unknown>): Promise<LucidError> {
    const error = await reading.then(
      () => undefined,
      problem => problem,
    );
    expect(error).toBeInstanceOf(Error);
    // Whatever is said of it, and to whomever.
    expect(inspect([error, log.lines], { depth: 20 })).not.toContain(API_KEY);
    return error;
  }

  /** Pages of three seats, each of which says where the next one is. */
  const servePages =
    (pages: number, linkTo: (next: string) => string): Script =>
    ({ path }, response) => {
      const page = Number(/pageToken=t(\d+)/.exec(path)?.[1] ?? 0);
      if (page + 1 < pages) {
        const next = `http://${
          response.req.headers.host
        }/rest/v1/subscriptions/17/licenses?pageToken=t${page + 1}`;
        response.setHeader('link', linkTo(next));
      }
      sendJson(
        response,
        [0, 1, 2].map(place => ({
          userId: page * 3 + place,
          subscriptionId: 17,
          created: '2026-01-02T03:04:05Z',
        })),
      );
    };

  it('asks with the key and the version, and understands what it is told', async () => {
    await serveRows({ ...SUBSCRIPTION, product: 'Something new' });
    expect(await readSubscriptions()).toEqual({
      rows: [
        {
          id: '17',
          bought: 200,
          used: 180,
          trial: false,
          start: '2026-01-01',
          end: '2026-12-31',
          renewal: '2026-12-31',
        },
      ],
      rejected: [],
    });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      path: '/rest/v1/subscriptions',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'lucid-api-version': '1',
        accept: 'application/json',
      },
    });
  });

  it('takes an absent total for no limit, and leaves out days that are none', async () => {
    await serveRows(
      { id: 'a/b', licensesUsed: '3', renewal: true, end: 'never', start: 5 },
      { id: 2, licenseTotal: null, licensesUsed: 0, trial: true },
    );
    expect((await readSubscriptions()).rows).toEqual([
      { id: 'a/b', used: 3 },
      { id: '2', used: 0, trial: true },
    ]);
  });

  it('sets aside what cannot be understood, says why, and invents nothing', async () => {
    await serveRows(
      SUBSCRIPTION,
      { ...SUBSCRIPTION, id: undefined },
      { ...SUBSCRIPTION, licenseTotal: 'unlimited' },
      { ...SUBSCRIPTION, licenseTotal: -1 },
      { ...SUBSCRIPTION, licensesUsed: 1.5 },
      { ...SUBSCRIPTION, id: 'x'.repeat(201) },
      'a subscription',
      null,
    );
    const { rows, rejected } = await readSubscriptions();
    expect(rows).toHaveLength(1);
    expect(rejected).toEqual([
      'id is missing or no id',
      'licenseTotal is missing or no whole number',
      'licenseTotal is missing or no whole number',
      'licensesUsed is missing or no whole number',
      'id is missing or no id',
      expect.stringContaining('expected object'),
      expect.stringContaining('expected object'),
    ]);
  });

  it('sets aside a row that makes no sense also where it is the only one of its page', async () => {
    await serve(({ path }, response) => {
      if (path.includes('pageToken')) {
        sendJson(response, [{ userId: 'somebody' }]);
      } else {
        response.setHeader('link', '<?pageToken=t1>; rel="next"');
        sendJson(response, [{ userId: 1 }]);
      }
    });
    expect(await readSeats()).toEqual({
      seats: [{ userId: 'lucid-1' }],
      rejected: ['userId is missing or no id of a user'],
    });
  });

  it('knows users by the ids that SCIM has', async () => {
    await serveRows(
      { userId: 1234, created: '2026-01-02T03:04:05Z' },
      { userId: '77' },
      { userId: 'lucid-78', created: 'some day' },
      { userId: 'somebody' },
      { userId: -1 },
      {},
    );
    expect(await readSeats()).toEqual({
      seats: [
        { userId: 'lucid-1234', createdAt: '2026-01-02T03:04:05.000Z' },
        { userId: 'lucid-77' },
        { userId: 'lucid-78' },
      ],
      rejected: Array(3).fill('userId is missing or no id of a user'),
    });
  });

  it.each<[string, (next: string) => string]>([
    ['as Lucid writes it', next => `<${next}>; rel="next"`],
    [
      'among other links',
      next => `<http://x.example/>; rel="prev", <${next}>; title="a"; rel=NEXT`,
    ],
    ['as one of several relations', next => `<${next}>;rel="last next"`],
    ['relative to the page', next => `<?${next.split('?')[1]}>; rel="next"`],
    [
      'without a host',
      next => `<${new URL(next).pathname}?${next.split('?')[1]}>; rel="next"`,
    ],
  ])('follows a link that is written %s', async (_, linkTo) => {
    await serve(servePages(4, linkTo));
    const { seats } = await readSeats();
    expect(seats.map(({ userId }) => userId)).toEqual(
      Array.from({ length: 12 }, (__, number) => `lucid-${number}`),
    );
    expect(server.requests).toHaveLength(4);
  });

  it('asks for ids in the path as they are', async () => {
    await serveRows();
    await readSeats('a/../b?c');
    await readSeats('..');
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/rest/v1/subscriptions/a%2F..%2Fb%3Fc/licenses',
      '/rest/v1/subscriptions/%2E%2E/licenses',
    ]);
  });

  it('follows no link to another origin, or to elsewhere on its own', async () => {
    const other = await ScriptedScimServer.start((_, response) =>
      sendJson(response, []),
    );
    closing.push(() => other.close());
    for (const target of [
      `http://127.0.0.1:${other.port}/rest/v1/subscriptions/17/licenses`,
      `//127.0.0.1:${other.port}/rest/v1`,
      '/elsewhere',
      '/restless/v1',
      'file:///etc/passwd',
      'http://[',
    ]) {
      await serve((_, response) => {
        response.setHeader('link', `<${target}>; rel="next"`);
        sendJson(response, []);
      });
      const error = await failure(readSeats());
      expect(error.name).toBe('LucidProtocolError');
      expect(error.message).toContain('goes on elsewhere than at apiBaseUrl');
      expect(server.requests).toHaveLength(1);
    }
    expect(other.requests).toEqual([]);
  });

  it.each<[string, (next: string) => string]>([
    ['to itself', () => '<?pageToken=t1>; rel="next"'],
    ['in a circle', next => `<${next.replace('t3', 't1')}>; rel="next"`],
  ])('does not go on for ever where links lead %s', async (_, linkTo) => {
    await serve(servePages(50, linkTo));
    const error = await failure(readSeats());
    expect(error.message).toContain('never end');
    expect(server.requests.length).toBeLessThan(5);
  });

  it.each([401, 403])(
    'says what to do about a key that is refused with %i',
    async status => {
      await serve(({ headers }, response) =>
        sendJson(
          response,
          {
            code: 'unauthorized',
            message: `No access with ${headers.authorization}`,
          },
          status,
        ),
      );
      const error = await failure(readSubscriptions());
      expect(error.name).toBe('LucidUnauthorisedError');
      expect(error.message).toContain(
        `with ${status} (No access with Bearer [token])`,
      );
      expect(error.message).toContain('LicensesAdmin');
      expect(server.requests).toHaveLength(1);
    },
  );

  it('waits as long as a 429 asks for, and goes on', async () => {
    await serve(({ nth }, response) => {
      if (nth < 3) {
        response.setHeader('retry-after', '7');
        sendJson(response, { code: 'tooManyRequests', message: '' }, 429);
      } else {
        sendJson(response, [SUBSCRIPTION]);
      }
    });
    expect((await readSubscriptions()).rows).toHaveLength(1);
    expect(clock.slept).toHaveLength(2);
    clock.slept.forEach(slept => expect(slept).toBeGreaterThanOrEqual(7_000));
  });

  it('gives up on a 429 that never ends', async () => {
    await serve((_, response) => sendJson(response, {}, 429));
    const error = await failure(readSubscriptions());
    expect(error.name).toBe('LucidRateLimitedError');
    expect(server.requests).toHaveLength(4);
  });

  it.each<[string, Script, string, RegExp]>([
    [
      'a web page',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(`<html>${API_KEY}</html>`);
      },
      'LucidProtocolError',
      /a web page in place of JSON.*apiBaseUrl/,
    ],
    [
      'no JSON',
      (_, response) => response.end(`{"key": "${API_KEY}"`),
      'LucidProtocolError',
      /not JSON\. Check that apiBaseUrl is the REST API of Lucid/,
    ],
    [
      'an object',
      (_, response) => sendJson(response, { subscriptions: [] }),
      'LucidProtocolError',
      /not a list/,
    ],
    [
      'a list of other things',
      (_, response) => sendJson(response, [{ name: API_KEY }]),
      'LucidProtocolError',
      /nothing can be understood: id is missing or no id/,
    ],
    [
      '404',
      (_, response) => sendJson(response, { message: 'Nothing here' }, 404),
      'LucidProtocolError',
      /404 \(Nothing here\)\. Check that apiBaseUrl is the REST API/,
    ],
    [
      'a redirect',
      (_, response) => {
        response.writeHead(302, { location: '/rest/v1/other' });
        response.end();
      },
      'LucidProtocolError',
      /Redirects are not followed, so that the API key stays/,
    ],
    [
      'half a body each time',
      (_, response) => {
        response.writeHead(200, { 'content-length': '5000' });
        response.write('[{"id": 17', () => response.socket?.destroy());
      },
      'LucidUnavailableError',
      /did not answer GET \/v1\/subscriptions/,
    ],
    [
      'more than anybody can hold',
      (_, response) => {
        response.writeHead(200);
        const write = () => {
          while (!response.destroyed && response.write(' '.repeat(1 << 20)));
        };
        response.on('drain', write);
        write();
      },
      'LucidProtocolError',
      /more than 32 MB\. No page of the REST API is that large\./,
    ],
  ])('says what is wrong where Lucid answers with %s', async (...row) => {
    const [, script, name, words] = row;
    await serve(script);
    const error = await failure(readSubscriptions());
    expect(error.name).toBe(name);
    expect(error.message).toMatch(words);
  });

  it('tries half a body again', async () => {
    await serve(({ nth }, response) => {
      if (nth === 1) {
        response.writeHead(200, { 'content-length': '5000' });
        response.write('[{"id": 17', () => response.socket?.destroy());
      } else {
        sendJson(response, [SUBSCRIPTION]);
      }
    });
    expect((await readSubscriptions()).rows).toHaveLength(1);
  });

  it('stops as soon as nobody waits any more, with the reason', async () => {
    const stop = new AbortController();
    await serve(() => stop.abort(new Error('Enough')));
    await expect(
      client.readSubscriptions({ signal: stop.signal }),
    ).rejects.toThrow('Enough');
  });
});
