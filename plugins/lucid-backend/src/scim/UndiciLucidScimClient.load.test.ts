import { mockServices } from '@backstage/backend-test-utils';
import {
  listResponse,
  Script,
  ScriptedScimServer,
  sendJson,
  someUsers,
} from './__testUtils__/ScriptedScimServer';
import { UndiciLucidScimClient } from './UndiciLucidScimClient';

jest.setTimeout(60_000);

const CONCURRENCY = 8;

/** A real server, a real client, and the time that they really take. */
describe('UndiciLucidScimClient under load', () => {
  const closing: (() => Promise<void>)[] = [];
  const { signal } = new AbortController();

  afterEach(async () => {
    await Promise.all(closing.splice(0).map(close => close()));
  });

  async function serve(script: Script) {
    const arrivals: number[] = [];
    const server = await ScriptedScimServer.start((request, response) => {
      arrivals.push(performance.now());
      script(request, response);
    });
    const client = new UndiciLucidScimClient({
      config: {
        id: 'default',
        token: 'secret',
        baseUrl: server.baseUrl,
        pageSize: 100,
        concurrency: CONCURRENCY,
        requestTimeout: 30_000,
      },
      logger: mockServices.logger.mock(),
    });
    closing.push(() => Promise.all([client.close(), server.close()]).then());
    const askFor = (users: number) =>
      Promise.all(
        someUsers(users).map(({ id }) => client.readUser(id, { signal })),
      );
    return { server, client, arrivals, askFor };
  }

  const later =
    (milliseconds: number, answer: Script): Script =>
    (request, response) =>
      void setTimeout(() => answer(request, response), milliseconds);

  const answerUser: Script = ({ path }, response) =>
    sendJson(response, { id: path.split('/').at(-1) });

  const refuse =
    (status: number, retryAfter: string): Script =>
    (_, response) => {
      response.setHeader('retry-after', retryAfter);
      sendJson(response, {}, status);
    };

  it.each([429, 503])(
    'lets all requests of the account wait for the Retry-After of a %d, and not only the one that was refused',
    async status => {
      const { arrivals, askFor, client } = await serve((request, response) =>
        later(20, request.nth === 30 ? refuse(status, '2') : answerUser)(
          request,
          response,
        ),
      );

      expect(await askFor(200)).not.toContain(undefined);

      const gaps = arrivals
        .slice(1)
        .map((arrival, index) => arrival - arrivals[index]);
      // All other gaps are those of a server that answers in 20 ms.
      expect(gaps.filter(gap => gap > 1_900)).toHaveLength(1);
      const silence = gaps.findIndex(gap => gap > 1_900) + 1;
      expect(silence).toBeGreaterThanOrEqual(30);
      expect(silence).toBeLessThan(30 + CONCURRENCY);
      expect(client.concurrency).toBe(CONCURRENCY);
    },
  );

  it('proves two hundred absences at once without more than a few requests under way', async () => {
    let underWay = 0;
    let most = 0;
    const { askFor } = await serve((request, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      later(10, (...answered) => {
        underWay -= 1;
        answerUser(...answered);
      })(request, response);
    });
    await askFor(200);
    expect(most).toBe(CONCURRENCY);
  });

  it('reads everybody from a server that allows twenty requests a second, with few refusals', async () => {
    const users = someUsers(6_000);
    let refused = 0;
    let second = 0;
    let used = 0;
    const { client, arrivals } = await serve((request, response) => {
      const now = Math.floor(performance.now() / 1_000);
      used = now === second ? used + 1 : 1;
      second = now;
      if (used > 20) {
        refused += 1;
        sendJson(response, {}, 429);
      } else {
        later(30, () => sendJson(response, listResponse(users, request)))(
          request,
          response,
        );
      }
    });

    const ids: string[] = [];
    for await (const page of client.readUsers({ signal })) {
      ids.push(...page.users.map(({ id }) => id));
    }

    expect(ids).toHaveLength(6_000);
    expect(new Set(ids).size).toBe(6_000);
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(arrivals.length / 4);
  });

  it('asks for less at a time while a server gets slow, and for more when it recovers', async () => {
    let latency = 20;
    const { client, askFor } = await serve((request, response) =>
      later(latency, answerUser)(request, response),
    );
    await askFor(100);
    expect(client.concurrency).toBe(CONCURRENCY);
    latency = 500;
    await askFor(24);
    expect(client.concurrency).toBeLessThanOrEqual(CONCURRENCY / 2);
    latency = 20;
    await askFor(100);
    expect(client.concurrency).toBe(CONCURRENCY);
  });

  it('does not take what keeps this process busy for a slow server', async () => {
    const { client, askFor } = await serve((request, response) => {
      answerUser(request, response);
      if (request.nth > 50) {
        const until = performance.now() + 40;
        while (performance.now() < until);
      }
    });
    await askFor(50);
    await askFor(50);
    expect(client.concurrency).toBe(CONCURRENCY);
  });
});
