import { Knex } from 'knex';

/**
 * Takes the newest revision and keeps every other transaction from making
 * revisions until this one ends. So revisions become visible in their order,
 * and a reader that has seen one never finds a smaller one later.
 */
export async function lockRevision(trx: Knex.Transaction): Promise<number> {
  // An update, because SQLite has no "for update"; it takes the same lock.
  const [row] = await trx('revision_counter')
    .where({ singleton: 1 })
    .update({ revision: trx.ref('revision') })
    .returning<{ revision: number | string }[]>('revision');
  return Number(row?.revision ?? 0);
}

/** Makes a revision the newest one; see {@link lockRevision}. */
export async function setRevision(
  trx: Knex.Transaction,
  revision: number,
): Promise<void> {
  await trx('revision_counter').where({ singleton: 1 }).update({ revision });
}
