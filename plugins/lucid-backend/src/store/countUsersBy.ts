import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { rowsAtOnce } from './bulkRows';

/**
 * Counts the users of an account, departed ones too, who are alike in some
 * columns of `lucid_users`. Goes through them a few at a time, in the order of
 * their ids, so the same group may come several times.
 */
export async function* countUsersBy<TRow extends Record<string, string | null>>(
  knex: Knex,
  account: string,
  columns: (keyof TRow & string)[],
): AsyncGenerator<TRow & { users: number }, void, undefined> {
  const limit = rowsAtOnce(knex);
  let after = '';
  for (;;) {
    const groups: Knex.QueryBuilder = knex
      .from(
        knex('lucid_users')
          .where({ account_id: account })
          .where('user_id', '>', after)
          .orderBy('user_id')
          .limit(limit)
          .select('user_id', ...columns)
          .as('some'),
      )
      .groupBy(columns)
      .select(
        ...columns,
        knex.raw('count(*) as users'),
        // By the database, whose order of texts is not that of JavaScript.
        knex.raw('max(max(user_id)) over () as last'),
      );
    const rows: (TRow & { users: number | string; last: string })[] =
      await groups;
    let users = 0;
    for (const row of rows) {
      yield { ...row, users: Number(row.users) };
      users += Number(row.users);
      after = row.last;
    }
    if (users < limit) {
      return;
    }
    await yieldToEventLoop();
  }
}
