import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  BasicPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  entityUsageSchema,
  licenceUsageDetailsSchema,
  lucidCostReadPermission as COST,
  lucidExceptionManagePermission as EXCEPTION,
  lucidPermissions,
  lucidSyncManagePermission as SYNC,
  lucidUsageReadPermission as USAGE,
  monthlyReportSchema,
} from 'backstage-plugin-lucid-common';
import { Router } from 'express';
import { AuditRecorder } from '../__testUtils__/AuditRecorder';
import { LucidBackend } from '../__testUtils__/LucidBackend';
import { MisbehavingLucid } from '../faults/__testUtils__/MisbehavingLucid';
import { scimUser } from '../faults/__testUtils__/scimAccount';
import { RouteOptions, createRoutes } from './routes';

jest.setTimeout(60_000);

const THIS_MONTH = new Date().toISOString().slice(0, 'YYYY-MM'.length);
const SERVICE = mockCredentials.service.header();

type Method = 'get' | 'post' | 'put' | 'delete';

/** Each route, an example of it, and what it needs. */
const ROUTES: [
  method: Method,
  route: string,
  needs: BasicPermission[],
  example?: string,
  body?: object,
][] = [
  ['get', '/status', [USAGE]],
  ['post', '/syncs', [USAGE, SYNC]],
  ['get', '/syncs', [USAGE]],
  ['get', '/syncs/:id', [USAGE], '/syncs/unknown'],
  ['post', '/syncs/:id/confirm', [USAGE, SYNC], '/syncs/unknown/confirm'],
  ['post', '/syncs/:id/discard', [USAGE, SYNC], '/syncs/unknown/discard'],
  ['post', '/reconciliations', [USAGE, SYNC]],
  ['get', '/users', [USAGE]],
  ['get', '/users/facets', [USAGE]],
  ['get', '/users/:account/:id', [USAGE], '/users/default/lucid-1'],
  ['get', '/catalog-users', [USAGE]],
  ['get', '/changes', [USAGE]],
  ['get', '/activity', [USAGE]],
  ['get', '/costs', [USAGE, COST]],
  ['get', '/costs/shares', [USAGE, COST], '/costs/shares?by=department'],
  ['get', '/seats', [USAGE]],
  ['get', '/history', [USAGE], '/history?by=state'],
  ['get', '/costs/history', [USAGE, COST]],
  ['get', '/reports', [USAGE]],
  ['get', '/reports/:month', [USAGE], `/reports/${THIS_MONTH}`],
  ['get', '/users.csv', [USAGE]],
  ['get', '/catalog-users.csv', [USAGE]],
  ['get', '/exceptions.csv', [USAGE]],
  ['get', '/activity.csv', [USAGE]],
  ['get', '/lucid-groups', [USAGE]],
  ['get', '/users/places', [USAGE]],
  [
    'put',
    '/users/:account/:id/exception',
    [USAGE, EXCEPTION],
    '/users/default/lucid-1/exception',
    { note: 'known' },
  ],
  [
    'delete',
    '/users/:account/:id/exception',
    [USAGE, EXCEPTION],
    '/users/default/lucid-1/exception',
  ],
  ['get', '/exceptions', [USAGE]],
  [
    'post',
    '/exceptions',
    [USAGE, EXCEPTION],
    '/exceptions',
    { note: 'known', rule: { field: 'email', pattern: 'robot*' } },
  ],
  ['delete', '/exceptions/:id', [USAGE, EXCEPTION], '/exceptions/unknown'],
  ['get', '/alerts', [USAGE]],
  [
    'get',
    '/entities/:kind/:namespace/:name/usage',
    [USAGE],
    '/entities/group/default/team/usage',
  ],
];

const nameOf = ([method, route]: (typeof ROUTES)[number]) =>
  `${method} ${route}`;

/** A policy that allows everything but what it is told. */
class DenyingPolicy implements PermissionPolicy {
  denied: BasicPermission[] = [];

  /** To be given to a backend. */
  readonly feature = createBackendModule({
    pluginId: 'permission',
    moduleId: 'denying-policy',
    register: env =>
      env.registerInit({
        deps: { policy: policyExtensionPoint },
        init: async ({ policy }) => policy.setPolicy(this),
      }),
  });

