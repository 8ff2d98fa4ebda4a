import { ServerResponse } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import {
  LucidSimulatorAdmin,
  LucidSimulatorOptions,
  startLucidSimulator,
} from 'lucid-simulator';
import { ImpatientClock } from './__testUtils__/ImpatientClock';
import {
  listResponse,
  Script,
  ScriptedRequest,
  ScriptedScimServer,
  sendJson,
} from './__testUtils__/ScriptedScimServer';
import { ScimGroup } from './ScimGroup';
import { UndiciLucidScimClient } from './UndiciLucidScimClient';

const signal = new AbortController().signal;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()));
});

function connect(baseUrl: string, token: string): UndiciLucidScimClient {
  const client = new UndiciLucidScimClient({
    config: {
      id: 'default',
      token,
      baseUrl,
      pageSize: 100,
      concurrency: 4,
      requestTimeout: 10_000,
    },
    logger: mockServices.logger.mock(),
    clock: new ImpatientClock('2026-01-01T00:00:00Z'),
  });
  closing.push(() => client.close());
  return client;
}

async function readAll(client: UndiciLucidScimClient) {
  const groups = new Map<string, ScimGroup>();
  const rejected: unknown[] = [];
  for await (const page of client.readGroups({ signal })) {
    page.groups.forEach(group => groups.set(group.id, group));
    rejected.push(...page.rejected);
  }
  return { groups, rejected };
}

describe('readGroups and the Lucid simulator', () => {
  async function start(options: LucidSimulatorOptions) {
    const simulator = await startLucidSimulator(options);
    closing.push(() => simulator.close());
    return { simulator, client: connect(simulator.url, simulator.token) };
  }

  it('reads every org group with its users and subgroups', async () => {
    const { simulator, client } = await start({ users: 6_000 });
    const { groups } = await readAll(client);
    expect(groups.size).toBe(61);
    expect(groups.get('lucid-group-1')).toMatchObject({
      name: 'Department 1',
      memberIds: expect.arrayContaining(['lucid-1000001', 'lucid-group-2']),
    });
    const members = [...groups.values()].flatMap(group => group.memberIds);
    const users = (await new LucidSimulatorAdmin(simulator).users()).filter(
      user => user.active,
    );
    expect(members.filter(id => !groups.has(id)).sort()).toEqual(
      users.map(({ id }) => id).sort(),
    );
  });

  it('reads teams, which hold users alone', async () => {
    const { client } = await start({ users: 500, groups: 'teams' });
    const { groups } = await readAll(client);
    expect(groups.size).toBe(6);
    const members = [...groups.values()].flatMap(group => group.memberIds);
    expect(members.some(id => groups.has(id))).toBe(false);
    expect(members).toHaveLength(500);
  });

  it('finds none where the account has none', async () => {
    const { client } = await start({ groups: 'none' });
    expect((await readAll(client)).groups.size).toBe(0);
  });

  it('gets through failures and rate limits', async () => {
    const { client } = await start({
      users: 6_000,
      failureRate: 0.2,
      seed: 3,
    });
    expect((await readAll(client)).groups.size).toBe(61);
  });
});

