import { Knex } from 'knex';
import { runOverRows } from '../bulkRows';
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
  const list = Object.keys(totalColumns).join(', ');
  // Not copied: others wait for the account, see `limitSilence`.
  await runOverRows(trx, {
    columns: totalColumns,
    rows: rows.map(row => ({ account_id: account, day, ...row })),
    sql: table =>
      `insert into daily_totals (${list}) select ${list} from ${table} as r`,
  });
}