  async handle({ permission }: PolicyQuery): Promise<PolicyDecision> {
    const isDenied = this.denied.some(({ name }) => name === permission.name);
    return { result: isDenied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW };
  }
}

const CATALOG: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'person-1' },
    spec: { profile: { email: 'person.1@example.com' } },
    relations: [{ type: 'memberOf', targetRef: 'group:default/team' }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'team' },
    spec: { type: 'team', children: [] },
  },
];

describe('permissions', () => {
  const policy = new DenyingPolicy();
  const audit = new AuditRecorder();
  let lucid: MisbehavingLucid;
  let backend: LucidBackend;

  beforeAll(async () => {
    lucid = await MisbehavingLucid.start();
    lucid.users = [1, 2, 3].map(number => scimUser(number, 'Engineer'));
    backend = await LucidBackend.start(
      {
        token: 'secret-token-of-permissions',
        baseUrl: lucid.baseUrl,
        schedule: { frequency: { trigger: 'manual' } },
        licences: [
          {
            licence: 'Lucidchart',
            price: { amount: '7.95', currency: 'EUR', per: 'month' },
          },
        ],
      },
      [permissionBackend, policy.feature, audit.feature],
      CATALOG,
      { permission: { enabled: true } },
    );
    await backend.sync();
  });

  beforeEach(() => {
    policy.denied = [];
    audit.clear();
  });

  afterAll(async () => {
    await lucid.close();
  });

  const send = (
    [method, route, , example = route, body]: (typeof ROUTES)[number],
    authorization?: string,
  ) => backend.send(method, example, body, authorization);

  it('are known to the portal', async () => {
    const { body } = await backend.get(
      '.well-known/backstage/permissions/metadata',
    );
    expect(body.permissions).toEqual(lucidPermissions);
  });

  it('have names and actions that policies of others rely on', () => {
    expect(
      lucidPermissions.map(({ name, attributes }) => [name, attributes.action]),
    ).toEqual([
      ['lucid.usage.read', 'read'],
      ['lucid.cost.read', 'read'],
      ['lucid.sync.manage', 'update'],
      ['lucid.exception.manage', 'update'],
    ]);
  });

  it('are thought of for every route there is', () => {
    // Routes are put together without a look at what they stand on.
    const { stack } = createRoutes({} as RouteOptions) as Router;
    const routes = stack.flatMap(({ route }) =>
      route
        ? route.stack.map(({ method }: { method: string }) =>
            [method, route.path].join(' '),
          )
        : [],
    );
    expect(routes.toSorted()).toEqual(ROUTES.map(nameOf).toSorted());
    expect(routes).not.toHaveLength(0);
  });

  it.each(lucidPermissions.map(permission => [permission.name, permission]))(
    'keep away from what needs %s whoever does not have it, and from nothing else',
    async (name, permission) => {
      policy.denied = [permission];
      const refused: [string, unknown][] = [];
      for (const route of ROUTES) {
        const { status, body } = await send(route);
        // Services are asked for there, whatever anybody may.
        const isForServices = route[1] === '/changes' && permission !== USAGE;
        if (status === 403 && !isForServices) {
          refused.push([nameOf(route), body.error]);
        }
      }
      const error = {
        name: 'NotAllowedError',
        message: `The permission ${name} is needed for this`,
      };
      expect(refused).toEqual(
        ROUTES.filter(([, , needs]) => needs.includes(permission)).map(
          route => [nameOf(route), error],
        ),
      );
    },
  );

  it('are asked for before it is said whether something is there', async () => {
    policy.denied = [USAGE];
    const known = await backend.get('/users/default/lucid-1');
    const unknown = await backend.get('/users/default/nobody');
    expect(unknown.status).toBe(403);
    expect(unknown.body.error).toEqual(known.body.error);
  });

  it('are those of the portal: services have them all', async () => {
    policy.denied = [...lucidPermissions];
    for (const path of ['/changes', '/users', '/costs', '/status']) {
      expect([path, (await backend.get(path, SERVICE)).status]).toEqual([
        path,
        200,
      ]);
    }
  });

  it('let people in where the portal has permissions turned off', async () => {
    policy.denied = [...lucidPermissions];
    const other = await LucidBackend.start({}, [
      permissionBackend,
      policy.feature,
    ]);
    expect((await other.get('/status')).status).toBe(200);
  });

  describe('of writes', () => {
    it.each([
      ['post /syncs', 'sync-start'],
      ['post /syncs/:id/confirm', 'snapshot-confirm'],
      ['post /syncs/:id/discard', 'snapshot-discard'],
      ['post /reconciliations', 'reconciliation-start'],
      ['put /users/:account/:id/exception', 'exception-make'],
      ['delete /users/:account/:id/exception', 'exception-end'],
      ['post /exceptions', 'exception-make'],
      ['delete /exceptions/:id', 'exception-end'],
    ])('have it audited whom they refuse %s', async (name, eventId) => {
      const route = ROUTES.find(one => nameOf(one) === name)!;
      for (const denied of route[2]) {
        audit.clear();
        policy.denied = [denied];
        expect((await send(route)).status).toBe(403);
        expect(audit.events).toEqual([
          {
            created: expect.objectContaining({
              eventId,
              request: expect.objectContaining({
                method: route[0].toUpperCase(),
              }),
            }),
            fail: {
              error: expect.objectContaining({
                name: 'NotAllowedError',
                message: expect.stringContaining(denied.name),
              }),
            },
          },
        ]);
      }
    });

    it('keep a loss of the catalog from being accepted, which is audited as such', async () => {
      policy.denied = [SYNC];
      const { status } = await backend.send('post', '/reconciliations', {
        acceptLoss: true,
      });
      expect(status).toBe(403);
      expect(audit.events).toMatchObject([
        {
          created: { eventId: 'catalog-loss-accept' },
          fail: { error: { name: 'NotAllowedError' } },
        },
      ]);
    });

    it('keep whoever is refused from changing anything', async () => {
      const read = async () => {
        const { body: syncs } = await backend.get('/syncs');
        const { body: exceptions } = await backend.get('/exceptions');
        return [syncs.totalItems, exceptions.totalItems];
      };
      const before = await read();
      policy.denied = [SYNC, EXCEPTION];
      for (const route of ROUTES.filter(([method]) => method !== 'get')) {
        await send(route);
      }
      expect(await read()).toEqual(before);
    });
  });

  describe('of costs', () => {
    const MONEY = /EUR|7\.95|Cost per month/;

    /** The routes whose answer tells of money. */
    async function tellers(): Promise<string[]> {
      const found: string[] = [];
      for (const route of ROUTES.filter(([method]) =>
        ['get', 'put'].includes(method),
      )) {
        const { text } = await send(route);
        if (MONEY.test(text)) {
          found.push(nameOf(route));
        }
      }
      return found;
    }

    it('keep money out of every answer', async () => {
      expect(await tellers()).toEqual([
        'get /users',
        'get /users/:account/:id',
        'get /costs',
        'get /costs/shares',
        'get /costs/history',
        'get /reports/:month',
        'get /users.csv',
        'put /users/:account/:id/exception',
        'get /entities/:kind/:namespace/:name/usage',
      ]);
      policy.denied = [COST];
      expect(await tellers()).toEqual([]);
    });

    it('leave everything else as though nothing had a price', async () => {
      policy.denied = [COST];
      const user = await backend.get('/users/default/lucid-1');
      const { usage } = licenceUsageDetailsSchema.parse(user.body);
      expect(usage.licences).not.toHaveLength(0);
      expect(usage).not.toHaveProperty('cost');

      const group = await backend.get('/entities/group/default/team/usage');
      expect(entityUsageSchema.parse(group.body)).toMatchObject({
        members: { total: 1, licensed: 1 },
      });
      expect(group.body).not.toHaveProperty('cost');

      const person = await backend.get('/entities/user/default/person-1/usage');
      expect(entityUsageSchema.parse(person.body).kind).toBe('User');
      expect(person.text).not.toMatch(MONEY);

      const { body } = await backend.get(`/reports/${THIS_MONTH}`);
      const report = monthlyReportSchema.parse(body);
      expect(report.spend).toMatchObject({ priced: false, total: [] });
      expect(report.now?.undetected).not.toHaveLength(0);
    });
  });
});
