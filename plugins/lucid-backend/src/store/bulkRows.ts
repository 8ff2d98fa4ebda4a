import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

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

/** Rows that SQLite writes before the event loop gets its turn: some 10 ms. */
const ROWS_PER_TURN = 250;

/**
 * Runs a statement over many rows, whose SQL takes them from a derived table.
 * For PostgreSQL, each column is an array, and one parameter of one statement;
 * for SQLite, the statement is prepared and run for each row, a few hundred rows
 * in a transaction, unless the caller has one that holds all of them.
 * Each is by far the fastest way in its database, and neither has a limit on
 * the number of rows.
 *
 * @param options - `sql` gets the derived table, which has the given columns
 * @returns how many rows were written
 */
export async function runOverRows<TRow extends object>(
  knex: Knex,
  options: {
    columns: Columns<TRow>;
    rows: TRow[];
    sql: (derivedTable: string) => string;
  },
): Promise<number> {
  const { columns, rows, sql } = options;
  if (rows.length === 0) {
    return 0;
  }
  const names = Object.keys(columns) as (keyof TRow & string)[];
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
  return runOverRowsInSqlite(
    knex,
    sql(table),
    rows.map(row => names.map(name => row[name] ?? null)),
  );
}

/** What is used of a connection of better-sqlite3, which knex hides. */
interface SqliteConnection {
  prepare(sql: string): {
    run(values: unknown[]): { changes: number };
  };
  transaction<TResult>(run: () => TResult): () => TResult;
}

interface SqliteClient {
  acquireConnection(): Promise<SqliteConnection>;
  releaseConnection(connection: SqliteConnection): Promise<void>;
}

async function runOverRowsInSqlite(
  knex: Knex,
  sql: string,
  rows: unknown[][],
): Promise<number> {
  const client: SqliteClient = knex.client;
  let written = 0;
  for (let from = 0; from < rows.length; from += ROWS_PER_TURN) {
    const connection = await client.acquireConnection();
    try {
      const statement = connection.prepare(sql);
      written += connection.transaction(() => {
        let changes = 0;
        for (const row of rows.slice(from, from + ROWS_PER_TURN)) {
          changes += statement.run(row).changes;
        }
        return changes;
      })();
    } finally {
      await client.releaseConnection(connection);
    }
    await yieldToEventLoop();
  }
  return written;
}

/**
 * Inserts rows; see {@link runOverRows}.
 *
 * @param options - `onConflict` is what follows `on conflict`; without it, a row
 * whose key is there already makes all of it fail, which is fastest
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
  const names = Object.keys(options.columns);
  const list = names.join(', ');
  // SQLite takes a fifth longer to select one row than to be given its values.
  const source = (rows: string) =>
    isPostgres(knex)
      ? `select ${list} from ${rows} as r`
      : `values (${names.map(() => '?').join(', ')})`;
  return runOverRows(knex, {
    ...options,
    sql: rows =>
      `insert into ${options.table} (${list}) ${source(rows)} ${
        options.onConflict ? `on conflict ${options.onConflict}` : ''
      }`,
  });
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
