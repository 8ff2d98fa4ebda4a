import { Knex } from 'knex';
import { isPostgres } from '../bulkRows';
import { deleteInChunks } from '../deleteInChunks';

/**
 * Deletes groups and their members in a transaction. On SQLite that takes several
 * statements, so that others get their turn; on PostgreSQL each of them would go
 * once more through the rows that the transaction has deleted before.
 *
 * @param which - leaves those groups of either table
 */
export async function deleteGroups(
  trx: Knex.Transaction,
  which: (rows: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<void> {
  for (const table of ['lucid_group_members', 'lucid_groups']) {
    if (isPostgres(trx)) {
      await which(trx(table)).delete();
    } else {
      await deleteInChunks(trx, table, which);
    }
  }
}
