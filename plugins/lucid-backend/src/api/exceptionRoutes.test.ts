import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  ExceptionRequest,
  LicenceException,
  LicenceUsage,
  UsageChange,
  UsageCounts,
  entityUsageSchema,
  exceptionPageSchema,
  exceptionResultSchema,
  licenceUsagePageSchema,
  licenceUsageSchema,
  lucidStatusSchema,
  revisedUsagePageSchema,
  usageChangeSchema,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { AuditRecorder } from '../__testUtils__/AuditRecorder';
import { LucidBackend } from '../__testUtils__/LucidBackend';
import { createTestStore, databases } from '../__testUtils__/databases';
import { ExceptionStore } from '../store/ExceptionStore';
import { MisbehavingLucid } from '../faults/__testUtils__/MisbehavingLucid';
import { LogRecorder } from '../faults/__testUtils__/LogRecorder';
import { scimUser } from '../faults/__testUtils__/scimAccount';

jest.setTimeout(60_000);

const MOCK_USER = 'user:default/mock';
const JOE = mockCredentials.user.header('user:default/joe');
const SERVICE = mockCredentials.service.header();

/** Users 1 to 4 in each of two accounts, of whom the catalog knows the first. */
const USERS = [1, 2, 3, 4];

const catalogUser = (name: string, email: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  spec: { profile: { email } },
});

