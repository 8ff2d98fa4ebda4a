import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isPostgres } from './jsonRows';

/** Rows per statement: better-sqlite3 blocks the process for as long as a statement runs. */
const ROWS_PER_DELETE = 1_000;

/** Deletes rows a few at a time, by the address at which the database keeps them. */
export async function deleteInChunks(
  knex: Knex,
  table: string,
  which: (rows: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<void> {
  const address = isPostgres(knex) ? 'ctid' : 'rowid';
  for (;;) {
    const deleted = await knex(table)
      .whereIn(
        address,
        which(knex(table).select(address)).limit(ROWS_PER_DELETE),
      )
      .delete();
    if (deleted < ROWS_PER_DELETE) {
      return;
    }
    await yieldToEventLoop();
  }
}
