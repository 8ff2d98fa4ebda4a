import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isPostgres } from './bulkRows';

/** Users that SQLite goes through before the event loop gets its turn: some 5 ms. */
const USERS_PER_TURN = 2_500;

/**
 * Goes through all users of an account, departed ones too: in one statement on
 * PostgreSQL, and a part at a time on SQLite, which blocks the process meanwhile.
 *
 * @param read - gets a part of `lucid_users as u`, and reads what is wanted of it
 */
export async function* readInParts<T>(
  knex: Knex,
  account: string,
  read: (users: Knex.QueryBuilder) => Promise<T[]>,
): AsyncGenerator<T, void, undefined> {
  if (isPostgres(knex)) {
    yield* await read(knex('lucid_users as u').where('u.account_id', account));
    return;
  }
  const newest = await knex('lucid_users')
    .max({ row: 'row_id' })
    .first<{ row: number | null }>();
  for (let after = 0; after < (newest?.row ?? 0); after += USERS_PER_TURN) {
    yield* await read(
      // In the order in which rows lie in the file, which takes half as long as by
      // their ids. The plus keeps SQLite from taking the index of the ids all the same.
      knex('lucid_users as u')
        .whereRaw('u.row_id > ? and u.row_id <= ?', [
          after,
          after + USERS_PER_TURN,
        ])
        .whereRaw('+u.account_id = ?', [account]),
    );
    await yieldToEventLoop();
  }
}