describe.each(databases.eachSupportedId())('exceptions, on %s', database => {
  const lucids: MisbehavingLucid[] = [];
  let knex: Knex;
  let emea: MisbehavingLucid;
  let apac: MisbehavingLucid;
  let backend: LucidBackend;
  let audit: AuditRecorder;
  let log: LogRecorder;
  let scheduler: ReturnType<typeof mockServices.scheduler>;

  beforeEach(async () => {
    knex = await createTestStore(database);
    emea = await MisbehavingLucid.start();
    apac = await MisbehavingLucid.start();
    lucids.push(emea, apac);
    audit = new AuditRecorder();
    log = new LogRecorder();
    scheduler = mockServices.scheduler();
    const account = (lucid: MisbehavingLucid) => ({
      token: `secret-token-for-${lucid.port}`,
      baseUrl: lucid.baseUrl,
      schedule: { frequency: { trigger: 'manual' } },
    });
    for (const lucid of lucids) {
      lucid.users = USERS.map(number => scimUser(number, 'Engineer'));
    }
    backend = await LucidBackend.start(
      { accounts: { emea: account(emea), apac: account(apac) } },
      [
        audit.feature,
        mockServices.database.factory({ knex }),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => log,
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
      ],
      [
        catalogUser('person-1', 'person.1@example.com'),
        catalogUser('twin-a', 'person.5@example.com'),
        catalogUser('twin-b', 'person.5@example.com'),
      ],
    );
    await backend.sync('emea');
    await backend.sync('apac');
    audit.clear();
  });

  afterEach(async () => {
    await Promise.all(lucids.splice(0).map(lucid => lucid.close()));
  });

  const except = (path: string, body: object, authorization?: string) =>
    backend.send('put', `/users/${path}/exception`, body, authorization);

  async function make(asked: ExceptionRequest): Promise<string[]> {
    const { status, body } = await backend.send('post', '/exceptions', asked);
    expect(status).toBe(201);
    return exceptionResultSchema.parse(body).exceptions;
  }

  async function exceptions(query = ''): Promise<LicenceException[]> {
    const { body } = await backend.get(`/exceptions?limit=200${query}`);
    return exceptionPageSchema.parse(body).items;
  }

  /** Those who are listed in a state, as account/id. */
  async function inState(state: string): Promise<string[]> {
    const { body } = await backend.get(`/users?limit=200&state=${state}`);
    const { items, totalItems } = licenceUsagePageSchema.parse(body);
    expect(totalItems).toBe(items.length);
    return items.map(({ account, id }) => `${account}/${id}`).sort();
  }

  async function usage(path: string): Promise<LicenceUsage> {
    const { body } = await backend.get(`/users/${path}`);
    return licenceUsageSchema.parse(body.usage);
  }

  async function history(path: string): Promise<UsageChange[]> {
    const { body } = await backend.get(`/users/${path}`);
    return z.array(usageChangeSchema).parse(body.history);
  }

  async function counts(account: string): Promise<UsageCounts> {
    const { accounts } = lucidStatusSchema.parse(
      (await backend.get('/status')).body,
    );
    return accounts.find(({ id }) => id === account)!.counts;
  }

  const UNSETTLED = [
    'apac/lucid-2',
    'apac/lucid-3',
    'apac/lucid-4',
    'emea/lucid-2',
    'emea/lucid-3',
    'emea/lucid-4',
  ];
  const unsettledBut = (...settled: string[]) =>
    UNSETTLED.filter(user => !settled.includes(user));

  it("settles one user at once: counted apart, listed under its own filter, in nobody else's", async () => {
    expect(await inState('undetected')).toEqual(UNSETTLED);

    const { status, body } = await except('emea/lucid-2', {
      note: ' A shared\nmailbox ',
      until: '2999-12-31',
    });

    expect(status).toBe(200);
    const settled = licenceUsageSchema.parse(body);
    expect(settled).toMatchObject({
      account: 'emea',
      id: 'lucid-2',
      state: 'excepted',
      undetectedReason: 'no-catalog-user',
      exception: {
        note: 'A shared mailbox',
        until: '2999-12-31',
        by: MOCK_USER,
      },
    });
    expect(settled.exception).not.toHaveProperty('rule');
    expect(await usage('emea/lucid-2')).toEqual(settled);
    expect(await inState('excepted')).toEqual(['emea/lucid-2']);
    expect(await inState('undetected')).toEqual(unsettledBut('emea/lucid-2'));
    expect(await counts('emea')).toMatchObject({
      users: 4,
      detected: 1,
      undetected: 2,
      excepted: 1,
    });
    expect(await counts('apac')).toMatchObject({ undetected: 3, excepted: 0 });
    expect(await exceptions()).toMatchObject([
      {
        id: settled.exception?.id,
        state: 'active',
        user: { account: 'emea', id: 'lucid-2', displayName: 'Person 2' },
        users: 1,
      },
    ]);
  });

  it('tells whoever follows the changes', async () => {
    const changes = async (since: number) => {
      const { body } = await backend.get(`/changes?since=${since}`, SERVICE);
      return revisedUsagePageSchema.parse(body);
    };
    const { revision } = await changes(0);
    const { body } = await except('emea/lucid-2', { note: 'Training' });
    const { items } = await changes(revision);
    expect(items).toMatchObject([{ type: 'current', usage: body }]);
  });

  it('is undone, and then everything is as it was, but for the list that tells of it', async () => {
    const before = await usage('emea/lucid-2');
    await except('emea/lucid-2', { note: 'Training' });
    const { status, text } = await backend.send(
      'delete',
      '/users/emea/lucid-2/exception',
      undefined,
      JOE,
    );
    expect([status, text]).toEqual([204, '']);
    expect(await usage('emea/lucid-2')).toEqual(before);
    expect(await inState('undetected')).toEqual(UNSETTLED);
    expect(await counts('emea')).toMatchObject({ undetected: 3, excepted: 0 });
    expect(await exceptions('&state=revoked')).toMatchObject([
      {
        note: 'Training',
        by: MOCK_USER,
        endedBy: 'user:default/joe',
        endedAt: expect.any(String),
        users: 0,
      },
    ]);
    expect(await history('emea/lucid-2')).toMatchObject([
      { type: 'state', before: 'excepted', after: 'undetected' },
      { type: 'state', before: 'undetected', after: 'excepted' },
      { type: 'appeared' },
    ]);
  });

  it('is replaced by new terms, and the old ones stay in the list', async () => {
    await except('emea/lucid-2', { note: 'Training', until: '2999-01-01' });
    const { body } = await except('emea/lucid-2', { note: 'Stays' }, JOE);
    expect(body.exception).toEqual({
      id: expect.any(String),
      note: 'Stays',
      by: 'user:default/joe',
      at: expect.any(String),
    });
    expect(await exceptions('&account=emea')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ note: 'Stays', state: 'active', users: 1 }),
        expect.objectContaining({
          note: 'Training',
          until: '2999-01-01',
          state: 'revoked',
          endedBy: 'user:default/joe',
          users: 0,
        }),
      ]),
    );
    expect((await counts('emea')).excepted).toBe(1);
  });

  it('settles a selection, each user by an exception of its own', async () => {
    const ids = await make({
      note: 'Agency staff',
      users: [
        { account: 'emea', id: 'lucid-2' },
        { account: 'apac', id: 'lucid-3' },
        { account: 'emea', id: 'lucid-2' },
      ],
    });
    expect(new Set(ids).size).toBe(2);
    const settled = ['apac/lucid-3', 'emea/lucid-2'];
    expect(await inState('excepted')).toEqual(settled);
    expect(await inState('undetected')).toEqual(unsettledBut(...settled));

    await backend.send('delete', `/exceptions/${ids[0]}`);
    expect(await inState('excepted')).toEqual(['apac/lucid-3']);
  });

  it('settles nobody of a selection in which somebody does not exist', async () => {
    const { status, body } = await backend.send('post', '/exceptions', {
      note: 'Agency staff',
      users: [
        { account: 'emea', id: 'lucid-2' },
        { account: 'emea', id: 'unknown' },
      ],
    });
    expect(status).toBe(404);
    expect(body.error.message).toMatch(/1 of these Lucid users/);
    expect(await inState('excepted')).toEqual([]);
  });

  it('settles whoever fits a rule, in every account, also who appears later', async () => {
    const [id] = await make({
      note: 'Partners',
      rule: { field: 'email', pattern: '*.3@EXAMPLE.com' },
    });
    expect(await inState('excepted')).toEqual(['apac/lucid-3', 'emea/lucid-3']);

    emea.users.push({
      ...scimUser(5, 'Engineer'),
      emails: [{ value: 'New.3@example.com', primary: true }],
    });
    await backend.sync('emea');

    expect(await inState('excepted')).toEqual([
      'apac/lucid-3',
      'emea/lucid-3',
      'emea/lucid-5',
    ]);
    expect((await usage('emea/lucid-5')).exception).toMatchObject({
      id,
      rule: { field: 'email', pattern: '*.3@EXAMPLE.com' },
    });
    expect(await exceptions()).toMatchObject([{ id, users: 3 }]);
    expect((await exceptions())[0]).not.toHaveProperty('user');
    expect(await counts('emea')).toMatchObject({ users: 5, excepted: 2 });

    expect((await backend.send('delete', `/exceptions/${id}`)).status).toBe(
      204,
    );
    expect(await inState('excepted')).toEqual([]);
    expect(await counts('apac')).toMatchObject({ undetected: 3, excepted: 0 });
  });

  it('settles by a rule of one account nobody of another', async () => {
    await make({
      note: 'Partners',
      rule: { account: 'apac', field: 'displayName', pattern: 'person*' },
    });
    expect(await inState('excepted')).toEqual(
      UNSETTLED.filter(user => user.startsWith('apac')),
    );
    expect(await inState('detected')).toEqual(['apac/lucid-1', 'emea/lucid-1']);
    expect(await exceptions('&account=emea')).toEqual([]);
  });

  it('settles nobody who is detected, until they are not', async () => {
    const { body } = await except('emea/lucid-1', { note: 'On the way out' });
    expect(body.state).toBe('detected');
    expect(body).not.toHaveProperty('exception');
    expect(await exceptions()).toMatchObject([{ state: 'active', users: 0 }]);

    emea.users[0] = {
      ...scimUser(1, 'Engineer'),
      userName: 'renamed@example.com',
      emails: [{ value: 'renamed@example.com', primary: true }],
    };
    await backend.sync('emea');
    expect(await usage('emea/lucid-1')).toMatchObject({
      state: 'excepted',
      exception: { note: 'On the way out' },
    });
  });

  it('settles who is ambiguous, and still says who it may be', async () => {
    emea.users.push(scimUser(5, 'Engineer'));
    await backend.sync('emea');
    const before = await usage('emea/lucid-5');
    expect(before.state).toBe('ambiguous');

    const { body } = await except('emea/lucid-5', { note: 'Shared by twins' });

    expect(body).toMatchObject({ state: 'excepted', match: before.match });
    expect(body).not.toHaveProperty('undetectedReason');
    expect(await counts('emea')).toMatchObject({ ambiguous: 0, excepted: 1 });
    const card = await backend.get('/entities/user/default/twin-a/usage');
    expect(entityUsageSchema.parse(card.body)).toMatchObject({
      usages: [],
      ambiguous: [
        { state: 'excepted', exception: { note: 'Shared by twins' } },
      ],
    });
    await backend.send('delete', '/users/emea/lucid-5/exception');
    expect(await usage('emea/lucid-5')).toEqual(before);
  });

  it('takes effect by the schedule where whoever made it died over it', async () => {
    await new ExceptionStore({ knex }).makeForUsers(
      [{ account: 'emea', id: 'lucid-2' }],
      { terms: { note: 'Training' }, by: MOCK_USER },
    );
    expect(await inState('excepted')).toEqual([]);
    await scheduler.triggerTask('reconcile');
    expect(await inState('excepted')).toEqual(['emea/lucid-2']);
  });

  it('holds across syncs that change the user', async () => {
    await except('emea/lucid-2', { note: 'Training' });
    emea.users[1] = scimUser(2, 'Manager');
    await backend.sync('emea');
    expect(await usage('emea/lucid-2')).toMatchObject({
      title: 'Manager',
      state: 'excepted',
      exception: { note: 'Training' },
    });
  });

  it('holds where it was made while Lucid was being read', async () => {
    emea.users[1] = scimUser(2, 'Manager');
    const askedFor = new Promise<() => void>(asked => {
      const settled = new Promise<void>(resolve => {
        emea.misbehave(async (request, response, lucid) => {
          asked(resolve);
          await settled;
          lucid.answerWell(request, response);
        });
      });
    });
    const sync = backend.sync('emea');
    const letLucidAnswer = await askedFor;
    await except('emea/lucid-2', { note: 'Training' });
    letLucidAnswer();
    await sync;
    expect(await usage('emea/lucid-2')).toMatchObject({
      title: 'Manager',
      state: 'excepted',
    });
  });

  it('holds for the first snapshot of an account', async () => {
    await knex('lucid_users').where({ account_id: 'apac' }).delete();
    await knex('accounts').where({ account_id: 'apac' }).delete();
    await make({
      note: 'Partners',
      rule: { field: 'userName', pattern: 'person.3@*' },
    });
    expect(await inState('excepted')).toEqual(['emea/lucid-3']);
    await backend.sync('apac');
    expect(await inState('excepted')).toEqual(['apac/lucid-3', 'emea/lucid-3']);
    expect(await counts('apac')).toMatchObject({ undetected: 2, excepted: 1 });
  });

  it('expires by itself when its last day has passed, and says so', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const ids = await make({
      note: 'On leave',
      until: today,
      users: [2, 3].map(number => ({ account: 'emea', id: `lucid-${number}` })),
    });
    await make({
      note: 'Workshop',
      until: today,
      rule: { field: 'displayName', pattern: 'Person 4' },
    });
    await scheduler.triggerTask('expire-exceptions');
    expect((await exceptions('&state=active')).length).toBe(3);

    // The last day passes for all but the second.
    await knex('exceptions')
      .whereNot({ exception_id: ids[1] })
      .update({ until: '2020-01-01' });
    log.lines.length = 0;
    await scheduler.triggerTask('expire-exceptions');

    expect(await inState('excepted')).toEqual(['emea/lucid-3']);
    expect(await counts('emea')).toMatchObject({ undetected: 2, excepted: 1 });
    expect(await counts('apac')).toMatchObject({ undetected: 3, excepted: 0 });
    const expired = await exceptions('&state=expired');
    expect(expired).toHaveLength(2);
    for (const exception of expired) {
      expect(exception).toMatchObject({
        until: '2020-01-01',
        endedAt: expect.any(String),
        users: 0,
      });
      expect(exception).not.toHaveProperty('endedBy');
    }
    expect((await history('emea/lucid-2'))[0]).toMatchObject({
      type: 'state',
      before: 'excepted',
      after: 'undetected',
    });
    const said = () => log.lines.filter(line => /expired/.test(line.message));
    expect(said()).toMatchObject([
      { level: 'info', fields: { exceptions: 2 } },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('@example.com');

    await scheduler.triggerTask('expire-exceptions');
    expect(said()).toHaveLength(1);
  });

  it('has audited who made and ended which one', async () => {
    const [single] = await make({
      note: 'A secret note',
      until: '2999-01-01',
      users: [{ account: 'emea', id: 'lucid-2' }],
    });
    await backend.send('delete', '/users/emea/lucid-2/exception');
    const several = await make({
      note: 'A secret note',
      users: [2, 3].map(number => ({ account: 'emea', id: `lucid-${number}` })),
    });
    const [rule] = await make({
      note: 'A secret note',
      rule: { account: 'apac', field: 'email', pattern: '*@secret.example' },
    });
    await backend.send('delete', `/exceptions/${rule}`);
    await backend.send('delete', `/exceptions/${rule}`);

    expect(
      audit.events.map(({ created, success, fail }) => ({
        eventId: created.eventId,
        severityLevel: created.severityLevel,
        meta: created.meta,
        outcome: success ?? fail,
      })),
    ).toEqual([
      {
        eventId: 'exception-make',
        severityLevel: 'medium',
        meta: { account: 'emea', user: 'lucid-2', until: '2999-01-01' },
        outcome: { meta: { exceptions: [single] } },
      },
      {
        eventId: 'exception-end',
        severityLevel: 'medium',
        meta: { account: 'emea', user: 'lucid-2' },
        outcome: { meta: {} },
      },
      {
        eventId: 'exception-make',
        severityLevel: 'medium',
        meta: { users: 2 },
        outcome: { meta: { exceptions: several } },
      },
      {
        eventId: 'exception-make',
        severityLevel: 'medium',
        meta: { account: 'apac', ruleField: 'email' },
        outcome: { meta: { exceptions: [rule] } },
      },
      {
        eventId: 'exception-end',
        severityLevel: 'medium',
        meta: { exception: rule },
        outcome: { meta: {} },
      },
      {
        eventId: 'exception-end',
        severityLevel: 'medium',
        meta: { exception: rule },
        outcome: { error: expect.objectContaining({ name: 'ConflictError' }) },
      },
    ]);
    expect(audit.events[0].created.request).toMatchObject({ method: 'POST' });
    const metas = audit.events.map(({ created }) => created.meta);
    expect(JSON.stringify(metas)).not.toContain('secret');
  });

  it.each<['put' | 'post' | 'delete', string, number]>([
    ['put', '/users/emea/unknown/exception', 404],
    ['put', '/users/unknown/lucid-2/exception', 400],
    ['delete', '/users/emea/unknown/exception', 404],
    ['delete', '/users/emea/lucid-2/exception', 404],
    ['delete', '/exceptions/unknown', 404],
  ])(
    'answers %s %s, of which there is none, with %d',
    async (method, path, expected) => {
      const { status } = await backend.send(method, path, { note: 'Why' });
      expect(status).toBe(expected);
      expect(await exceptions()).toEqual([]);
    },
  );

  it('ends no rule for one user of those it holds for', async () => {
    await make({
      note: 'Partners',
      rule: { field: 'displayName', pattern: 'Person 2' },
    });
    const { status, body } = await backend.send(
      'delete',
      '/users/emea/lucid-2/exception',
    );
    expect(status).toBe(409);
    expect(body.error.message).toMatch(/rule/);
    expect(await inState('excepted')).toEqual(['apac/lucid-2', 'emea/lucid-2']);
  });

  it.each<['put' | 'post' | 'delete', string]>([
    ['put', '/users/emea/lucid-2/exception'],
    ['delete', '/users/emea/lucid-2/exception'],
    ['post', '/exceptions'],
    ['delete', '/exceptions/some-id'],
  ])('lets nobody but people %s %s', async (method, path) => {
    const as = async (authorization: string) =>
      (await backend.send(method, path, { note: 'Why' }, authorization)).status;
    expect(await as(mockCredentials.none.header())).toBe(401);
    expect(await as(SERVICE)).toBe(403);
    expect(audit.events).toEqual([]);
  });

  it('tells nobody of the list who is nobody', async () => {
    const { status } = await backend.get(
      '/exceptions',
      mockCredentials.none.header(),
    );
    expect(status).toBe(401);
  });

  it('settles a thousand users with long ids in one request', async () => {
    const id = (number: number) => `${number}-${'x'.repeat(100)}`;
    const many = Array.from({ length: 1_000 }, (_, number) => ({
      ...scimUser(number + 10, 'Engineer'),
      id: id(number),
    }));
    emea.users.push(...many);
    await backend.sync('emea');
    await make({
      note: 'All of them',
      users: many.map(one => ({ account: 'emea', id: one.id })),
    });
    expect(await counts('emea')).toMatchObject({ excepted: 1_000 });
  });
});
