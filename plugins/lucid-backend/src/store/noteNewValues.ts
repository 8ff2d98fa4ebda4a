import { Knex } from 'knex';
import { isPostgres } from './bulkRows';

/**
 * Has PostgreSQL look at a column of tables into which many rows with a new value
 * have come. Of a value that it has not seen, it expects one row, and joins
 * thousands by loops within loops, until autovacuum looks, a minute or more later:
 * with 20,000 users, the card of a group took 14 s instead of 0.1 s. SQLite does
 * not plan by values.
 *
 * @param knex - not a transaction: what is locked here would stay so until its end
 */
export async function noteNewValues(
  knex: Knex,
  tables: string[],
  column: string,
): Promise<void> {
  if (isPostgres(knex)) {
    await knex
      .raw(
        `analyze ${tables.map(() => '?? (??)').join(', ')}`,
        tables.flatMap(table => [table, column]),
      )
      // Somebody else has locked a table for too long. Autovacuum will come.
      .catch(() => {});
  }
}
