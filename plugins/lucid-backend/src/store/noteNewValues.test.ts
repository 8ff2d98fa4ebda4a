import { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { testMatching } from '../__testUtils__/testMatching';
import { CatalogReadingStore } from './CatalogReadingStore';
import { SnapshotStore } from './SnapshotStore';
import { LucidGroupStore } from './groups/LucidGroupStore';
import { noteNewValues } from './noteNewValues';

jest.setTimeout(60_000);

const MEMBERS = 500;

if (databases.supports('POSTGRES_18')) {
  let knex: Knex;

  beforeEach(async () => {
    knex = await createTestStore('POSTGRES_18');
    // Else autovacuum may come to the rescue, after a minute.
    await knex.raw(
      'alter table catalog_memberships set (autovacuum_enabled = false)',
    );
  });

  describe('what PostgreSQL plans by, when groups are made current', () => {
    it('is how many of them are staged, and their members', async () => {
      const store = new LucidGroupStore({ knex });
      const incoming = await store.begin({
        account: 'default',
        syncId: 'sync-1',
      });
      const memberIds = Array.from({ length: MEMBERS }, (_, id) => `u-${id}`);
      await incoming.add([{ id: 'everyone', name: 'Everyone', memberIds }]);
      await incoming.getReady();

      const { rows } = await knex.raw(
        `explain (format json) select * from staged_lucid_group_members where sync_id = 'sync-1'`,
      );
      expect(rows[0]['QUERY PLAN'][0].Plan['Plan Rows']).toBe(MEMBERS);
    });
  });

  describe('what PostgreSQL plans by, when a reading of the catalog comes into force', () => {
    beforeEach(async () => {
      const readings = new CatalogReadingStore({ knex });
      const earlier = await write(readings);
      await readings.complete({ id: earlier, users: MEMBERS, rules: 'any' });
      await knex.raw('analyze catalog_memberships');
    });

    async function write(readings: CatalogReadingStore): Promise<number> {
      const id = await readings.begin();
      await readings.addMemberships(
        id,
        Array.from({ length: MEMBERS }, (_, index) => ({
          groupRef: 'group:default/all',
          memberRef: `user:default/person-${index}`,
        })),
      );
      return id;
    }

    async function expectedMembers(readingId: number): Promise<number> {
      const { rows } = await knex.raw(
        'explain (format json) select * from catalog_memberships where reading_id = ?',
        [readingId],
      );
      return rows[0]['QUERY PLAN'][0].Plan['Plan Rows'];
    }

    it('is what it holds, and not that nobody has seen one like it', async () => {
      const readings = new CatalogReadingStore({ knex });
      const id = await write(readings);
      expect(await expectedMembers(id)).toBe(1);
      await readings.complete({ id, users: MEMBERS, rules: 'any' });
      expect(await expectedMembers(id)).toBe(MEMBERS);
    });

    it('is so before anybody is decided by it', async () => {
      const id = await write(new CatalogReadingStore({ knex }));
      const statements: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
      await new SnapshotStore({ knex, matching: testMatching() }).adopt(
        { id, users: MEMBERS, rules: 'any' },
        { accounts: [], signal: new AbortController().signal },
      );
      expect(await expectedMembers(id)).toBe(MEMBERS);
      const first = (pattern: RegExp) =>
        statements.findIndex(sql => pattern.test(sql));
      expect(first(/^analyze/)).toBeLessThan(first(/^BEGIN/i));
    });
  });
}

describe('what SQLite plans by', () => {
  it('is none of our business', async () => {
    const knex = await createTestStore('SQLITE_3');
    const statements: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    await noteNewValues(knex, ['lucid_users']);
    expect(statements).toEqual([]);
  });
});
