import { Knex } from 'knex';
import { insertRows } from '../bulkRows';
import { TOTAL_SLICES, TotalRow, totalColumns } from './TotalRow';

/** Writes down all totals of an account on a day, in place of those there are. */
export async function replaceDay(
  trx: Knex.Transaction,
  { account, day, rows }: { account: string; day: string; rows: TotalRow[] },
): Promise<void> {
  await trx('daily_totals')
    .where({ account_id: account, day })
    // Named, so that the key finds the day in each of them.
    .whereIn('slice', TOTAL_SLICES)
    .delete();
  await insertRows(trx, {
    table: 'daily_totals',
    columns: totalColumns,
    rows: rows.map(row => ({ account_id: account, day, ...row })),
  });
}
