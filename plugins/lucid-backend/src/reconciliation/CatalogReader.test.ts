import { GetEntityFacetsResponse } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { LucidMatcher } from 'backstage-plugin-lucid-node';
import { createTestStore, databases } from '../__testUtils__/databases';
import { testMatching } from '../__testUtils__/testMatching';
import { MatchingConfig } from '../config/LucidConfig';
import { defaultMatching } from '../config/readMatchingConfig';
import { describeFailure } from '../failures/describeFailure';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { CatalogReader } from './CatalogReader';

jest.setTimeout(60_000);

/** How a catalog says that it has so many users. */
async function facetsOf(count: number): Promise<GetEntityFacetsResponse> {
  return { facets: { kind: [{ value: 'User', count }] } };
}

function users(count: number, spec: object = {}): Entity[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: `user-${index}`, namespace: 'default' },
    spec: { profile: { email: `user-${index}@acme.com` }, ...spec },
  }));
}

/** A catalog that says that it has more users than it gives. */
function partialCatalog(entities: Entity[], given: number): CatalogService {
  return catalogServiceMock.mock({
    getEntityFacets: () => facetsOf(entities.length),
    async *streamEntities(request) {
      const isOfUsers = JSON.stringify(request?.filter).includes('User');
      yield isOfUsers ? entities.slice(0, given) : [];
    },
  });
}

