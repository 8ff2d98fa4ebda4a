import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  ListedUsage,
  MatchExplanation,
  entityUsageSchema,
  licenceUsageDetailsSchema,
  licenceUsagePageSchema,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { parse } from 'yaml';
import { LucidBackend } from '../__testUtils__/LucidBackend';
import { createTestStore, databases } from '../__testUtils__/databases';
import { MisbehavingLucid } from '../faults/__testUtils__/MisbehavingLucid';

jest.setTimeout(60_000);

const person = (
  name: string,
  profile: { displayName: string; email: string },
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, annotations },
  spec: { profile },
});

const JANE = { displayName: 'Jane Doe', email: 'jane.doe@new.example' };

/** One user by name is detected, two share an address, and Jane's has changed. */
const CATALOG = [
  person('jane', JANE),
  person('joe', { displayName: 'Joe Bloggs', email: 'joe@new.example' }),
  person('ops-1', { displayName: 'Ops', email: 'ops@new.example' }),
  person('ops-2', { displayName: 'Ops', email: 'ops@new.example' }),
];

const LUCID_USERS = [
  { id: '1001', name: 'Jane Doe', email: 'jane.doe@old.example' },
  { id: '1002', name: 'Joe Bloggs', email: 'Joe@New.Example' },
  { id: '1003', name: 'Ops Team', email: 'ops@new.example' },
  { id: '1004', name: 'Xaver Quandt', email: 'xq@old.example' },
].map(({ id, name, email }) => ({
  id,
  userName: email,
  displayName: email,
  name: { formatted: name },
  emails: [{ value: email, primary: true }],
  active: true,
}));

