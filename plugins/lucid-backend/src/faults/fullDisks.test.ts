import { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { leftInStaging } from './__testUtils__/leftInStaging';
import {
  accountAt,
  ScimUser,
  scimUser,
  shownOf,
} from './__testUtils__/scimAccount';
import { limitRoom } from './__testUtils__/TroubledPostgres';

jest.setTimeout(60_000);

const FULL =
  'The database failed (53100). See to its log, its disk and its locks; the next sync starts over.';

/** More than are written at a time, so that some are there when the disk is full. */
const MANY = Array.from({ length: 3_000 }, (_, index) =>
  scimUser(index + 1, 'of the first snapshot'),
);

// Only where the run of the tests has brought a PostgreSQL: on SQLite, see databases.test.ts.
if (databases.supports('POSTGRES_18')) {
  describe('a PostgreSQL server whose disk is full', () => {
    let knex: Knex;
    let portal: FaultyPortal;

    beforeEach(async () => {
      knex = await createTestStore('POSTGRES_18');
      portal = await FaultyPortal.open({ knex });
    });

    afterEach(async () => {
      await portal.close();
    });

    async function expectSynced(users: ScimUser[]): Promise<void> {
      portal.lucid().users = users;
      expect(await portal.sync()).toMatchObject({
        state: 'succeeded',
        counts: { users: users.length },
      });
      expect(await portal.readShown()).toEqual(shownOf(users));
      expect(await leftInStaging(knex)).toBe(0);
      expect(await portal.readStatus()).not.toHaveProperty('stale');
    }

    /** Runs a sync with room for so many rows, which are too few. */
    async function expectFailed(
      users: ScimUser[],
      room: { table: string; rows: number },
    ): Promise<void> {
      portal.lucid().users = users;
      portal.log.lines.length = 0;
      const makeRoom = await limitRoom(knex, room);

      const sync = await portal.sync();

      expect(sync).toMatchObject({
        state: 'failed',
        error: { name: 'DatabaseError', message: FULL },
      });
      expect(await portal.readStatus()).toMatchObject({
        lastSync: { id: sync.id, error: { message: FULL } },
      });
      expect(
        portal.log.lines.filter(({ level }) => /warn|error/.test(level)),
      ).toEqual([
        {
          level: 'error',
          message: 'Sync failed',
          fields: { account: 'default', sync: sync.id, reason: FULL },
        },
      ]);
      expect(await leftInStaging(knex)).toBe(0);
      await makeRoom();
    }

    it.each([
      { table: 'staged_users', rows: 0 },
      { table: 'staged_users', rows: 100 },
      { table: 'lucid_users', rows: 100 },
      { table: 'usage_changes', rows: 1 },
      { table: 'accounts', rows: 0 },
    ])(
      'after $rows rows of $table makes a sync fail, and leaves the old snapshot whole',
      async room => {
        await expectSynced(accountAt(1));

        await expectFailed(accountAt(2), room);

        expect(await portal.readShown()).toEqual(shownOf(accountAt(1)));
        expect(await portal.readStatus()).toMatchObject({
          // The disk says nothing of Lucid.
          connection: { state: 'connected' },
          stale: { reason: FULL },
        });
        await expectSynced(accountAt(2));
        expect(portal.leaks()).toEqual([]);
      },
    );

    it.each([
      { table: 'lucid_users', rows: 100 },
      { table: 'lucid_users', rows: 2_500 },
      { table: 'accounts', rows: 0 },
    ])(
      'after $rows rows of $table makes a first sync fail, and leaves nothing of it',
      async room => {
        await expectFailed(MANY, room);

        expect(await portal.readShown()).toEqual({});
        expect(await knex('lucid_users').first('user_id')).toBeUndefined();
        expect(await portal.readStatus()).not.toHaveProperty('snapshotAt');
        await expectSynced(MANY);
        expect(portal.leaks()).toEqual([]);
      },
    );
  });
}
