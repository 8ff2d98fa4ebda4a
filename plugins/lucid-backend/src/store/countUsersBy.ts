import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isPostgres, rowsPerStatement } from './bulkRows';

/**
 * Counts the users of an account, departed ones too, who are alike in some
 * columns of `lucid_users`. SQLite goes through them a few at a time, so the same
 * group may come several times.
 */
export async function* countUsersBy<TRow extends Record<string, string | null>>(
  knex: Knex,
  account: string,
  columns: (keyof TRow & string)[],
): AsyncGenerator<TRow & { users: number }, void, undefined> {
  const groups = (users: Knex.QueryBuilder) =>
    users
      .groupBy(columns)
      .select(columns)
      .count({ users: '*' })
      .then(asCounts<TRow>);
  if (isPostgres(knex)) {
    yield* await groups(knex('lucid_users').where({ account_id: account }));
    return;
  }
  const newest = await knex('lucid_users')
    .max({ row: 'row_id' })
    .first<{ row: number | null }>();
  const limit = rowsPerStatement(knex);
  for (let after = 0; after < (newest?.row ?? 0); after += limit) {
    yield* await groups(
      // In the order in which rows lie in the file, which takes half as long as by
      // their ids. The plus keeps SQLite from taking the index of the ids all the same.
      knex('lucid_users')
        .whereRaw('row_id > ? and row_id <= ?', [after, after + limit])
        .whereRaw('+account_id = ?', [account]),
    );
    await yieldToEventLoop();
  }
}

function asCounts<TRow>(
  rows: (TRow & { users: number | string })[],
): (TRow & { users: number })[] {
  return rows.map(row => ({ ...row, users: Number(row.users) }));
}
