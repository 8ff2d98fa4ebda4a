import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { mockServices } from '@backstage/backend-test-utils';
import {
  listResponse,
  Script,
  ScriptedScimServer,
  sendJson,
  someUsers,
} from './__testUtils__/ScriptedScimServer';
import { ImpatientClock } from './__testUtils__/ImpatientClock';
import { systemClock } from '../http/Clock';
import { UndiciLucidScimClient } from './UndiciLucidScimClient';

const TOKEN = 'top-secret-token-1234';
const USERS = someUsers(250);

/** Milliseconds for a request where its time is not what is tested: enough on a busy machine. */
const PATIENT = 30_000;

/** Milliseconds for a request that has to run out of time. */
const IMPATIENT = 800;

/** The same text to whoever reads it as JSON. */
const escaped = (text: string) =>
  text.replace(
    /./g,
    one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

describe('UndiciLucidScimClient', () => {
  const closing: (() => Promise<void>)[] = [];
  let clock: ImpatientClock;

  beforeEach(() => {
    clock = new ImpatientClock('2026-01-01T00:00:00Z');
  });

  afterEach(async () => {
    await Promise.all(closing.splice(0).map(close => close()));
  });

  async function serve(script: Script, requestTimeout = PATIENT) {
    const server = await ScriptedScimServer.start(script);
    closing.push(() => server.close());
    return { server, client: connect(server.baseUrl, { requestTimeout }) };
  }

  function connect(
    baseUrl: string,
    { requestTimeout = PATIENT, realSleep = false } = {},
  ) {
    const client = new UndiciLucidScimClient({
      config: {
        id: 'default',
        token: TOKEN,
        baseUrl,
        pageSize: 100,
        concurrency: 3,
        requestTimeout,
      },
      logger: mockServices.logger.mock(),
      retries: 3,
      clock: realSleep ? systemClock : clock,
    });
    closing.push(() => client.close());
    return client;
  }

  async function readAll(
    client: UndiciLucidScimClient,
    signal = new AbortController().signal,
  ): Promise<string[]> {
    const ids: string[] = [];
    for await (const page of client.readUsers({ signal })) {
      ids.push(...page.users.map(user => user.id));
    }
    return ids;
  }

  const serveUsers: Script = (request, response) =>
    sendJson(response, listResponse(USERS, request));

  const ALL = USERS.map(user => user.id);

  it('reads every user once, with the token and what it accepts in the headers', async () => {
    const { server, client } = await serve(serveUsers);
    expect(await readAll(client)).toEqual(ALL);
    expect(server.requests.map(request => request.path)).toEqual([
      '/scim/v2/Users?startIndex=1&count=100',
      '/scim/v2/Users?startIndex=100&count=100',
      '/scim/v2/Users?startIndex=199&count=100',
    ]);
    for (const { headers } of server.requests) {
      expect(headers).toMatchObject({
        authorization: `Bearer ${TOKEN}`,
        accept: 'application/scim+json, application/json',
        'accept-encoding': 'gzip',
      });
    }
  });

  it('reads packed answers, and ones whose content type is wrong', async () => {
    const { client } = await serve((request, response) => {
      response.writeHead(200, {
        'content-encoding': 'gzip',
        'content-type': 'text/plain',
      });
      response.end(
        gzipSync(`\ufeff${JSON.stringify(listResponse(USERS, request))}`),
      );
    });
    expect(await readAll(client)).toEqual(ALL);
  });

  it.each<[string, Script]>([
    ['500 once', (_, response) => sendJson(response, {}, 500)],
    [
      '502 with a web page',
      (_, response) => {
        response.writeHead(502, { 'content-type': 'text/html' });
        response.end('<html>');
      },
    ],
    ['503', (_, response) => sendJson(response, {}, 503)],
    ['504', (_, response) => sendJson(response, {}, 504)],
    ['408', (_, response) => sendJson(response, {}, 408)],
    ['425', (_, response) => sendJson(response, {}, 425)],
    ['429', (_, response) => sendJson(response, {}, 429)],
    ['a reset', (_, response) => response.socket?.resetAndDestroy()],
    ['a connection that is closed', (_, response) => response.socket?.end()],
    ['no answer', () => {}],
    [
      'a body that stops',
      (_, response) => {
        response.writeHead(200, { 'content-length': '5000' });
        response.write('{"totalResults"');
      },
    ],
    [
      'a body that is cut off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '5000' });
        response.write('{"totalResults"', () => response.socket?.destroy());
      },
    ],
    [
      'one byte at a time',
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
    [
      'an error whose words never end',
      (_, response) => {
        response.writeHead(503);
        response.write(' ');
      },
    ],
  ])('tries again after %s in the middle', async (_, fault) => {
    const { client } = await serve(
      (request, response) =>
        (request.nth === 2 ? fault : serveUsers)(request, response),
      IMPATIENT,
    );
    expect(await readAll(client)).toEqual(ALL);
    expect(clock.slept).toEqual([250]);
  });

  it.each<[string, string | undefined, number]>([
    ['in seconds', '7', 7_250],
    ['as a date', 'Thu, 01 Jan 2026 00:00:09 GMT', 9_250],
    ['absent', undefined, 250],
    ['absurdly long', '99999999', 300_250],
    ['an absurdly late date', 'Fri, 01 Jan 2100 00:00:00 GMT', 300_250],
    ['in the past', 'Wed, 31 Dec 2025 23:59:59 GMT', 250],
    ['negative', '-5', 250],
    ['not a number', 'soon', 250],
  ])('waits for Retry-After where it is %s', async (_, retryAfter, delay) => {
    const { client } = await serve((request, response) => {
      if (request.nth === 1) {
        if (retryAfter !== undefined) {
          response.setHeader('retry-after', retryAfter);
        }
        response.writeHead(429);
        response.end();
      } else {
        serveUsers(request, response);
      }
    });
    expect(await readAll(client)).toEqual(ALL);
    expect(clock.slept).toEqual([delay]);
  });

  it('waits longer each time, and gives up in the end', async () => {
    const { server, client } = await serve((_, response) =>
      sendJson(response, {}, 503),
    );
    await expect(readAll(client)).rejects.toMatchObject({
      name: 'LucidUnavailableError',
      status: 503,
    });
    expect(clock.slept).toEqual([250, 500, 1_000]);
    expect(server.requests).toHaveLength(4);
  });

  const json =
    (body: unknown, status = 200): Script =>
    (_, response) =>
      sendJson(response, body, status);

  const packed =
    (body: Buffer, encoding = 'gzip'): Script =>
    (_, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(body);
    };

  const gigabyte = () => {
    // 64 MB of blanks stand in for gigabytes: twice what is allowed.
    return gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
  };

  const endless: Script = (_, response) => {
    response.writeHead(200);
    const megabyte = Buffer.alloc(1024 * 1024, ' ');
    const more = () => {
      while (!response.destroyed && response.write(megabyte));
    };
    response.on('drain', more);
    more();
  };

  it.each<[string, Script, string, RegExp]>([
    ['401', json({}, 401), 'LucidUnauthorisedError', /401.*generate a new one/],
    ['403', json({}, 403), 'LucidUnauthorisedError', /403.*generate a new one/],
    [
      '400 with the words of SCIM',
      json({ detail: 'Bad filter' }, 400),
      'LucidProtocolError',
      /400 \(Bad filter\)/,
    ],
    ['404 for the list', json({}, 404), 'LucidProtocolError', /404.*baseUrl/],
    [
      '204',
      (_, response) => response.writeHead(204).end(),
      'LucidProtocolError',
      /204/,
    ],
    [
      'a redirect',
      (_, response) =>
        response.writeHead(302, { location: 'http://localhost:1/' }).end(),
      'LucidProtocolError',
      /302.*Redirects are not followed/,
    ],
    [
      'a login page with status 200',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<!doctype html><form>');
      },
      'LucidProtocolError',
      /web page.*proxy or a login page/,
    ],
    [
      'text',
      (_, response) => response.end('OK'),
      'LucidProtocolError',
      /not JSON/,
    ],
    [
      'nothing',
      (_, response) => response.end(),
      'LucidProtocolError',
      /not JSON/,
    ],
    [
      'half of JSON',
      (_, response) => response.end('{"a":'),
      'LucidProtocolError',
      /not JSON/,
    ],
    ['a bare array', json(USERS), 'LucidProtocolError', /bare array/],
    [
      'JSON of another shape',
      json({ users: [] }),
      'LucidProtocolError',
      /no list of users/,
    ],
    ['null', json(null), 'LucidProtocolError', /not a SCIM list/],
    [
      'text in place of the list',
      json({ Resources: 'x' }),
      'LucidProtocolError',
      /not a SCIM list/,
    ],
    [
      'an error of SCIM with status 200',
      json({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '500',
      }),
      'LucidProtocolError',
      /no list of users/,
    ],
    [
      'broken gzip',
      packed(Buffer.from('not gzip')),
      'LucidProtocolError',
      /gzip packing is broken/,
    ],
    [
      'gzip that is cut off',
      packed(gzipSync(JSON.stringify(USERS)).subarray(0, 100)),
      'LucidProtocolError',
      /gzip packing is broken/,
    ],
    [
      'gzip that unpacks to gigabytes',
      packed(gigabyte()),
      'LucidProtocolError',
      /more than 32 MB/,
    ],
    [
      'a packing that was not asked for',
      packed(Buffer.from('x'), 'br'),
      'LucidProtocolError',
      /not asked for/,
    ],
    ['a page without end', endless, 'LucidProtocolError', /more than 32 MB/],
  ])('fails at once on %s and says why', async (_, script, name, message) => {
    const { server, client } = await serve(script);
    const error = await readAll(client).catch(reason => reason);
    expect(error).toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
    expect(clock.slept).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it.each([401, 403])('fails on %d in the middle', async status => {
    const { client } = await serve((request, response) =>
      request.startIndex > 1
        ? sendJson(response, {}, status)
        : serveUsers(request, response),
    );
    await expect(readAll(client)).rejects.toMatchObject({
      name: 'LucidUnauthorisedError',
      status,
    });
  });

  it('never sends the token to where a redirect points', async () => {
    const { server: elsewhere } = await serve(serveUsers);
    const { client } = await serve((_, response) =>
      response.writeHead(307, { location: `${elsewhere.baseUrl}/Users` }).end(),
    );
    await expect(readAll(client)).rejects.toThrow('Redirects are not followed');
    expect(elsewhere.requests).toEqual([]);
  });

  it('says that nobody listens', async () => {
    const { server } = await serve(serveUsers);
    const { baseUrl } = server;
    await server.close();
    await expect(readAll(connect(baseUrl))).rejects.toMatchObject({
      name: 'LucidUnavailableError',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(clock.slept).toHaveLength(3);
  });

  it('says that the host is not known', async () => {
    const client = connect('https://no-such-host.invalid/scim/v2', {
      requestTimeout: IMPATIENT,
    });
    await expect(readAll(client)).rejects.toMatchObject({
      name: 'LucidUnavailableError',
      message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN|not complete after/),
    });
  });

  it('says that TLS failed', async () => {
    const { server } = await serve(serveUsers);
    const client = connect(`https://127.0.0.1:${server.port}/scim/v2`);
    await expect(readAll(client)).rejects.toMatchObject({
      name: 'LucidUnavailableError',
      message: expect.stringMatching(/SSL|closed|reset/),
    });
  });

  it.each<[string, unknown]>([
    ['text', '250'],
    ['missing', undefined],
    ['negative', -1],
    ['fractional', 250.5],
    ['not a number', 'many'],
    ['too small', 99],
    ['null', null],
  ])('reads everybody where totalResults is %s', async (_, totalResults) => {
    const { client } = await serve((request, response) =>
      sendJson(response, {
        ...listResponse(USERS, request),
        totalResults,
        startIndex: 'x',
        itemsPerPage: -4,
      }),
    );
    expect(await readAll(client)).toEqual(ALL);
  });

  it.each<[string, Script]>([
    ['there is no answer', () => {}],
    ['an answer stops', (_, response) => void response.write('{')],
    ['it waits to try again', json({}, 503)],
  ])('stops within a second while %s', async (_, script) => {
    const { server } = await serve(script);
    const client = connect(server.baseUrl, { realSleep: true });
    const controller = new AbortController();
    const reading = readAll(client, controller.signal);
    setTimeout(() => controller.abort(new Error('Cancelled')), 100);
    const startedAt = Date.now();
    await expect(reading).rejects.toThrow('Cancelled');
    expect(Date.now() - startedAt).toBeLessThan(1_000);
  });

  describe('the token', () => {
    it.each<[string, Script]>([
      ['401', json({ detail: `Bad token ${TOKEN}` }, 401)],
      ['429', json({ detail: `Bad token ${TOKEN}` }, 429)],
      ['500', json({ detail: TOKEN }, 500)],
      ['400', json({ detail: TOKEN }, 400)],
      [
        '401 that escapes what it echoes',
        (_, response) => {
          response.writeHead(401);
          response.end(`{"detail":"Bad token ${escaped(TOKEN)}"}`);
        },
      ],
      ['a page', (_, response) => response.end(`<html>${TOKEN}`)],
      ['JSON that is broken', (_, response) => response.end(`{"${TOKEN}`)],
      ['a reset', (_, response) => response.socket?.resetAndDestroy()],
      ['silence', () => {}],
      ['broken gzip', packed(Buffer.from(TOKEN))],
    ])('is in no error after %s', async (_, script) => {
      const { client } = await serve(script, IMPATIENT);
      const error = await readAll(client).catch(reason => reason);
      expect(error).toBeInstanceOf(Error);
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(
        TOKEN,
      );
      expect(JSON.stringify(error)).not.toContain(TOKEN);
      expect(String(error.stack)).not.toContain(TOKEN);
    });
  });

  describe('readUser', () => {
    const signal = new AbortController().signal;

    it('asks for the id, whatever is in it', async () => {
      const id = 'a/../b ?#%é';
      const { server, client } = await serve(json({ id, active: false }));
      expect(await client.readUser(id, { signal })).toMatchObject({
        id,
        active: false,
      });
      expect(server.requests[0].path).toBe(
        '/scim/v2/Users/a%2F..%2Fb%20%3F%23%25%C3%A9',
      );
    });

    it('does not leave the path for an id of dots', async () => {
      const { server, client } = await serve(json({ id: '..' }));
      await client.readUser('..', { signal });
      expect(server.requests[0].path).toBe('/scim/v2/Users/%2E%2E');
    });

    it('knows nobody where Lucid answers 404', async () => {
      const { client } = await serve((_, response) =>
        response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'),
      );
      expect(await client.readUser('u1', { signal })).toBeUndefined();
    });

    it.each<[string, Script, string]>([
      ['a user with another id', json({ id: 'u2' }), 'another id'],
      ['a user without an id', json({ userName: 'x' }), 'id is missing'],
      ['a list', json(USERS), 'not an object'],
      ['a login page', (_, response) => response.end('<html>'), 'web page'],
      ['401', json({}, 401), 'not accepted'],
      ['503', json({}, 503), 'problem of its own'],
    ])(
      'takes %s for no proof that the user is gone',
      async (_, script, words) => {
        const { client } = await serve(script);
        await expect(client.readUser('u1', { signal })).rejects.toThrow(words);
      },
    );
  });
});
