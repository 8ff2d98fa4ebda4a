import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import {
  TestDatabaseId,
  TestDatabases,
  mockServices,
} from '@backstage/backend-test-utils';
import { createCatalogModelLayer } from '@backstage/catalog-model/alpha';
import { provideStaticCatalogModel } from '@backstage/plugin-catalog-node/alpha';
import { Knex } from 'knex';
import { inspect } from 'node:util';
import { InMemoryLucid } from './__testUtils__/InMemoryLucid';
import { eventually } from './__testUtils__/eventually';
import { licenceUsage } from './__testUtils__/licenceUsage';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(60_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;

const janesUsage = licenceUsage({
  id: 'lucid-1',
  displayName: 'Jane Doe',
  email: 'Jane.Doe@example.com',
  department: 'Backend',
  state: 'detected',
  match: {
    matcher: 'email',
    value: 'jane.doe@example.com',
    entityRefs: ['user:default/jane'],
  },
});
const strangersUsage = licenceUsage({
  id: 'lucid-2',
  displayName: 'A Stranger',
});

describe('catalogModuleLucid', () => {
  const databases = TestDatabases.create({
    ids: databaseIds(),
  });

  let lucid: InMemoryLucid;
  let knex: Knex;
  let portal: Portal;

  async function start(
    options?: Omit<Parameters<typeof startPortal>[0], 'lucid' | 'knex'>,
  ): Promise<void> {
    portal = await startPortal({ ...options, lucid, knex });
  }

  async function expectNames(...names: string[]): Promise<void> {
    await eventually(async () =>
      expect(await portal.licenceUsageNames()).toEqual(names),
    );
  }

  beforeEach(() => {
    lucid = new InMemoryLucid();
  });

  afterEach(async () => {
    await portal.stop();
    jest.restoreAllMocks();
  });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    it('publishes an entity for every Lucid user', async () => {
      lucid.put(janesUsage, strangersUsage);
      await start();
      await portal.followNow();

      await expectNames('default.lucid-1', 'default.lucid-2');
      await expect(
        portal.entity('licenceusage:default/default.lucid-1'),
      ).resolves.toMatchObject({
        apiVersion: 'lucid.co/v1alpha1',
        kind: 'LicenceUsage',
        metadata: {
          namespace: 'default',
          name: 'default.lucid-1',
          title: 'Jane Doe',
          annotations: {
            'backstage.io/managed-by-origin-location': 'lucid:default',
          },
        },
        spec: {
          type: 'lucid',
          account: 'default',
          userId: 'lucid-1',
          licences: [{ name: 'Lucidchart', access: 'can-edit' }],
          state: 'detected',
          email: 'Jane.Doe@example.com',
          department: 'Backend',
          heldBy: 'user:default/jane',
        },
      });
    });

    it('applies what changed, and only that', async () => {
      lucid.put(janesUsage, strangersUsage);
      await start();
      await portal.followNow();
      await expectNames('default.lucid-1', 'default.lucid-2');
      portal.mutations.length = 0;

      lucid.put(
        licenceUsage({ ...strangersUsage, licences: [{ name: 'Lucidspark' }] }),
        licenceUsage({ id: 'lucid-3' }),
      );
      await portal.followNow();

      await expectNames(
        'default.lucid-1',
        'default.lucid-2',
        'default.lucid-3',
      );
      await eventually(async () =>
        expect(
          await portal.entity('licenceusage:default/default.lucid-2'),
        ).toMatchObject({ spec: { licences: [{ name: 'Lucidspark' }] } }),
      );
      expect(portal.mutations).toMatchObject([
        {
          type: 'delta',
          added: [
            { entity: { metadata: { name: 'default.lucid-2' } } },
            { entity: { metadata: { name: 'default.lucid-3' } } },
          ],
          removed: [],
        },
      ]);
    });

    it('removes the entity of a departed Lucid user, and brings it back', async () => {
      lucid.put(janesUsage, strangersUsage);
      await start();
      await portal.followNow();
      await expectNames('default.lucid-1', 'default.lucid-2');

      lucid.depart(janesUsage.entityRef);
      await portal.followNow();
      await expectNames('default.lucid-2');

      lucid.put(janesUsage);
      await portal.followNow();
      await expectNames('default.lucid-1', 'default.lucid-2');
      await expect(portal.entity(janesUsage.entityRef)).resolves.toMatchObject({
        spec: { heldBy: 'user:default/jane' },
      });
    });

    it('applies nothing when nothing changed, also after a restart and by an audit', async () => {
      lucid.put(janesUsage, strangersUsage);
      lucid.depart('licenceusage:default/default.lucid-0');
      await start();
      await portal.followNow();
      await expectNames('default.lucid-1', 'default.lucid-2');
      expect(portal.mutations).toHaveLength(1);

      await portal.followNow();
      await portal.auditNow();
      expect(portal.mutations).toHaveLength(1);

      await portal.stop();
      await start();
      const readsBefore = lucid.reads;
      await portal.followNow();
      await portal.auditNow();

      expect(lucid.reads).toBeGreaterThan(readsBefore);
      expect(portal.mutations).toEqual([]);
      await expectNames('default.lucid-1', 'default.lucid-2');
    });

    it('puts right by an audit what others have done to its entities', async () => {
      const departed = licenceUsage({ id: 'lucid-3', displayName: 'A Leaver' });
      const all = ['default.lucid-1', 'default.lucid-2', 'default.lucid-3'];
      const expectTitles = (...titles: (string | undefined)[]) =>
        eventually(async () =>
          expect(
            await Promise.all(
              all.map(
                async name =>
                  (
                    await portal.entity(`licenceusage:default/${name}`)
                  )?.metadata.title,
              ),
            ),
          ).toEqual(titles),
        );
      lucid.put(
        janesUsage,
        licenceUsage({ ...strangersUsage, displayName: 'An Old Name' }),
        departed,
      );
      await start();
      await portal.followNow();
      await expectTitles('Jane Doe', 'An Old Name', 'A Leaver');
      const [outdated] = portal.mutations;
      lucid.put(strangersUsage);
      lucid.depart(departed.entityRef);
      await portal.followNow();
      await expectTitles('Jane Doe', 'A Stranger', undefined);

      await portal.applyElsewhere(outdated);
      await expectTitles('Jane Doe', 'An Old Name', 'A Leaver');
      await portal.lose(janesUsage.entityRef);
      await expectTitles(undefined, 'An Old Name', 'A Leaver');
      portal.mutations.length = 0;
      // In Lucid nothing has changed.
      await portal.followNow();
      expect(portal.mutations).toEqual([]);

      await portal.auditNow();

      await expectTitles('Jane Doe', 'A Stranger', undefined);
    });

    it('applies at the next start what changed in between', async () => {
      lucid.put(janesUsage, strangersUsage, licenceUsage({ id: 'lucid-3' }));
      await start();
      await portal.followNow();
      await expectNames(
        'default.lucid-1',
        'default.lucid-2',
        'default.lucid-3',
      );
      await portal.stop();

      lucid.depart(strangersUsage.entityRef);
      lucid.put(licenceUsage({ id: 'lucid-4' }));
      await start();
      await portal.followNow();

      await expectNames(
        'default.lucid-1',
        'default.lucid-3',
        'default.lucid-4',
      );
      expect(portal.mutations).toMatchObject([
        {
          type: 'delta',
          added: [{ entity: { metadata: { name: 'default.lucid-4' } } }],
          removed: [{ entityRef: strangersUsage.entityRef }],
        },
      ]);
    });
  });

  describe('told what to publish', () => {
    const ambiguousUsage = licenceUsage({
      id: 'lucid-3',
      state: 'ambiguous',
      licences: [{ name: 'Lucidspark' }],
    });

    beforeEach(async () => {
      knex = await databases.init('SQLITE_3');
      lucid.put(janesUsage, strangersUsage, ambiguousUsage);
    });

    it('publishes those who are detected, and removes who is so no longer', async () => {
      await start({ publishing: { publish: 'detected' } });
      await portal.followNow();
      await expectNames('default.lucid-1');

      lucid.put(
        licenceUsage({ ...strangersUsage, state: 'detected' }),
        licenceUsage({ ...janesUsage, state: 'undetected', match: undefined }),
      );
      await portal.followNow();

      await expectNames('default.lucid-2');
      expect(portal.mutations).toHaveLength(2);
    });

    it('publishes who fits the filter, and removes who changes out of it', async () => {
      await start({ publishing: { filter: { licences: ['lucidspark'] } } });
      await portal.followNow();
      await expectNames('default.lucid-3');

      lucid.put(
        licenceUsage({ ...ambiguousUsage, licences: [] }),
        licenceUsage({ ...janesUsage, licences: ambiguousUsage.licences }),
      );
      await portal.followNow();

      await expectNames('default.lucid-1');
      expect(portal.mutations).toHaveLength(2);
    });

    it('puts a change of the configuration into effect at the next start', async () => {
      const all = ['default.lucid-1', 'default.lucid-2', 'default.lucid-3'];
      await start();
      await portal.followNow();
      await expectNames(...all);
      await portal.stop();

      await start({ publishing: { publish: 'detected' } });
      await portal.followNow();
      await expectNames('default.lucid-1');
      await portal.stop();

      await start({ publishing: { publish: 'all' } });
      await portal.followNow();
      await expectNames(...all);
      expect(portal.mutations).toMatchObject([{ added: { length: 2 } }]);
    });

    it('removes everything where nothing is to be published, whatever Lucid does', async () => {
      await start();
      await portal.followNow();
      await expectNames(
        'default.lucid-1',
        'default.lucid-2',
        'default.lucid-3',
      );
      await portal.stop();

      lucid.failWith(new Error('The Lucid backend did not answer'));
      await start({ publishing: { publish: 'none' } });
      await portal.followNow();
      await expectNames();

      lucid.failWith(undefined);
      lucid.put(licenceUsage({ id: 'lucid-4' }));
      portal.mutations.length = 0;
      await portal.followNow();
      await portal.auditNow();
      expect(portal.mutations).toEqual([]);
    });

    it('leaves the catalog as it is when it does not understand, and names the key', async () => {
      await start();
      await portal.followNow();
      await expectNames(
        'default.lucid-1',
        'default.lucid-2',
        'default.lucid-3',
      );
      await portal.stop();

      await start({ publishing: { publish: 'somebody' } });

      expect(portal.logger.error).toHaveBeenCalledTimes(1);
      expect(portal.logger.error).toHaveBeenCalledWith(
        'Lucid licence usage in the catalog stays as it is: lucid.catalog.publish must be all, detected or none. Correct it and start again',
      );
      await expect(portal.licenceUsageNames()).resolves.toHaveLength(3);
    });
  });

  it('removes soon after a start who was added just before a crash and departed meanwhile', async () => {
    knex = await databases.init('SQLITE_3');
    lucid.put(janesUsage, strangersUsage);
    // It dies before the catalog has processed what was added.
    await start({ processing: false });
    await portal.followNow();
    await portal.stop();

    lucid.depart(strangersUsage.entityRef);
    await start();
    await portal.followNow();
    await expectNames('default.lucid-1', 'default.lucid-2');

    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000);
    await portal.followNow();

    await expectNames('default.lucid-1');
    expect(portal.mutations).toContainEqual(
      expect.objectContaining({
        added: [],
        removed: [
          expect.objectContaining({ entityRef: strangersUsage.entityRef }),
        ],
      }),
    );
  });

  describe('with the model layers of the catalog', () => {
    beforeEach(async () => {
      knex = await databases.init('SQLITE_3');
    });

    const layerOfSomebodyElse = createCatalogModelLayer({
      layerId: 'example.com/printers',
      builder: model =>
        model.addKind({
          group: 'example.com',
          names: { kind: 'Printer', singular: 'printer', plural: 'printers' },
          description: 'Prints',
        }),
    });

    it.each([
      ['off', []],
      ['on', [provideStaticCatalogModel()]],
      [
        'on, and a layer of somebody else',
        [provideStaticCatalogModel({ layers: [layerOfSomebodyElse] })],
      ],
    ])(
      '%s, relates the entity and the catalog user to each other',
      async (_what, features) => {
        lucid.put(janesUsage, strangersUsage);
        await start({ features });
        await portal.followNow();

        await eventually(async () => {
          expect(
            (await portal.entity(janesUsage.entityRef))?.relations,
          ).toEqual([
            { type: 'licenceHeldBy', targetRef: 'user:default/jane' },
          ]);
          expect((await portal.entity('user:default/jane'))?.relations).toEqual(
            [{ type: 'holdsLicence', targetRef: janesUsage.entityRef }],
          );
          expect(
            (await portal.entity(strangersUsage.entityRef))?.relations,
          ).toEqual([]);
        });
      },
    );
  });

  describe('when something goes wrong', () => {
    beforeEach(async () => {
      knex = await databases.init('SQLITE_3');
    });

    const warnings = () =>
      portal.logger.warn.mock.calls.filter(([message]) =>
        message.includes('Lucid'),
      );

    it('leaves the catalog as it is while the Lucid backend fails, and says so once', async () => {
      lucid.put(janesUsage, strangersUsage);
      await start();
      await portal.followNow();
      await expectNames('default.lucid-1', 'default.lucid-2');
      portal.mutations.length = 0;

      lucid.depart(janesUsage.entityRef);
      lucid.failWith(new Error('The Lucid backend did not answer'));
      await portal.followNow();
      await portal.auditNow();
      await portal.followNow();

      expect(portal.mutations).toEqual([]);
      await expectNames('default.lucid-1', 'default.lucid-2');
      expect(warnings()).toEqual([
        [expect.stringContaining('The Lucid backend did not answer')],
      ]);

      lucid.failWith(undefined);
      await portal.followNow();
      await expectNames('default.lucid-2');
    });

    it('tries again soon when the Lucid backend starts later than the catalog', async () => {
      lucid.put(janesUsage);
      lucid.failWith(new Error('Not there yet'));
      await start();

      const following = portal.followNow();
      await eventually(async () => expect(warnings()).toHaveLength(1));
      lucid.failWith(undefined);
      await following;

      await expectNames('default.lucid-1');
    });

    it('keeps every entity when the Lucid backend has lost its data', async () => {
      lucid.put(janesUsage, strangersUsage);
      await start();
      await portal.followNow();
      await expectNames('default.lucid-1', 'default.lucid-2');
      portal.mutations.length = 0;

      lucid.loseEverything();
      await portal.followNow();
      await portal.auditNow();
      expect(portal.mutations).toEqual([]);

      lucid.put(strangersUsage);
      await portal.followNow();
      await expectNames('default.lucid-2');
    });

    it('tells no name or address when the database of the catalog fails', async () => {
      const tasks = new Map<string, SchedulerServiceTaskFunction>();
      const scheduler = mockServices.scheduler.mock({
        scheduleTask: async ({ id, fn }) => {
          tasks.set(id, fn);
        },
      });
      const follow = async () =>
        tasks.get('lucid-licence-usage-follow')?.(new AbortController().signal);
      await start({ features: [scheduler.factory], processing: false });
      lucid.put(strangersUsage);
      await follow();
      lucid.put(janesUsage);
      await knex.raw('pragma query_only = on');

      const failure = await follow().catch(inspect);

      for (const told of [failure, inspect(warnings())]) {
        expect(told).toContain('SQLITE_READONLY');
        expect(told).not.toMatch(/example\.com|Jane Doe/);
      }
    });

    it('leaves out a Lucid user whose name the catalog cannot take, and names it by its id', async () => {
      lucid.put(
        licenceUsage({
          id: 'lucid-9',
          email: 'jane.doe@example.com',
          entityRef: 'licenceusage:default/jane doe',
        }),
        strangersUsage,
      );
      await start();
      await portal.followNow();

      await expectNames('default.lucid-2');
      expect(warnings()).toEqual([[expect.stringContaining('lucid-9')]]);
      expect(warnings()).not.toEqual([[expect.stringContaining('@')]]);
    });
  });

  it('publishes without being told to, by the scheduler of a real backend', async () => {
    knex = await databases.init('SQLITE_3');
    lucid.put(janesUsage);
    await start({ features: [schedulerServiceFactory] });

    await expectNames('default.lucid-1');
    expect(portal.mutations).toHaveLength(1);
  });

  it('follows as soon as it is told of a revision', async () => {
    knex = await databases.init('SQLITE_3');
    await start();
    lucid.put(janesUsage);

    await portal.tellOfRevision(1);

    await expectNames('default.lucid-1');
    expect(portal.mutations).toHaveLength(1);
  });

  it('does not mind what is told of alerts', async () => {
    knex = await databases.init('SQLITE_3');
    await start();
    lucid.put(janesUsage);

    await portal.tellOfAlert();
    expect(lucid.reads).toBe(0);

    await portal.tellOfRevision(1);
    await expectNames('default.lucid-1');
  });
});

function databaseIds(): TestDatabaseId[] {
  return process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_18']
    : ['SQLITE_3'];
}
