import { Knex } from 'knex';
import { copyRows } from './copyRows';
import { runOverRowsInSqlite } from './sqliteRows';

/** How a field of a row becomes a column. */
export type ColumnType = 'text' | 'integer' | 'bigint';

/** The columns of rows that are written together. Fields that are absent become null. */
export type Columns<TRow extends object> = {
  [K in keyof TRow]-?: ColumnType;
};

/** True for PostgreSQL, false for SQLite: no other database is supported. */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * How many rows a statement may touch. better-sqlite3 blocks the process for as
 * long as a statement runs; PostgreSQL only costs a round trip more for each.
 */
export function rowsPerStatement(knex: Knex): number {
  return isPostgres(knex) ? 5_000 : 1_000;
}

/**
 * How many rows to go through at a time where only few of them are answered.
 * PostgreSQL goes through all of them at once in the time of a few chunks, and
 * does not keep this process waiting.
 */
export function rowsAtOnce(knex: Knex): number {
  return isPostgres(knex) ? 100_000_000 : rowsPerStatement(knex);
}

/**
 * Runs a statement over many rows, whose SQL takes them from a derived table.
 * For PostgreSQL, each column is an array, and one parameter of one statement;
 * for SQLite, the statement is prepared and run for each row, a few hundred rows
 * in a transaction, unless the caller has one that holds all of them.
 * Neither has a limit on the number of rows.
 *
 * @param options - `sql` gets the derived table, which has the given columns
 * @returns how many rows were written
 */
export async function runOverRows<TRow extends object>(
  knex: Knex,
  options: {
    columns: Partial<Columns<TRow>>;
    rows: TRow[];
    sql: (derivedTable: string) => string;
  },
): Promise<number> {
  const { columns, rows, sql } = options;
  if (rows.length === 0) {
    return 0;
  }
  const names = namesOf(columns);
  if (isPostgres(knex)) {
    const arrays = names.map(name => `?::${columns[name]}[]`).join(', ');
    const result: { rowCount: number } = await knex.raw(
      sql(`(select * from unnest(${arrays}) as r(${names.join(', ')}))`),
      names.map(name =>
        rows.map(row => row[name] ?? null),
      ) as Knex.RawBinding[],
    );
    return result.rowCount;
  }
  const table = `(select ${names.map(name => `? as ${name}`).join(', ')})`;
  return runOverRowsInSqlite(knex, { sql: sql(table), names, rows });
}

/**
 * Inserts rows, each way by far the fastest in its database.
 *
 * @param options - `onConflict` is what follows `on conflict`; without it, a row
 * whose key is there already makes all of it fail, which is faster: PostgreSQL
 * copies the rows then, in half of the time
 * @returns how many rows were written
 */
export async function insertRows<TRow extends object>(
  knex: Knex,
  options: {
    table: string;
    columns: Columns<TRow>;
    rows: TRow[];
    onConflict?: string;
  },
): Promise<number> {
  const { table, columns, rows, onConflict } = options;
  if (rows.length === 0) {
    return 0;
  }
  // Many columns are null in all rows, and each costs about as much as one that is not.
  const filled: Partial<Columns<TRow>> = {};
  for (const name of namesOf(columns)) {
    if (rows.some(row => (row[name] ?? null) !== null)) {
      filled[name] = columns[name];
    }
  }
  const names = namesOf(filled);
  const list = names.join(', ');
  const conflict = onConflict ? `on conflict ${onConflict}` : '';
  if (!isPostgres(knex)) {
    // A fifth faster than a derived table of one row.
    const values = names.map(() => '?').join(', ');
    return runOverRowsInSqlite(knex, {
      sql: `insert into ${table} (${list}) values (${values}) ${conflict}`,
      names,
      rows,
    });
  }
  return conflict
    ? runOverRows(knex, {
        columns: filled,
        rows,
        sql: derived =>
          `insert into ${table} (${list}) select ${list} from ${derived} as r ${conflict}`,
      })
    : copyRows(knex, { table, names, rows });
}

/** Whether a column holds one of many values, which are one parameter. */
export function isOneOf(
  knex: Knex,
  column: string,
  values: string[] | number[],
  type: ColumnType = 'text',
): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw(`${column} = any(?::${type}[])`, [values])
    : knex.raw(`${column} in (select value from json_each(?))`, [
        JSON.stringify(values),
      ]);
}

function namesOf<TRow extends object>(
  columns: Partial<Columns<TRow>>,
): (keyof TRow & string)[] {
  return Object.keys(columns) as (keyof TRow & string)[];
}
