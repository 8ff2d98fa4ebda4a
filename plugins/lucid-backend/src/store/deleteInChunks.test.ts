import { setTimeout as sleep } from 'node:timers/promises';
import knexFactory, { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { deleteInChunks } from './deleteInChunks';

jest.setTimeout(60_000);

/** More than PostgreSQL deletes in one go. */
const ROWS = 20_500;

// On SQLite, nobody else deletes anything meanwhile.
if (databases.supports('POSTGRES_18')) {
  describe('rows that several backends delete at once, on PostgreSQL', () => {
    let knex: Knex;
    let other: Knex;

    beforeEach(async () => {
      knex = await createTestStore('POSTGRES_18');
      other = knexFactory(knex.client.config);
      await knex.raw(
        `insert into rejected_users (sync_id, position, reason)
         select 'dead', position, 'garbled' from generate_series(1, ?) position`,
        [ROWS],
      );
    });

    afterEach(async () => {
      await other.destroy();
    });

    async function somebodyWaits(): Promise<void> {
      const waiting = () =>
        knex('pg_locks')
          .whereRaw('not granted')
          .whereRaw(
            'pid in (select pid from pg_stat_activity where datname = current_database())',
          )
          .first('pid');
      while (!(await waiting())) {
        await sleep(10);
      }
    }

    it('are all gone for each of them that is done', async () => {
      const others = await other.transaction();
      await others('rejected_users')
        .whereIn(
          'ctid',
          others('rejected_users')
            .select('ctid')
            .where({ sync_id: 'dead' })
            .limit(20_000),
        )
        .delete();

      const deleting = deleteInChunks(knex, 'rejected_users', rows =>
        rows.where({ sync_id: 'dead' }),
      );
      await somebodyWaits();
      await others.commit();

      expect(await deleting).toBe(ROWS - 20_000);
      expect(await knex('rejected_users').select('position')).toEqual([]);
    });
  });
}
