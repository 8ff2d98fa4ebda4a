import { Knex } from 'knex';
import { isPostgres } from '../../src/store/bulkRows';

/** Bytes that each table takes with its indexes, the largest first. */
export async function tableSizes(
  knex: Knex,
): Promise<{ table: string; bytes: number }[]> {
  const rows: { table: string; bytes: number | string }[] = isPostgres(knex)
    ? await knex
        .from('pg_class')
        .where('relkind', 'r')
        .whereRaw(`relnamespace = 'public'::regnamespace`)
        .select({ table: 'relname' })
        .select(knex.raw('pg_total_relation_size(oid) as bytes'))
    : await knex
        .from('dbstat as d')
        .leftJoin('sqlite_master as m', 'm.name', 'd.name')
        .groupByRaw('coalesce(m.tbl_name, d.name)')
        .select(
          knex.raw(
            'coalesce(m.tbl_name, d.name) as "table", sum(d.pgsize) as bytes',
          ),
        );
  return rows
    .map(({ table, bytes }) => ({ table, bytes: Number(bytes) }))
    .sort((one, other) => other.bytes - one.bytes);
}
