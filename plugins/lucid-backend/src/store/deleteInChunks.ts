import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isPostgres } from './bulkRows';

/**
 * Deletes rows a few at a time, by the address at which the database keeps them.
 * Afterwards there are none, also where others delete some of them meanwhile.
 *
 * @param options - `signal` ends it between two statements
 * @returns how many there were
 */
export async function deleteInChunks(
  knex: Knex,
  table: string,
  which: (rows: Knex.QueryBuilder) => Knex.QueryBuilder,
  options: { signal?: AbortSignal } = {},
): Promise<number> {
  const address = isPostgres(knex) ? 'ctid' : 'rowid';
  // better-sqlite3 blocks the process for as long as a statement runs.
  const rowsAtOnce = isPostgres(knex) ? 20_000 : 1_000;
  // Others on PostgreSQL may have picked the same rows, and deleted them first.
  const isAnyLeft = async () =>
    isPostgres(knex) && (await which(knex(table)).first(address)) !== undefined;
  let deleted = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const chunk = await knex(table)
      .whereIn(address, which(knex(table).select(address)).limit(rowsAtOnce))
      .delete();
    deleted += chunk;
    if (chunk < rowsAtOnce && !(await isAnyLeft())) {
      return deleted;
    }
    await yieldToEventLoop();
  }
}
