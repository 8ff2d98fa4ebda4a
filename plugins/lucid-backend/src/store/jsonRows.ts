import { Knex } from 'knex';

/** How a field of a JSON object becomes a column. */
export type JsonColumnType = 'text' | 'integer' | 'bigint';

/** True for PostgreSQL, false for SQLite: no other database is supported. */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * How many rows a statement may touch. better-sqlite3 blocks the process for as
 * long as a statement runs; PostgreSQL only costs a round trip more for each.
 */
export function rowsPerStatement(knex: Knex): number {
  return isPostgres(knex) ? 2_000 : 500;
}

/**
 * A `select` whose rows are the given objects, to be used in `insert into …`
 * or as a derived table.
 *
 * The whole batch is one bound parameter. That is several times faster than a
 * multi-row `values` list in both databases, and has no limit on the number of
 * rows: SQLite refuses long lists, and PostgreSQL more than 65,535 parameters.
 * Absent fields become null. The "where true" keeps SQLite from reading an
 * "on conflict" that follows as a part of a join.
 */
export function selectJsonRows<TRow extends object>(
  knex: Knex,
  columns: { [K in keyof TRow]-?: JsonColumnType },
  rows: TRow[],
): Knex.Raw {
  const names = Object.keys(columns) as (keyof TRow & string)[];
  const json = JSON.stringify(rows);
  if (isPostgres(knex)) {
    const shape = names.map(name => `${name} ${columns[name]}`).join(', ');
    const list = names.map(name => `r.${name}`).join(', ');
    return knex.raw(
      `select ${list} from jsonb_to_recordset(?::jsonb) as r(${shape}) where true`,
      [json],
    );
  }
  const list = names.map(name => `r.value ->> '${name}' as ${name}`).join(', ');
  return knex.raw(`select ${list} from json_each(?) as r where true`, [json]);
}

/**
 * Inserts all rows with one statement; see {@link selectJsonRows}. A row whose
 * key is there already stays as it is.
 */
export async function insertJsonRows<TRow extends object>(
  knex: Knex,
  table: string,
  columns: { [K in keyof TRow]-?: JsonColumnType },
  rows: TRow[],
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const list = Object.keys(columns).join(', ');
  const select = selectJsonRows(knex, columns, rows).toSQL();
  await knex.raw(
    `insert into ${table} (${list}) ${select.sql} on conflict do nothing`,
    [...select.bindings],
  );
}
