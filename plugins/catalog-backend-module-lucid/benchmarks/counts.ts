import { Knex } from 'knex';

/** How many entities the catalog shows, of a kind or in all. */
export function countVisible(knex: Knex, kind?: string): Promise<number> {
  const rows = knex('final_entities').whereNotNull('final_entity');
  if (kind) {
    rows.andWhere('entity_ref', 'like', `${kind.toLocaleLowerCase('en-US')}:%`);
  }
  return countOf(rows);
}

/** How many rows a query has. */
export async function countOf(rows: Knex.QueryBuilder): Promise<number> {
  const [{ count }] = await rows.count({ count: '*' });
  return Number(count);
}

/** How many relations the entity has that has the most of them. */
export async function countMostRelations(knex: Knex): Promise<number> {
  const [{ count }] = await knex('relations')
    .count({ count: '*' })
    .groupBy('source_entity_ref')
    .orderBy('count', 'desc')
    .limit(1);
  return Number(count);
}
