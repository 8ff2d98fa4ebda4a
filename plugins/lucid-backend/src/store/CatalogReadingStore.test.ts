import { Knex } from 'knex';
import { catalogUser } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { frozenAfter } from '../__testUtils__/frozenAfter';
import { CatalogReadingStore } from './CatalogReadingStore';
import { ReadingDifference } from './ReadingDifference';

jest.setTimeout(60_000);

const ADA = catalogUser('ada', 'ada@example.com');
const BOB = catalogUser('bob', 'bob@example.com');

describe.each(databases.eachSupportedId())(
  'readings of the catalog, on %s',
  databaseId => {
    let knex: Knex;
    let readings: CatalogReadingStore;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      readings = new CatalogReadingStore({ knex });
    });

    async function write(users = [ADA, BOB]): Promise<number> {
      const id = await readings.begin();
      await readings.addUsers(id, users);
      return id;
    }

    /** The oldest of three in force one after the other, and the newest, which lacks Bob. */
    async function three(): Promise<{ oldest: number; newest: number }> {
      const putInForce = async (id: number) => {
        await readings.putInForce({ id, users: 2, rules: 'any' });
        return id;
      };
      const oldest = await putInForce(await write());
      await putInForce(await write());
      return { oldest, newest: await putInForce(await write([ADA])) };
    }

    it('tell who differs', async () => {
      const { oldest, newest } = await three();

      const difference = await ReadingDifference.between(knex, oldest, newest);

      const concerns = ({ entityRef }: { entityRef: string }) =>
        difference?.concerns({ keys: [], refs: [entityRef] });
      expect(concerns(BOB)).toBe(true);
      expect(concerns(ADA)).toBe(false);
    });

    it('are compared by nobody while what they hold is being deleted', async () => {
      const { oldest, newest } = await three();
      let difference: ReadingDifference | undefined;

      await frozenAfter(
        knex,
        {
          statement: /^delete from .catalog_users/,
          meanwhile: async others => {
            difference = await ReadingDifference.between(
              others,
              oldest,
              newest,
            );
          },
        },
        frozen => new CatalogReadingStore({ knex: frozen }).forgetOlder(newest),
      );

      expect(difference).toBeUndefined();
    });

    it('tell nothing where one of them is forgotten while they are compared', async () => {
      const { oldest, newest } = await three();

      const difference = await frozenAfter(
        knex,
        {
          statement: /^select .* from .catalog_user_keys/,
          meanwhile: others =>
            new CatalogReadingStore({ knex: others }).forgetOlder(newest),
        },
        frozen => ReadingDifference.between(frozen, oldest, newest),
      );

      expect(difference).toBeUndefined();
    });

    it('do not come back while what they hold is being deleted, though somebody finds the catalog to be as they say', async () => {
      const { oldest, newest } = await three();
      let difference: ReadingDifference | undefined;

      await frozenAfter(
        knex,
        {
          statement: /^delete from .catalog_users/,
          meanwhile: async others => {
            await new CatalogReadingStore({ knex: others }).confirm(oldest, {
              attempt: oldest,
              rules: 'any',
            });
            difference = await ReadingDifference.between(
              others,
              oldest,
              newest,
            );
          },
        },
        frozen => new CatalogReadingStore({ knex: frozen }).forgetOlder(newest),
      );

      expect(difference).toBeUndefined();
    });

    it('leave nothing that was written into them once they were forgotten', async () => {
      const dead = await readings.begin();
      const { newest } = await three();
      await readings.forgetOlder(newest);
      await readings.addUsers(dead, [ADA]);
      await readings.addLeftOut(dead, [BOB.entityRef]);

      await readings.complete({ id: await write(), users: 2, rules: 'any' });

      for (const table of [
        'catalog_users',
        'catalog_user_keys',
        'catalog_users_left_out',
      ]) {
        expect(await knex(table).where({ reading_id: dead })).toEqual([]);
      }
    });
  },
);
