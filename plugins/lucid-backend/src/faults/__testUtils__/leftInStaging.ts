import { Knex } from 'knex';

/** How many rows are left of snapshots that were being read. */
export async function leftInStaging(knex: Knex): Promise<number> {
  const tables = await stagingTables(knex);
  if (tables.length === 0) {
    throw new Error('No table for staging was found: were they renamed?');
  }
  const counts = await Promise.all(
    tables.map(table =>
      knex(table).count<{ count: number | string }[]>({
        count: '*',
      }),
    ),
  );
  return counts.reduce((sum, [{ count }]) => sum + Number(count), 0);
}

async function stagingTables(knex: Knex): Promise<string[]> {
  return knex.client.config.client === 'pg'
    ? knex('information_schema.tables')
        .where('table_name', 'like', 'staged%')
        .pluck<string[]>('table_name')
    : knex('sqlite_master')
        .where({ type: 'table' })
        .where('name', 'like', 'staged%')
        .pluck<string[]>('name');
}