describe.each(databases.eachSupportedId())('explanations, on %s', database => {
  const closing: (() => Promise<void>)[] = [];
  let knex: Knex;

  beforeEach(async () => {
    knex = await createTestStore(database);
  });

  afterEach(async () => {
    await Promise.all(closing.splice(0).map(close => close()));
  });

  /** A backend that has synced each of its accounts. */
  async function start(
    options: { accounts?: string[]; catalog?: Entity[] } = {},
  ): Promise<LucidBackend> {
    const { accounts = ['default'], catalog = CATALOG } = options;
    const sections = await Promise.all(
      accounts.map(async account => {
        const lucid = await MisbehavingLucid.start();
        closing.push(() => lucid.close());
        lucid.users = LUCID_USERS;
        return [
          account,
          {
            token: `secret-token-for-${lucid.port}`,
            baseUrl: lucid.baseUrl,
            schedule: { frequency: { trigger: 'manual' } },
          },
        ] as const;
      }),
    );
    const backend = await LucidBackend.start(
      { accounts: Object.fromEntries(sections) },
      [mockServices.database.factory({ knex })],
      catalog,
    );
    for (const account of accounts) {
      await backend.sync(account);
    }
    return backend;
  }

  async function detailsOf(backend: LucidBackend, path: string) {
    const { body, status } = await backend.get(`/users/${path}`);
    expect(status).toBe(200);
    return licenceUsageDetailsSchema.parse(body);
  }

  async function list(
    backend: LucidBackend,
    query = '',
  ): Promise<ListedUsage[]> {
    const { body } = await backend.get(`/users?limit=200${query}`);
    return licenceUsagePageSchema.parse(body).items;
  }

  describe('GET /users/:account/:id', () => {
    it('says of an undetected user why each matcher failed, and who it may be', async () => {
      const backend = await start();
      const { usage, explanation } = await detailsOf(backend, 'default/1001');

      expect(usage.state).toBe('undetected');
      const byMatcher = Object.fromEntries(
        explanation.matchers.map(({ matcher, ...outcome }) => [
          matcher,
          outcome,
        ]),
      );
      expect(byMatcher.email).toEqual({
        outcome: 'none',
        values: ['jane.doe@old.example'],
        entityRefs: [],
      });
      expect(byMatcher['other-email']).toEqual({
        outcome: 'nothing-to-compare',
        values: [],
        entityRefs: [],
      });
      expect(explanation.nearest).toEqual([
        {
          entityRef: 'user:default/jane',
          ...JANE,
          likeness: 'same-local-part',
          distance: 0,
          licensed: false,
        },
      ]);
    });

    it('gives the line of YAML that makes it detected', async () => {
      const before = await detailsOf(await start(), 'default/1001');
      const { annotation } = before.explanation;
      expect(annotation).toEqual({
        key: 'lucid.co/user-id',
        value: '1001',
        yaml: 'lucid.co/user-id: "1001"',
      });

      const annotated = person('jane', JANE, parse(annotation.yaml));
      const after = await detailsOf(
        await start({ catalog: [annotated, ...CATALOG.slice(1)] }),
        'default/1001',
      );

      expect(after.usage).toMatchObject({
        state: 'detected',
        match: { matcher: 'annotation', entityRefs: ['user:default/jane'] },
      });
    });

    it('names the account in that line where several have the same ids', async () => {
      const accounts = ['emea', 'apac'];
      const { explanation } = await detailsOf(
        await start({ accounts }),
        'apac/1001',
      );
      expect(explanation.annotation).toMatchObject({
        value: 'apac/1001',
        yaml: 'lucid.co/user-id: apac/1001',
      });

      const annotated = person(
        'jane',
        JANE,
        parse(explanation.annotation.yaml),
      );
      const backend = await start({
        accounts,
        catalog: [annotated, ...CATALOG.slice(1)],
      });
      const states = await Promise.all(
        accounts.map(account => detailsOf(backend, `${account}/1001`)),
      );
      expect(states.map(({ usage }) => usage.state)).toEqual([
        'undetected',
        'detected',
      ]);
    });

    it('says of a detected user which matcher found it, and names nobody else', async () => {
      const { explanation } = await detailsOf(await start(), 'default/1002');
      expect(explanation.nearest).toEqual([]);
      expect(explanation.matchers.slice(0, 3)).toEqual([
        expect.objectContaining({ matcher: 'annotation', outcome: 'none' }),
        {
          matcher: 'email',
          outcome: 'found',
          values: ['joe@new.example'],
          entityRefs: ['user:default/joe'],
        },
        expect.objectContaining({
          matcher: 'other-email',
          outcome: 'not-asked',
        }),
      ]);
    });

    it('says of an ambiguous user who has the same, and is alike', async () => {
      const { usage, explanation } = await detailsOf(
        await start(),
        'default/1003',
      );
      const both = ['user:default/ops-1', 'user:default/ops-2'];
      expect(usage.state).toBe('ambiguous');
      expect(explanation.matchers).toContainEqual({
        matcher: 'email',
        outcome: 'several',
        values: ['ops@new.example'],
        entityRefs: both,
      });
      expect(explanation.nearest.map(({ entityRef }) => entityRef)).toEqual(
        both,
      );
    });

    it('goes on naming who it may be when an exception has been made', async () => {
      const backend = await start();
      await backend.send('put', '/users/default/1001/exception', {
        note: 'on leave',
      });
      const { usage, explanation } = await detailsOf(backend, 'default/1001');
      expect(usage.state).toBe('excepted');
      expect(explanation.nearest).toMatchObject([
        { entityRef: 'user:default/jane' },
      ]);
    });

    it('says nothing of matchers while the catalog has not been read by the rules in force', async () => {
      const backend = await start();
      await knex('catalog_readings').update({ rules: 'those of before' });
      const { explanation } = await detailsOf(backend, 'default/1001');
      expect(explanation).toMatchObject({
        matchers: [],
        nearest: [{ entityRef: 'user:default/jane' }],
      });
    });
  });

  describe('GET /entities/licenceusage/:namespace/:name/usage', () => {
    it('explains the same as of the Lucid user', async () => {
      const backend = await start();
      const { usage, explanation } = await detailsOf(backend, 'default/1001');
      const name = usage.entityRef.split('/')[1];
      const { body } = await backend.get(
        `/entities/licenceusage/default/${name}/usage`,
      );
      const shown = entityUsageSchema.parse(body) as {
        explanation?: MatchExplanation;
      };
      expect(shown.explanation).toEqual(explanation);
    });
  });

  describe('GET /users', () => {
    it('has the likeliest catalog user beside those who are to be settled', async () => {
      const backend = await start();
      const nearest = (await list(backend)).map(usage => [
        usage.id,
        usage.state,
        usage.nearest?.entityRef,
      ]);
      expect(nearest).toEqual([
        ['1001', 'undetected', 'user:default/jane'],
        ['1002', 'detected', undefined],
        ['1003', 'ambiguous', 'user:default/ops-1'],
        ['1004', 'undetected', undefined],
      ]);

      await backend.send('put', '/users/default/1001/exception', {
        note: 'on leave',
      });
      const [excepted] = await list(backend, '&state=excepted');
      expect(excepted.id).toBe('1001');
      expect(excepted.nearest).toBeUndefined();
    });

    it('takes no reason that there is not, and says which there are', async () => {
      const backend = await start();
      const { status, body } = await backend.get('/users?reason=holiday');
      expect(status).toBe(400);
      expect(body.error.message).toContain(
        '"reason": must be one of nothing-to-compare, no-catalog-user, leaver',
      );
    });

    it('says which states there are to somebody who asks for another', async () => {
      const backend = await start();
      const { status, body } = await backend.get('/users?state=gone');
      expect(status).toBe(400);
      expect(body.error.message).toContain(
        '"state": must be one of detected, undetected, ambiguous, excepted, left-out, departed',
      );
    });

    it('lists those who are undetected for one reason', async () => {
      const backend = await start();
      const ids = async (query: string) =>
        (await list(backend, query)).map(({ id }) => id);
      expect(await ids('&reason=no-catalog-user')).toEqual(['1001', '1004']);
      expect(await ids('&reason=leaver')).toEqual([]);
    });
  });
});
