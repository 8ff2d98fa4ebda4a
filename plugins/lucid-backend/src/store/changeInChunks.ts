import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isOneOf, isPostgres, rowsPerStatement } from './bulkRows';

/**
 * Changes rows in a transaction: at once on PostgreSQL, and a few at a time on
 * SQLite, which blocks the process for as long as a statement runs. What is done
 * with is not gone through again, whatever has become of it.
 *
 * @param options - `id` is a number that tells rows apart; `which` leaves the rows
 * that may be changed, and `change` changes those that have to be
 */
export async function changeInChunks(
  trx: Knex.Transaction,
  options: {
    table: string;
    id: string;
    which: (rows: Knex.QueryBuilder) => Knex.QueryBuilder;
    change: (rows: Knex.QueryBuilder) => Knex.QueryBuilder;
  },
): Promise<void> {
  const { table, id, which, change } = options;
  if (isPostgres(trx)) {
    await change(which(trx(table)));
    return;
  }
  let after = 0;
  for (;;) {
    const ids: number[] = await which(trx(table))
      .where(id, '>', after)
      .orderBy(id)
      .limit(rowsPerStatement(trx))
      .pluck(id);
    if (ids.length === 0) {
      return;
    }
    await change(trx(table).whereRaw(isOneOf(trx, id, ids)));
    after = ids[ids.length - 1];
    await yieldToEventLoop();
  }
}
