import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTestStore, databases } from '../__testUtils__/databases';
import { testMatching } from '../__testUtils__/testMatching';
import { defaultMatching } from '../config/readMatchingConfig';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { CatalogReader } from './CatalogReader';
import { CatalogWatch } from './CatalogWatch';

jest.setTimeout(60_000);

/** A catalog that counts how often it is read. */
class FakeCatalog {
  entities: Entity[] = [];
  isDown = false;
  isSilent = false;
  readings = 0;

  async getEntityFacets() {
    this.#assertUp();
    if (this.isSilent) {
      await new Promise(() => {});
    }
    const count = this.entities.length;
    return { facets: { kind: [{ value: 'User', count }] } };
  }

  async *streamEntities({ filter }: { filter: { kind: string } }) {
    this.#assertUp();
    this.readings += filter.kind === 'User' ? 1 : 0;
    yield this.entities.filter(entity => entity.kind === filter.kind);
  }

  #assertUp() {
    if (this.isDown) {
      throw new Error('The catalog is down');
    }
  }
}

function user(name: string, email: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: { profile: { email } },
  };
}

describe.each(databases.eachSupportedId())(
  'watching the catalog on %s',
  databaseId => {
    async function start() {
      const knex = await createTestStore(databaseId);
      const readings = new CatalogReadingStore({ knex });
      const catalog = new FakeCatalog();
      const matching = testMatching();
      catalog.entities = [
        user('ada', 'ada@example.com'),
        user('bob', 'bob@example.com'),
      ];
      const createWatch = () =>
        new CatalogWatch({
          reader: new CatalogReader({
            auth: mockServices.auth(),
            catalog: catalog as unknown as CatalogService,
            readings,
            adopt: reading => readings.complete(reading),
            matching,
            rules: defaultMatching(),
            describe: String,
            logger: mockServices.logger.mock(),
          }),
          currentReading: () => readings.current(),
          matching,
        });
      const { signal } = new AbortController();
      const watch = createWatch();
      return {
        knex,
        readings,
        catalog,
        look: (until = signal) =>
          watch.refresh({ signal: until, always: false }),
        /** As the process does that is started next. */
        lookAfterRestart: () =>
          createWatch().refresh({ signal, always: false }),
        read: () => watch.refresh({ signal, always: true }),
      };
    }

    it('reads the catalog once, as long as nothing says that it has changed', async () => {
      const { readings, catalog, look } = await start();

      await look();
      await look();

      expect(catalog.readings).toBe(1);
      expect(await readings.current()).toMatchObject({ users: 2 });
    });

    it('reads it again when the number of users has changed', async () => {
      const { readings, catalog, look } = await start();
      await look();
      catalog.entities.push(user('eve', 'eve@example.com'));

      await look();

      expect(await readings.current()).toMatchObject({ users: 3 });
    });

    it('keeps the reading that is there, when a new one would hold the same', async () => {
      const { knex, readings, read } = await start();
      await read();
      const first = await readings.current();

      await read();

      const second = await readings.current();
      expect(second?.id).toBe(first?.id);
      expect(second!.completedAt >= first!.completedAt).toBe(true);
      expect(await knex('catalog_readings')).toHaveLength(1);
      expect(await knex('catalog_users')).toHaveLength(2);
    });

    it('sees what changed although the number of users is the same', async () => {
      const { knex, readings, catalog, read } = await start();
      await read();
      const first = await readings.current();
      catalog.entities[1] = user('bob', 'robert@example.com');

      await read();

      const second = await readings.current();
      expect(second?.id).not.toBe(first?.id);
      const keys = await knex('catalog_user_keys')
        .where({ reading_id: second?.id, target: 'email' })
        .pluck('value');
      expect(keys.sort()).toEqual(['ada@example.com', 'robert@example.com']);
    });

    it('reads it again where a clock that was ahead has been set right', async () => {
      const { knex, catalog, look, lookAfterRestart } = await start();
      await look();
      await lookAfterRestart();
      expect(catalog.readings).toBe(1);
      const tomorrow = new Date(Date.now() + 24 * 60 * 60_000).toISOString();
      await knex('catalog_readings').update({ completed_at: tomorrow });

      await lookAfterRestart();

      expect(catalog.readings).toBe(2);
    });

    it('does not wait for a catalog that says nothing once nobody waits any more', async () => {
      const { catalog, look } = await start();
      catalog.isSilent = true;
      const task = new AbortController();
      const looking = look(task.signal);
      const ended = new Error('The task is over');
      setTimeout(() => task.abort(ended), 50);

      await expect(looking).rejects.toBe(ended);
    });

    it('keeps the last good reading while the catalog is down, and says since when', async () => {
      const { readings, catalog, read, look } = await start();
      await read();
      catalog.isDown = true;

      await read();
      const failure = await readings.failure();
      await look();

      expect(await readings.current()).toMatchObject({ users: 2 });
      expect(failure?.reason).toContain('The catalog cannot be read');
      expect(await readings.failure()).toEqual(failure);

      catalog.isDown = false;
      await look();
      expect(await readings.failure()).toBeUndefined();
    });
  },
);
