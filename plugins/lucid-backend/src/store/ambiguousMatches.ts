import { Knex } from 'knex';
import { insertRows, isOneOf } from './bulkRows';

/** A user as far as it may be one of several catalog users. */
interface DecidedUser {
  account_id: string;
  user_id: string;
  /** JSON array of entity refs, of ambiguous users only. */
  match_refs?: string;
}

/** Replaces the catalog users that users of one account may be. */
export async function replaceAmbiguousMatches(
  trx: Knex.Transaction,
  account: string,
  users: DecidedUser[],
): Promise<void> {
  await deleteAmbiguousMatches(
    trx,
    account,
    users.map(user => user.user_id),
  );
  await insertAmbiguousMatches(trx, users);
}

/** Forgets the catalog users that users of one account may be. */
export async function deleteAmbiguousMatches(
  trx: Knex.Transaction,
  account: string,
  ids: string[],
): Promise<void> {
  await trx('ambiguous_matches')
    .where({ account_id: account })
    .whereRaw(isOneOf(trx, 'user_id', ids))
    .delete();
}

/** Writes the catalog users that users may be of whom none are written. */
export async function insertAmbiguousMatches(
  trx: Knex.Transaction,
  users: DecidedUser[],
): Promise<void> {
  await insertRows(trx, {
    onConflict: 'do nothing',
    table: 'ambiguous_matches',
    columns: { account_id: 'text', user_id: 'text', entity_ref: 'text' },
    rows: users.flatMap(user =>
      (JSON.parse(user.match_refs ?? '[]') as string[]).map(entityRef => ({
        account_id: user.account_id,
        user_id: user.user_id,
        entity_ref: entityRef,
      })),
    ),
  });
}
