import { mockServices } from '@backstage/backend-test-utils';
import {
  listResponse,
  Script,
  ScriptedScimServer,
  sendJson,
  someUsers,
} from './__testUtils__/ScriptedScimServer';
import { UndiciLucidScimClient } from './UndiciLucidScimClient';

jest.setTimeout(30_000);

/** Milliseconds from the first request until the task is out of time. */
const TIMEOUT = 400;

const OUT_OF_TIME = new DOMException('The task is out of time', 'TimeoutError');

const USERS = someUsers(2_000);

const refuse =
  (status: number, headers: Record<string, string> = {}): Script =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end();
  };

describe('UndiciLucidScimClient whose task is out of time', () => {
  const closing: (() => Promise<void>)[] = [];

  afterEach(async () => {
    await Promise.all(closing.splice(0).map(close => close()));
  });

  async function serve(script: Script) {
    const open = new Set<object>();
    const server = await ScriptedScimServer.start((request, response) => {
      open.add(response);
      response.on('close', () => open.delete(response));
      script(request, response);
    });
    const client = new UndiciLucidScimClient({
      config: {
        id: 'default',
        token: 'secret',
        baseUrl: server.baseUrl,
        pageSize: 100,
        concurrency: 4,
        requestTimeout: 20_000,
      },
      logger: mockServices.logger.mock(),
    });
    closing.push(() => Promise.all([client.close(), server.close()]).then());
    return { server, client, open };
  }

  const read = async (client: UndiciLucidScimClient, signal: AbortSignal) => {
    const pages = [];
    for await (const page of client.readUsers({ signal })) {
      pages.push(page);
    }
    return pages;
  };

  const prove = (client: UndiciLucidScimClient, signal: AbortSignal) =>
    Promise.all(USERS.map(({ id }) => client.readUser(id, { signal })));

  const timers = () =>
    process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;

  describe.each([
    ['reading', read],
    ['proving absences', prove],
  ])('%s', (_, run) => {
    it.each<[string, Script]>([
      ['no answer comes', () => {}],
      [
        'an answer comes byte by byte',
        (__, response) => {
          response.writeHead(200);
          const drip = setInterval(() => response.write(' '), 20);
          response.on('close', () => clearInterval(drip));
        },
      ],
      ['it waits to try again', refuse(503)],
      ['connections are reset', (__, { socket }) => socket?.resetAndDestroy()],
      [
        'the whole account waits for Retry-After',
        refuse(429, { 'retry-after': '120' }),
      ],
      [
        'all is well, and slow',
        (request, response) => {
          const timer = setTimeout(() => {
            const id = request.path.split('/Users/').at(1);
            sendJson(response, id ? { id } : listResponse(USERS, request));
          }, 150);
          response.on('close', () => clearTimeout(timer));
        },
      ],
    ])(
      'stops within a second while %s, and leaves nothing behind',
      async (__, script) => {
        const { server, client, open } = await serve(script);
        const before = timers();
        const task = new AbortController();
        const running = run(client, task.signal);
        running.catch(() => {});
        while (server.requests.length === 0) {
          await new Promise(resolve => setTimeout(resolve, 10));
        }
        await new Promise(resolve => setTimeout(resolve, TIMEOUT));
        const abortedAt = performance.now();
        task.abort(OUT_OF_TIME);

        await expect(running).rejects.toBe(OUT_OF_TIME);

        expect(performance.now() - abortedAt).toBeLessThan(1_000);
        // What was under way to the server at that moment may still arrive.
        await new Promise(resolve => setTimeout(resolve, 100));
        const sent = server.requests.length;
        await new Promise(resolve => setTimeout(resolve, 600));
        expect(server.requests).toHaveLength(sent);
        expect(open.size).toBe(0);
        // The connections, which are kept, have two of their own.
        expect(timers()).toBeLessThanOrEqual(before + 2);
      },
    );
  });

  it('asks for nothing more where the task ends while a page of another length is worked on', async () => {
    const { server, client } = await serve((request, response) => {
      // Shorter pages than asked for, so that reading ahead begins anew.
      const { Resources, ...page } = listResponse(USERS, request);
      const some = (Resources as unknown[]).slice(0, 40);
      sendJson(response, {
        ...page,
        Resources: server.requests.length > 1 ? some.slice(0, 20) : some,
      });
    });
    const task = new AbortController();
    let sent = 0;
    let pages = 0;
    const reading = (async () => {
      for await (const _ of client.readUsers({ signal: task.signal })) {
        pages += 1;
        if (pages === 2) {
          task.abort(OUT_OF_TIME);
          // What was under way to the server at that moment may still arrive.
          await new Promise(resolve => setTimeout(resolve, 100));
          sent = server.requests.length;
        }
      }
    })();

    await expect(reading).rejects.toBe(OUT_OF_TIME);

    await new Promise(resolve => setTimeout(resolve, 200));
    expect(pages).toBe(2);
    expect(server.requests).toHaveLength(sent);
  });

  it.each([400, 402, 405, 406, 409, 410, 413, 418, 422, 424, 451])(
    'does not ask again after %d',
    async status => {
      const { server, client } = await serve(
        refuse(status, { 'retry-after': '1' }),
      );
      const { signal } = new AbortController();
      await expect(read(client, signal)).rejects.toMatchObject({ status });
      expect(server.requests).toHaveLength(1);
    },
  );
});
