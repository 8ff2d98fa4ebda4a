import { MockFetchApi, registerMswTestHooks } from '@backstage/test-utils';
import { ResponseError } from '@backstage/errors';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import {
  exceptedUsage,
  exceptionOf,
  explanationOf,
  nearestUser,
  reconciliationOf,
  statusOf,
  syncOf,
  undetectedUsage,
  usageOf,
} from '../testing/fixtures';
import { LucidClient } from './LucidClient';

const BASE = 'http://backend.example.com/api/lucid';

const client = new LucidClient({
  fetchApi: new MockFetchApi({
    resolvePluginProtocol: {
      discoveryApi: {
        getBaseUrl: async id => `http://backend.example.com/api/${id}`,
      },
    },
  }),
});

const usagePage = { items: [usageOf()], totalItems: 1 };
const emptyPage = { items: [], totalItems: 0 };
const details = {
  usage: usageOf(),
  history: [],
  explanation: explanationOf(),
};

/** An error as a Backstage backend answers it. */
function failure(statusCode: number, name: string, message: string) {
  return HttpResponse.json(
    { error: { name, message }, response: { statusCode } },
    { status: statusCode },
  );
}

describe('LucidClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it.each([
    ['status', () => client.status(), 'GET', '/v1/status', statusOf()],
    ['a sync', () => client.sync('a/b'), 'GET', '/v1/syncs/a%2Fb', syncOf()],
    [
      'the syncs of an account',
      () => client.syncs({ account: 'europe', limit: 5 }),
      'GET',
      '/v1/syncs?account=europe&limit=5',
      emptyPage,
    ],
    ['everybody in Lucid', () => client.users(), 'GET', '/v1/users', usagePage],
    [
      'filtered Lucid users, with one parameter per state',
      () =>
        client.users({
          state: ['undetected', 'ambiguous'],
          q: 'Jana & co',
          sort: '-lastSeen',
          department: undefined,
        }),
      'GET',
      '/v1/users?state=undetected&state=ambiguous&q=Jana+%26+co&sort=-lastSeen',
      usagePage,
    ],
    [
      'one Lucid user',
      () => client.user('default', 'lucid/1'),
      'GET',
      '/v1/users/default/lucid%2F1',
      details,
    ],
    [
      'values to filter by',
      () => client.facets('europe'),
      'GET',
      '/v1/users/facets?account=europe',
      { licences: [], departments: [] },
    ],
    [
      'undetected users of a Lucid group who have left, with the likeliest catalog user',
      () =>
        client.users({
          state: ['undetected'],
          reason: 'leaver',
          account: 'europe',
          lucidGroup: 'lucid-group-1',
        }),
      'GET',
      '/v1/users?state=undetected&reason=leaver&account=europe&lucidGroup=lucid-group-1',
      {
        items: [{ ...undetectedUsage(), nearest: nearestUser() }],
        totalItems: 1,
      },
    ],
    [
      'catalog users without a licence',
      () => client.catalogUsers({ state: 'unlicensed' }),
      'GET',
      '/v1/catalog-users?state=unlicensed',
      emptyPage,
    ],
    [
      'licensed members of a group, with their licences',
      () =>
        client.catalogUsers({ state: 'licensed', group: 'group:default/a' }),
      'GET',
      '/v1/catalog-users?state=licensed&group=group%3Adefault%2Fa',
      {
        items: [
          {
            entityRef: 'user:default/jana',
            displayName: 'Jana',
            licences: [{ name: 'Lucidchart', access: 'can-edit' }],
          },
        ],
        totalItems: 1,
      },
    ],
    [
      'exceptions',
      () => client.exceptions({ state: 'expired', limit: 10 }),
      'GET',
      '/v1/exceptions?state=expired&limit=10',
      { items: [exceptionOf({ state: 'expired' })], totalItems: 1 },
    ],
    [
      'groups of Lucid',
      () => client.lucidGroups({ account: 'europe', matched: false }),
      'GET',
      '/v1/lucid-groups?account=europe&matched=false',
      {
        items: [
          {
            account: 'europe',
            id: 'lucid-group-1',
            name: 'Design',
            users: 4,
            undetected: 1,
            departed: 0,
            match: { entityRef: 'group:default/design', by: 'name' },
          },
        ],
        totalItems: 1,
      },
    ],
    [
      'places of undetected users',
      () => client.places({ matched: false }),
      'GET',
      '/v1/users/places?matched=false',
      {
        places: [
          { place: 'department', name: 'Sales', undetected: 4, departed: 1 },
        ],
      },
    ],
    [
      'a reconciliation',
      () => client.reconcile({ acceptLoss: true }),
      'POST',
      '/v1/reconciliations',
      reconciliationOf({ running: true }),
    ],
    [
      'exceptions for a selection',
      () =>
        client.makeExceptions({
          note: 'Agency',
          users: [{ account: 'default', id: 'lucid-1' }],
        }),
      'POST',
      '/v1/exceptions',
      { exceptions: ['exception-1'] },
    ],
    [
      'the licences of an entity',
      () => client.entityUsage('user:default/jana'),
      'GET',
      '/v1/entities/user/default/jana/usage',
      {
        kind: 'User',
        entityRef: 'user:default/jana',
        usages: [usageOf()],
        ambiguous: [],
      },
    ],
    [
      'a confirmation',
      () => client.confirmSync('sync-1'),
      'POST',
      '/v1/syncs/sync-1/confirm',
      syncOf(),
    ],
    [
      'a discard',
      () => client.discardSync('sync-1'),
      'POST',
      '/v1/syncs/sync-1/discard',
      syncOf(),
    ],
  ])('asks the backend for %s', async (_, ask, method, path, answer) => {
    const asked: string[] = [];
    server.use(
      http.all(`${BASE}/*`, ({ request }) => {
        asked.push(`${request.method} ${request.url.slice(BASE.length)}`);
        return HttpResponse.json(answer);
      }),
    );

    await expect(ask()).resolves.toEqual(answer);
    expect(asked).toEqual([`${method} ${path}`]);
  });

  it.each([
    [undefined, {}],
    ['europe', { account: 'europe' }],
  ])('starts a sync of the account %s', async (account, body) => {
    let sent: unknown;
    server.use(
      http.post(`${BASE}/v1/syncs`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(syncOf(), { status: 202 });
      }),
    );

    await expect(client.startSync(account)).resolves.toEqual(syncOf());
    expect(sent).toEqual(body);
  });

  it('says what a licence is accounted for, and takes it back', async () => {
    const asked: unknown[] = [];
    server.use(
      http.all(`${BASE}/*`, async ({ request }) => {
        asked.push([
          request.method,
          request.url.slice(BASE.length),
          request.body ? await request.json() : undefined,
        ]);
        return request.method === 'PUT'
          ? HttpResponse.json(exceptedUsage())
          : new HttpResponse(null, { status: 204 });
      }),
    );

    await expect(
      client.exceptUser('europe', 'lucid/1', {
        note: 'Agency',
        until: '2027-03-31',
      }),
    ).resolves.toEqual(exceptedUsage());
    await client.endUserException('europe', 'lucid/1');
    await client.endException('a b');
    expect(asked).toEqual([
      [
        'PUT',
        '/v1/users/europe/lucid%2F1/exception',
        { note: 'Agency', until: '2027-03-31' },
      ],
      ['DELETE', '/v1/users/europe/lucid%2F1/exception', undefined],
      ['DELETE', '/v1/exceptions/a%20b', undefined],
    ]);
  });

  it('says so when an exception is refused', async () => {
    server.use(
      http.put(`${BASE}/v1/users/default/1/exception`, () =>
        failure(403, 'NotAllowedError', 'only administrators'),
      ),
    );
    await expect(
      client.exceptUser('default', '1', { note: 'Agency' }),
    ).rejects.toMatchObject({ statusCode: 403 });
  });

  it('hands on what the backend says went wrong', async () => {
    server.use(
      http.get(`${BASE}/v1/users`, () =>
        failure(400, 'InputError', 'bad limit'),
      ),
    );

    const error = await client.users({ limit: 0 }).catch(reason => reason);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error.cause).toMatchObject({
      name: 'InputError',
      message: 'bad limit',
    });
  });

  it('does not take an answer of another shape for licences', async () => {
    server.use(
      http.get(`${BASE}/v1/users`, () => HttpResponse.json({ items: 'none' })),
    );

    await expect(client.users({ q: 'secret' })).rejects.toThrow(
      /^The Lucid backend gave an unexpected answer to \/users;/,
    );
  });

  it('knows nothing of an entity that the backend does not know', async () => {
    server.use(
      http.get(`${BASE}/v1/entities/*`, () =>
        failure(404, 'NotFoundError', 'unknown'),
      ),
    );

    await expect(
      client.entityUsage('user:default/jana'),
    ).resolves.toBeUndefined();
  });

  it('does not mistake a portal without the backend for an unknown entity', async () => {
    server.use(
      http.get(
        `${BASE}/v1/entities/*`,
        () => new HttpResponse(null, { status: 404 }),
      ),
    );

    await expect(client.entityUsage('user:default/jana')).rejects.toThrow(
      /404/,
    );
  });

  it.each([
    [
      { list: 'users' as const, query: { state: ['undetected' as const] } },
      '/v1/users.csv?state=undetected&bom=true&delimiter=semicolon',
    ],
    [
      { list: 'catalog-users' as const, query: { q: 'jana' } },
      '/v1/catalog-users.csv?q=jana&bom=true&delimiter=semicolon',
    ],
    [
      { list: 'activity' as const, query: { type: ['departed' as const] } },
      '/v1/activity.csv?type=departed&bom=true&delimiter=semicolon',
    ],
  ])('has %j exported as a file', async (wanted, path) => {
    const asked: string[] = [];
    server.use(
      http.get(`${BASE}/*`, ({ request }) => {
        asked.push(request.url.slice(BASE.length));
        return new HttpResponse('Name\r\nJana\r\n', {
          headers: {
            'content-disposition':
              'attachment; filename="lucid-undetected-2026-03-10.csv"',
          },
        });
      }),
    );

    const { name, content } = await client.exportCsv(wanted, {
      bom: true,
      delimiter: 'semicolon',
    });
    expect(asked).toEqual([path]);
    expect(name).toBe('lucid-undetected-2026-03-10.csv');
    expect(content.size).toBe('Name\r\nJana\r\n'.length);
  });

  it('does not take a file that breaks off for complete', async () => {
    server.use(
      http.get(`${BASE}/v1/users.csv`, () => {
        const body = new ReadableStream({
          start(stream) {
            stream.enqueue(new TextEncoder().encode('Name\r\n'));
            stream.error(new Error('broken off'));
          },
        });
        return new HttpResponse(body);
      }),
    );

    await expect(
      client.exportCsv({ list: 'users', query: {} }),
    ).rejects.toThrow();
  });

  it('ends a request that is no longer of interest', async () => {
    server.use(
      http.get(`${BASE}/v1/status`, () => new Promise<never>(() => {})),
    );
    const controller = new AbortController();
    const request = client.status({ signal: controller.signal });
    controller.abort();

    await expect(request).rejects.toMatchObject({ name: 'AbortError' });
  });
});