describe('readGroups and a server that does as it likes', () => {
  const group = (number: number) => ({
    id: `g${number}`,
    displayName: `Group ${number}`,
    members: [{ value: `u${number}` }],
  });
  const someGroups = (number: number) =>
    Array.from({ length: number }, (_, index) => group(index + 1));

  async function start(script: Script) {
    const server = await ScriptedScimServer.start(script);
    closing.push(() => server.close());
    return { server, client: connect(server.baseUrl, 'a-token') };
  }

  it('asks for a few groups at a time, because each comes with all of its members', async () => {
    const { server, client } = await start((request, response) =>
      sendJson(response, listResponse(someGroups(45), request)),
    );
    expect((await readAll(client)).groups.size).toBe(45);
    expect(server.requests.every(({ count }) => count === 20)).toBe(true);
    expect(
      server.requests.every(({ path }) => path.startsWith('/scim/v2/Groups?')),
    ).toBe(true);
  });

  it.each([404, 501])(
    'takes an account that answers %d to have no groups, without trying again',
    async status => {
      const { server, client } = await start((_, response) =>
        sendJson(response, { detail: 'There is no such thing' }, status),
      );
      expect((await readAll(client)).groups.size).toBe(0);
      expect(server.requests).toHaveLength(1);
    },
  );

  it.each([404, 501])('believes no %d after the first page', async status => {
    const { client } = await start((request, response) =>
      request.startIndex === 1
        ? sendJson(response, listResponse(someGroups(45), request))
        : sendJson(response, {}, status),
    );
    await expect(readAll(client)).rejects.toMatchObject({ status });
  });

  it('reads no more than a page ahead of whoever stores what it reads', async () => {
    const { server, client } = await start((request, response) =>
      sendJson(response, listResponse(someGroups(400), request)),
    );
    const pages = client.readGroups({ signal });
    await pages.next();
    await pages.next();
    const reading = pages.next();
    await reading;
    // The one that is told of, and the one that is on its way.
    expect(server.requests.length).toBeLessThanOrEqual(4);
    await pages.return();
  });

  it('sets aside what it cannot understand, and keeps the rest', async () => {
    const { client } = await start((request, response) =>
      sendJson(
        response,
        listResponse([group(1), { displayName: 'Nobody' }, 'x'], request),
      ),
    );
    const { groups, rejected } = await readAll(client);
    expect([...groups.keys()]).toEqual(['g1']);
    expect(rejected).toEqual([
      { reason: 'id is missing or not text' },
      { reason: 'the group is not an object' },
    ]);
  });

  it('reads every group once from a server that sends all of them whatever is asked for', async () => {
    const groups = someGroups(45);
    const { client } = await start((_, response) =>
      sendJson(response, { totalResults: 45, Resources: groups }),
    );
    expect([...(await readAll(client)).groups.keys()]).toEqual(
      groups.map(({ id }) => id),
    );
  });

  const lie =
    (change: (page: Record<string, unknown>) => Record<string, unknown>) =>
    (request: ScriptedRequest, response: ServerResponse) =>
      sendJson(response, change(listResponse(someGroups(45), request)));

  it.each<[string, Script]>([
    ['says less than it sends', lie(page => ({ ...page, totalResults: 3 }))],
    ['says nothing', lie(({ totalResults, ...page }) => page)],
  ])(
    'reads every group of a server that %s of how many there are',
    async (_, script) => {
      const { client } = await start(script);
      expect((await readAll(client)).groups.size).toBe(45);
    },
  );

  it('gives up on a server that promises more than it ever sends', async () => {
    const { client } = await start(
      lie(page => ({ ...page, totalResults: 500 })),
    );
    await expect(readAll(client)).rejects.toThrow(
      /there are 500 groups, but the same 45 come again and again/,
    );
  });

  it('gives up on pages that hold something else each time', async () => {
    const { client } = await start((request, response) => {
      const Resources = Array.from({ length: 20 }, (_, index) =>
        group(request.startIndex * 1_000 + request.nth * 50 + index),
      );
      sendJson(response, { totalResults: 100, Resources });
    });
    await expect(readAll(client)).rejects.toThrow(
      /The reading is incomplete and is not used/,
    );
  });

  it.each<[string, string, RegExp]>([
    ['a web page', '<html>Sign in</html>', /GET \/Groups with a web page/],
    ['no list', '{"total": 4}', /GET \/Groups.* no list of groups/],
    ['half an answer', '{"totalResults": 4, "Reso', /is not JSON/],
  ])('says what is wrong where it gets %s', async (_, body, message) => {
    const { client } = await start((_request, response) => response.end(body));
    await expect(readAll(client)).rejects.toThrow(message);
  });
});