describe.each(databases.eachSupportedId())(
  'reading the catalog into %s',
  databaseId => {
    async function start(
      options: {
        config?: Partial<MatchingConfig>;
        modules?: LucidMatcher[];
      } = {},
    ) {
      const knex = await createTestStore(databaseId);
      const readings = new CatalogReadingStore({ knex });
      const matching = testMatching(options.config, {
        modules: options.modules ?? [],
      });
      const { signal } = new AbortController();
      const readerOf = (catalog: CatalogService | Entity[]) =>
        new CatalogReader({
          auth: mockServices.auth(),
          catalog: Array.isArray(catalog)
            ? catalogServiceMock({ entities: catalog })
            : catalog,
          readings,
          adopt: adopted => readings.complete(adopted),
          matching,
          rules: { ...defaultMatching(), ...options.config },
          describe: error => describeFailure(error).message,
          logger: mockServices.logger.mock(),
        });
      return {
        knex,
        readings,
        countUsers: (catalog: CatalogService) =>
          readerOf(catalog).countUsers(signal),
        read: (
          catalog: CatalogService | Entity[],
          reading: { acceptLoss?: boolean; isProbablySame?: boolean } = {},
        ) => readerOf(catalog).read({ signal, ...reading }),
        refs: async () =>
          knex('catalog_users')
            .where({ reading_id: (await readings.current())?.id ?? 0 })
            .orderBy('entity_ref')
            .pluck('entity_ref'),
      };
    }

    it('counts users without having the catalog go through them', async () => {
      const { countUsers } = await start();
      const catalog = catalogServiceMock.mock({
        getEntityFacets: async () => ({
          facets: {
            kind: [
              { value: 'Group', count: 4 },
              { value: 'User', count: 2 },
              { value: 'user', count: 1 },
            ],
          },
        }),
      });
      catalog.queryEntities.mockRejectedValue(
        new Error('It was asked for some'),
      );

      expect(await countUsers(catalog)).toBe(3);
    });

    it('keeps the last reading when the catalog gives a part of its users', async () => {
      const { readings, read } = await start();
      await read(users(30));

      await read(partialCatalog(users(30), 29));

      expect(await readings.current()).toMatchObject({ users: 30 });
      expect(await readings.failure()).toMatchObject({
        reason: 'The catalog says that it has 30 users, and gave 29',
        acceptable: false,
      });
    });

    it.each([
      [
        'cannot be reached, which the code of the network tells',
        Object.assign(
          new Error('request to http://user:pass@catalog/entities failed'),
          { name: 'FetchError', type: 'system', code: 'ECONNREFUSED' },
        ),
        'ECONNREFUSED',
      ],
      [
        'cannot be reached, which the cause tells',
        new TypeError('fetch failed', {
          cause: Object.assign(new Error('connect'), { code: 'ECONNRESET' }),
        }),
        'ECONNRESET',
      ],
      [
        'refuses to answer',
        Object.assign(new Error('Request failed with 403 Forbidden'), {
          name: 'ResponseError',
          statusCode: 403,
          cause: { name: 'NotAllowedError', message: 'Not jane@example.com' },
        }),
        '403',
      ],
      [
        'has trouble with its database',
        Object.assign(new Error('select jane@example.com - database locked'), {
          code: 'SQLITE_BUSY',
        }),
        'SQLITE_BUSY',
      ],
      ['fails in another way', new Error('jane@example.com'), 'Error'],
    ])(
      'says that it was the catalog, and no database of its own, when it %s',
      async (_, error, what) => {
        const { readings, read } = await start();
        const failing = catalogServiceMock.mock({
          getEntityFacets: () => facetsOf(3),
          // eslint-disable-next-line require-yield -- it fails before its first page
          async *streamEntities() {
            throw error;
          },
        });

        await read(failing);
        expect(await readings.failure()).toMatchObject({
          reason: `The catalog cannot be read (${what}). It is tried again; if that does not help, see to the catalog and to the way there.`,
          acceptable: false,
        });

        failing.getEntityFacets.mockRejectedValue(error);
        await read(failing);
        expect((await readings.failure())?.reason).toContain(`(${what})`);
      },
    );

    it('keeps the last reading when there is no user at all, whatever anybody says', async () => {
      const { readings, read } = await start();
      await read(users(3));

      await read([], { acceptLoss: true });

      expect(await readings.current()).toMatchObject({ users: 3 });
      expect(await readings.failure()).toMatchObject({
        reason: 'The catalog has no users any more; it had 3',
        acceptable: false,
      });
    });

    it('does not believe that many users are gone until somebody says so', async () => {
      const { readings, read } = await start();
      await read(users(50));

      await read(users(39));
      expect(await readings.current()).toMatchObject({ users: 50 });
      expect(await readings.failure()).toMatchObject({
        reason: expect.stringContaining('The catalog has 39 users, and had 50'),
        acceptable: true,
      });

      await read(users(39), { acceptLoss: true });
      expect(await readings.current()).toMatchObject({ users: 39 });
      expect(await readings.failure()).toBeUndefined();
    });

    it.each([
      ['as many as the limit allows', 50, 40],
      ['a handful, of few', 8, 3],
      ['nobody, while others came', 50, 60],
    ])('believes that %s are gone', async (_, before, now) => {
      const { readings, read } = await start();
      await read(users(before));
      await read(users(now));
      expect(await readings.current()).toMatchObject({ users: now });
    });

    it('lets only those count whom the filter fits, and says how many it leaves out', async () => {
      const { knex, readings, read, refs } = await start({
        config: {
          catalogFilter: [{ 'spec.type': 'employee' }, { 'spec.boss': true }],
        },
      });
      const [employee, bot, boss] = users(3);
      employee.spec = { type: 'employee' };
      bot.spec = { type: 'bot' };
      boss.spec = { boss: 'yes' };

      await read([employee, bot, boss]);

      expect(await refs()).toEqual([
        'user:default/user-0',
        'user:default/user-2',
      ]);
      expect(await readings.current()).toMatchObject({ users: 2, leftOut: 1 });
      expect(await knex('catalog_users_left_out').pluck('entity_ref')).toEqual([
        'user:default/user-1',
      ]);
    });

    it('takes nobody for gone whom a new filter leaves out', async () => {
      const { knex, readings, read } = await start();
      await read(users(50));
      const filtered = new CatalogReader({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({ entities: users(50) }),
        readings,
        adopt: adopted => readings.complete(adopted),
        matching: testMatching(),
        rules: { catalogFilter: [{ 'spec.type': 'employee' }], lossLimit: 0.2 },
        describe: String,
        logger: mockServices.logger.mock(),
      });

      await filtered.read({ signal: new AbortController().signal });

      expect(await readings.current()).toMatchObject({ users: 0, leftOut: 50 });
      expect(
        await knex('catalog_users_left_out').pluck('entity_ref'),
      ).toHaveLength(50);
    });

    it('keeps the last reading when a matcher of a module cannot load what it needs', async () => {
      let isUp = true;
      const hr: LucidMatcher = {
        id: 'hr',
        fields: [],
        keysOfCatalogUser: () => [],
        keysOfLucidUser: () => [],
        load: async () => {
          if (!isUp) {
            throw new Error('HR is down');
          }
          return '1';
        },
      };
      const { readings, read } = await start({ modules: [hr] });
      await read(users(3));
      isUp = false;

      await read(users(4));

      expect(await readings.current()).toMatchObject({ users: 3 });
      expect(await readings.failure()).toMatchObject({
        reason: expect.stringContaining('The matcher hr failed'),
      });
    });

    it('leaves nothing behind of a reading that another process has forgotten', async () => {
      const { knex, readings, read } = await start();
      await read(users(3));
      const reading = await readings.begin();
      await readings.forgetOlder(reading + 1);
      const late = new CatalogReader({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({ entities: users(5) }),
        readings,
        // In the meantime, a newer one has taken its place.
        adopt: async adopted => {
          await knex('catalog_readings')
            .where({ reading_id: adopted.id })
            .delete();
          return readings.complete(adopted);
        },
        matching: testMatching(),
        rules: defaultMatching(),
        describe: String,
        logger: mockServices.logger.mock(),
      });

      await late.read({ signal: new AbortController().signal });

      expect(await knex('catalog_users').distinct('reading_id')).toHaveLength(
        1,
      );
      expect(await readings.current()).toMatchObject({ users: 3 });
    });

    it('leaves nothing behind of a reading whose process died, also where the catalog has not changed', async () => {
      const { knex, readings, read, refs } = await start();
      await read(users(3));
      const dead = await readings.begin();
      await readings.addLeftOut(dead, ['user:default/user-0']);

      await read(users(3), { isProbablySame: true });

      expect(await refs()).toHaveLength(3);
      expect(await knex('catalog_users_left_out').pluck('entity_ref')).toEqual(
        [],
      );
      expect(await knex('catalog_readings').pluck('reading_id')).toEqual([
        (await readings.current())?.id,
      ]);
    });

    it('leaves alone what a reading that began later has written so far, where the catalog has not changed', async () => {
      let later: number | undefined;
      const { knex, readings, read } = await start({
        modules: [
          {
            id: 'hr',
            fields: [],
            keysOfCatalogUser: () => [],
            keysOfLucidUser: () => [],
            // The first thing that a reading does once it has begun.
            load: async () => {
              if (await readings.current()) {
                later = await readings.begin();
                await readings.addLeftOut(later, ['user:default/user-0']);
              }
              return '1';
            },
          },
        ],
      });
      await read(users(3));
      const { id: inForce } = (await readings.current())!;

      await read(users(3), { isProbablySame: true });

      expect(
        await knex('catalog_readings')
          .orderBy('reading_id')
          .pluck('reading_id'),
      ).toEqual([inForce, later]);
      expect(await knex('catalog_users_left_out').pluck('entity_ref')).toEqual([
        'user:default/user-0',
      ]);
    });

    it('keeps a reading that comes into force while another one finds the catalog unchanged', async () => {
      const { knex, readings, read, refs } = await start();
      await read(users(3));
      const { id: before } = (await readings.current())!;
      const id = await readings.begin();
      await readings.addUsers(id, [
        { entityRef: 'user:default/newcomer', displayName: 'N', keys: [] },
      ]);
      const attempt = await readings.begin();
      const adopting = await knex.transaction();
      await new CatalogReadingStore({ knex: adopting }).putInForce({
        id,
        users: 1,
        rules: '1',
      });

      const confirming = readings.confirm(before, {
        attempt,
        rules: '1',
      });
      await new Promise(resolve => setTimeout(resolve, 300));
      await adopting.commit();
      await confirming;

      expect(await readings.current()).toMatchObject({ id });
      expect(await refs()).toEqual(['user:default/newcomer']);
    });

    it('finds what a reading has left that failed and whose process then died', async () => {
      const { knex, readings, read } = await start();
      await read(users(3));
      const failed = await readings.begin();
      await readings.addLeftOut(failed, ['user:default/user-0']);
      await knex('catalog_readings')
        .where({ reading_id: failed })
        .update({ error: 'The catalog is away' });

      await read(users(3), { isProbablySame: true });

      expect(await knex('catalog_users_left_out').select()).toEqual([]);
      expect(await readings.failure()).toBeUndefined();
    });

    it('keeps a reading that is in force, whatever fails afterwards', async () => {
      const { readings, refs } = await start();
      const reader = new CatalogReader({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({ entities: users(3) }),
        readings,
        adopt: async adopted => {
          await readings.complete(adopted);
          throw new Error('Nobody could be told of it');
        },
        matching: testMatching(),
        rules: defaultMatching(),
        describe: String,
        logger: mockServices.logger.mock(),
      });

      await reader.read({ signal: new AbortController().signal });

      expect(await readings.current()).toMatchObject({ users: 3 });
      expect(await refs()).toHaveLength(3);
      expect(await readings.failure()).toBeUndefined();
    });
  },
);
