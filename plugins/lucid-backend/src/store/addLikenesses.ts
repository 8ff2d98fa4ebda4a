import { Knex } from 'knex';
import {
  NamedCatalogUser,
  identityOfCatalogUser,
} from '../reconciliation/likeness/Identity';
import { likenessKeys } from '../reconciliation/likeness/likenessKeys';
import { insertRows } from './bulkRows';

/** Stores by what catalog users are found who may be alike. */
export async function addLikenesses(
  knex: Knex,
  readingId: number,
  users: NamedCatalogUser[],
): Promise<void> {
  await insertRows(knex, {
    onConflict: 'do nothing',
    table: 'catalog_likenesses',
    columns: {
      reading_id: 'integer',
      block: 'text',
      label: 'text',
      entity_ref: 'text',
    },
    rows: users.flatMap(user =>
      likenessKeys(identityOfCatalogUser(user)).map(key => ({
        reading_id: readingId,
        ...key,
        entity_ref: user.entityRef,
      })),
    ),
  });
}
