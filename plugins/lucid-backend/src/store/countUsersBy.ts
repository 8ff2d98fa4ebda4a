import { Knex } from 'knex';
import { readInParts } from './readInParts';

/**
 * Counts the users of an account, departed ones too, who are alike in some
 * columns of `lucid_users`. They are counted a part at a time, so the same group may
 * come several times.
 */
export function countUsersBy<TRow extends Record<string, string | null>>(
  knex: Knex,
  account: string,
  columns: (keyof TRow & string)[],
): AsyncGenerator<TRow & { users: number }, void, undefined> {
  return readInParts(knex, account, async users => {
    const groups: Knex.QueryBuilder = users
      .groupBy(columns)
      .select(columns)
      .count({ users: '*' });
    const rows: (TRow & { users: number | string })[] = await groups;
    return rows.map(row => ({ ...row, users: Number(row.users) }));
  });
}
