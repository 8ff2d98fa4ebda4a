import { BackendFeature } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import {
  LicenceUsage,
  LucidStatus,
  Sync,
  accountStatusSchema,
  catalogUserPageSchema,
  entityUsageSchema,
  licenceUsageDetailsSchema,
  licenceUsagePageSchema,
  lucidStatusSchema,
  revisedUsagePageSchema,
  syncPageSchema,
  syncSchema,
  usageFacetsSchema,
} from 'backstage-plugin-lucid-common';
import {
  LucidSimulator,
  LucidSimulatorAdmin,
  exampleTruth,
  startLucidSimulator,
} from 'lucid-simulator';
import { readFileSync, readdirSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import request from 'supertest';
import { parseAllDocuments } from 'yaml';
import lucidPlugin from '.';

jest.setTimeout(60_000);

const TOKEN = 'very-secret-token-of-the-test';

/** The example organisation, with the relations that the catalog would add. */
function exampleCatalog(): Entity[] {
  const directory = resolvePath(__dirname, '../../../examples/org');
  return readdirSync(directory)
    .flatMap(file =>
      parseAllDocuments(readFileSync(resolvePath(directory, file), 'utf8')),
    )
    .map(document => document.toJS() as Entity)
    .filter(({ kind }) => kind === 'User' || kind === 'Group')
    .map(entity => {
      const { memberOf, parent } = entity.spec as {
        memberOf?: string[];
        parent?: string;
      };
      const relations = [
        ...(memberOf ?? []).map(name => ({ type: 'memberOf', name })),
        ...(parent ? [{ type: 'childOf', name: parent }] : []),
      ].map(({ type, name }) => ({
        type,
        targetRef: stringifyEntityRef(
          parseEntityRef(name, {
            defaultKind: 'group',
            defaultNamespace: 'default',
          }),
        ),
      }));
      return { ...entity, relations };
    });
}

async function startBackend(config: JsonObject, ...features: BackendFeature[]) {
  const { server } = await startTestBackend({
    features: [
      lucidPlugin,
      catalogServiceMock.factory({ entities: exampleCatalog() }),
      mockServices.rootConfig.factory({ data: config }),
      ...features,
    ],
  });
  return server;
}

describe('the plugin', () => {
  let simulator: LucidSimulator;

  beforeAll(async () => {
    simulator = await startLucidSimulator({ token: TOKEN });
  });

  afterAll(async () => {
    await simulator.close();
  });

  const configured = () => ({
    lucid: {
      token: TOKEN,
      baseUrl: simulator.url,
      schedule: { frequency: { trigger: 'manual' }, timeout: { minutes: 1 } },
    },
  });

  async function syncToItsEnd(
    server: Awaited<ReturnType<typeof startBackend>>,
  ): Promise<Sync> {
    const started = await request(server).post('/api/lucid/v1/syncs').send({});
    expect([200, 202]).toContain(started.status);
    for (;;) {
      const { body } = await request(server).get(
        `/api/lucid/v1/syncs/${started.body.id}`,
      );
      const sync = syncSchema.parse(body);
      if (sync.state !== 'running') {
        return sync;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  it('puts a real account on record, and answers every question about it', async () => {
    const server = await startBackend(configured());
    const get = async (path: string) => {
      const response = await request(server).get(`/api/lucid/v1${path}`);
      expect(response.text).not.toContain(TOKEN);
      expect(response.status).toBe(200);
      return response.body;
    };
    const truth = exampleTruth;

    const sync = await syncToItsEnd(server);
    expect(sync).toMatchObject({
      state: 'succeeded',
      trigger: 'request',
      counts: { users: truth.lucidUsers.length, rejected: 0 },
    });

    const status = lucidStatusSchema.parse(await get('/status'));
    expect(status.configuration).toEqual({ state: 'valid', problems: [] });
    const [account] = status.accounts.map(a => accountStatusSchema.parse(a));
    expect(account).toMatchObject({
      id: 'default',
      connection: { state: 'connected' },
      lastSync: { id: sync.id },
      snapshotAt: sync.startedAt,
    });
    expect(account.counts.users).toBe(truth.lucidUsers.length);

    const usages: LicenceUsage[] = [];
    let cursor = '';
    do {
      const page = licenceUsagePageSchema.parse(
        await get(`/users?limit=200${cursor && `&cursor=${cursor}`}`),
      );
      usages.push(...page.items);
      cursor = page.nextCursor ?? '';
    } while (cursor);
    const byId = (a: { id: string }, b: { id: string }) =>
      a.id < b.id ? -1 : 1;
    expect(
      usages.sort(byId).map(({ id, state, match }) => ({
        id,
        state,
        matcher: match?.matcher,
        entityRefs: match?.entityRefs ?? [],
      })),
    ).toEqual(
      [...truth.lucidUsers]
        .sort(byId)
        .map(({ id, state, matcher, entityRefs }) => ({
          id,
          state,
          matcher,
          entityRefs,
        })),
    );

    const someone = truth.lucidUsers.find(
      ({ exampleCase }) => exampleCase === 'ordinary',
    )!;
    const details = licenceUsageDetailsSchema.parse(
      await get(`/users/default/${someone.id}`),
    );
    expect(details.usage).toMatchObject({
      displayName: someone.displayName,
      email: someone.email,
      state: 'detected',
    });
    expect(details.history).toEqual([
      expect.objectContaining({ type: 'appeared', syncId: sync.id }),
    ]);

    const name = someone.entityRefs[0].split('/')[1];
    expect(
      entityUsageSchema.parse(
        await get(`/entities/User/default/${name}/usage`),
      ),
    ).toMatchObject({ kind: 'User', usages: [{ id: someone.id }] });
    expect(
      entityUsageSchema.parse(
        await get('/entities/group/default/meridian/usage'),
      ),
    ).toMatchObject({
      kind: 'Group',
      members: { total: truth.catalogUsers.length },
    });
    expect(
      entityUsageSchema.parse(
        await get(
          `/entities/LicenceUsage/default/${
            details.usage.entityRef.split('/')[1]
          }/usage`,
        ),
      ),
    ).toMatchObject({ kind: 'LicenceUsage', usage: { id: someone.id } });

    usageFacetsSchema.parse(await get('/users/facets'));
    syncPageSchema.parse(await get('/syncs?limit=1'));
    const unlicensed = catalogUserPageSchema.parse(
      await get('/catalog-users?state=unlicensed&limit=200'),
    );
    expect(unlicensed.items.map(user => user.entityRef).sort()).toEqual(
      [...truth.unlicensed].sort(),
    );
    expect(account.counts.unlicensed).toBe(truth.unlicensed.length);

    const changes = await request(server)
      .get('/api/lucid/v1/changes?since=0&limit=1000')
      .set('authorization', mockCredentials.service.header());
    expect(revisedUsagePageSchema.parse(changes.body).items).toHaveLength(
      truth.lucidUsers.length,
    );
  });

  it('follows the account when users come and go', async () => {
    const server = await startBackend(configured());
    const admin = new LucidSimulatorAdmin(simulator);
    await syncToItsEnd(server);
    const [leaver] = exampleTruth.lucidUsers;
    const added = await admin.addUser({ email: 'new@example.com' });
    await admin.deactivate(leaver.id);

    const sync = await syncToItsEnd(server);

    expect(sync.counts).toMatchObject({ added: 1, departed: 1, changed: 0 });
    const users = await request(server).get('/api/lucid/v1/users?q=new@');
    expect(users.body.items).toEqual([
      expect.objectContaining({ id: added.id, state: 'undetected' }),
    ]);
    const gone = await request(server).get(
      `/api/lucid/v1/users/default/${leaver.id}`,
    );
    expect(gone.body.usage.state).toBe('departed');
    await admin.reset();
  });

  it('says that the token was refused, and never what it was', async () => {
    const server = await startBackend({
      lucid: { ...configured().lucid, token: 'wrong-secret-token' },
    });

    const sync = await syncToItsEnd(server);

    expect(sync.state).toBe('failed');
    const { body, text } = await request(server).get('/api/lucid/v1/status');
    expect((body as LucidStatus).accounts[0].connection).toMatchObject({
      state: 'unauthorised',
      detail: expect.stringContaining('401'),
    });
    expect(text + JSON.stringify(sync)).not.toContain('wrong-secret-token');
  });

  it.each([
    ['missing', {}, 'lucid.token'],
    ['invalid', { lucid: { token: 7 } }, 'lucid.token'],
  ])(
    'starts all the same when the configuration is %s, and names the key',
    async (state, config, key) => {
      const server = await startBackend(config);
      const { body } = await request(server).get('/api/lucid/v1/status');
      expect(body).toEqual({
        configuration: {
          state,
          problems: [{ key, message: expect.any(String) }],
        },
        accounts: [],
        reconciliation: expect.objectContaining({
          catalogUsers: 0,
          running: false,
          rules: [],
        }),
      });
      const { status } = await request(server).post('/api/lucid/v1/syncs');
      expect(status).toBe(400);
    },
  );

  it('reads the account in spite of a key that is not known, and names the key', async () => {
    const logger = mockServices.logger.mock({ child: () => logger });
    const { lucid } = configured();
    const server = await startBackend(
      { lucid: { ...lucid, licenses: [] } },
      logger.factory,
    );

    const { body } = await request(server).get('/api/lucid/v1/status');

    expect(body).toMatchObject({
      configuration: { state: 'valid', problems: [] },
      accounts: [{ id: 'default' }],
    });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('lucid.licenses'),
    );
  });

  describe('with a caller', () => {
    let server: Awaited<ReturnType<typeof startBackend>>;

    beforeAll(async () => {
      server = await startBackend(configured());
    });

    it.each<['GET' | 'POST' | 'PUT' | 'DELETE', string]>([
      ['GET', '/status'],
      ['POST', '/syncs'],
      ['GET', '/syncs'],
      ['GET', '/syncs/some-id'],
      ['POST', '/syncs/some-id/confirm'],
      ['POST', '/syncs/some-id/discard'],
      ['POST', '/reconciliations'],
      ['GET', '/exceptions'],
      ['POST', '/exceptions'],
      ['DELETE', '/exceptions/some-id'],
      ['PUT', '/users/default/some-id/exception'],
      ['DELETE', '/users/default/some-id/exception'],
      ['GET', '/users.csv'],
      ['GET', '/catalog-users.csv'],
      ['GET', '/exceptions.csv'],
      ['GET', '/users'],
      ['GET', '/users/facets'],
      ['GET', '/users/places'],
      ['GET', '/lucid-groups'],
      ['GET', '/users/default/some-id'],
      ['GET', '/catalog-users'],
      ['GET', '/entities/user/default/jane/usage'],
      ['GET', '/changes'],
    ])('who is nobody, %s %s is refused', async (method, path) => {
      const url = `/api/lucid/v1${path}`;
      const { status } = await request(server)
        [method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](url)
        .set('authorization', mockCredentials.none.header());
      expect(status).toBe(401);
    });

    it('who is a user, changes are refused: they are for services', async () => {
      const { status } = await request(server).get('/api/lucid/v1/changes');
      expect(status).toBe(403);
    });

    it.each([
      ['/users?state=gone', 'state'],
      ['/users?access=all', 'access'],
      ['/users?limit=0', 'limit'],
      ['/users?limit=201', 'limit'],
      ['/users?limit=1.5', 'limit'],
      ['/users?limit=5&limit=6', 'limit'],
      ['/users?sort=password', 'sort'],
      ['/users?group=::', 'group'],
      ['/users?q[like]=x', 'q'],
      ['/users?q=', 'q'],
      ['/users?q=%00', 'q'],
      ['/users?departmnet=Sales', 'departmnet'],
      ['/users?cursor=nonsense', 'cursor'],
      ['/users?lucidGroup=lucid-group-1', 'lucidGroup'],
      ['/users/places?limit=5', 'limit'],
      ['/users/places?account=', 'account'],
      ['/lucid-groups?matched=maybe', 'matched'],
      ['/lucid-groups?limit=201', 'limit'],
      ['/lucid-groups?cursor=nonsense', 'cursor'],
      ['/lucid-groups?groups=all', 'groups'],
      ['/catalog-users?state=ambiguous', 'state'],
      ['/catalog-users?cursor=nonsense', 'cursor'],
      ['/syncs?limit=many', 'limit'],
      ['/syncs?cursor=nonsense', 'cursor'],
      ['/users/facets?licence=x', 'licence'],
      ['/entities/component/default/site/usage', 'kind'],
      ['/status?counts=all', 'counts'],
      ['/syncs/some-id?phase=reading', 'phase'],
      ['/users/default/some-id?history=all', 'history'],
      ['/entities/user/default/jane/usage?nested=true', 'nested'],
    ])('who sends %s, it answers 400 and names "%s"', async (path, name) => {
      const { status, body } = await request(server).get(
        `/api/lucid/v1${path}`,
      );
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(`"${name}"`),
      });
    });

    it.each<['post' | 'put' | 'delete', string]>([
      ['post', '/syncs'],
      ['post', '/syncs/some-id/confirm'],
      ['post', '/syncs/some-id/discard'],
      ['post', '/reconciliations'],
      ['post', '/exceptions'],
      ['put', '/users/default/some-id/exception'],
      ['delete', '/users/default/some-id/exception'],
      ['delete', '/exceptions/some-id'],
    ])(
      'who would %s %s with a query, it answers 400 and names what is in it',
      async (method, path) => {
        const { status, body } = await request(server)
          [method](`/api/lucid/v1${path}?acceptLoss=true`)
          .send({});
        expect(status).toBe(400);
        expect(body.error.message).toContain('"acceptLoss"');
      },
    );

    it.each([
      ['/syncs', [], 'object'],
      ['/syncs', { acount: 'default' }, 'acount'],
      ['/syncs', { account: 'unknown' }, 'account'],
    ])('who posts the wrong body, it says so', async (path, sent, named) => {
      const { status, body } = await request(server)
        .post(`/api/lucid/v1${path}`)
        .send(sent);
      expect(status).toBe(400);
      expect(body.error.message).toContain(named);
    });

    it.each([
      '/syncs/unknown',
      '/users/default/unknown',
      '/entities/user/default/unknown/usage',
      '/entities/licenceusage/default/unknown/usage',
    ])('who asks for what is not there (%s), it answers 404', async path => {
      const { status } = await request(server).get(`/api/lucid/v1${path}`);
      expect(status).toBe(404);
    });
  });
});
