import { Knex } from 'knex';
import { isPostgres } from './bulkRows';

/**
 * Has PostgreSQL look at tables into which many rows with a new value have come. Of
 * a value that it has not seen, it expects one row, and joins thousands by loops
 * within loops, until autovacuum looks, a minute or more later: with 20,000 users,
 * the card of a group took 14 s instead of 0.1 s. It looks at all columns: one that
 * it knows beside others that it does not has made it go through whole tables for
 * a few hundred users. SQLite does not plan by values.
 *
 * @param knex - not a transaction: what is locked here would stay so until its end
 */
export async function noteNewValues(
  knex: Knex,
  tables: string[],
): Promise<void> {
  if (isPostgres(knex)) {
    await knex
      .raw(`analyze ${tables.map(() => '??').join(', ')}`, tables)
      // Somebody else has locked a table for too long. Autovacuum will come.
      .catch(() => {});
  }
}
