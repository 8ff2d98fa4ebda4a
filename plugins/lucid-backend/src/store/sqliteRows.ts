import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

/** Rows that are written before the event loop gets its turn: some 10 ms. */
const ROWS_PER_TURN = 250;

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

/**
 * Runs a statement for each of many rows, some in a transaction, unless the
 * caller has one that holds all of them.
 *
 * @param options - `names` are the fields that the parameters of `sql` stand for
 * @returns how many rows were written
 */
export async function runOverRowsInSqlite<TRow extends object>(
  knex: Knex,
  options: { sql: string; names: (keyof TRow)[]; rows: TRow[] },
): Promise<number> {
  const { sql, names, rows } = options;
  const client: SqliteClient = knex.client;
  let written = 0;
  for (let from = 0; from < rows.length; from += ROWS_PER_TURN) {
    const connection = await client.acquireConnection();
    try {
      const statement = connection.prepare(sql);
      written += connection.transaction(() => {
        let changes = 0;
        for (const row of rows.slice(from, from + ROWS_PER_TURN)) {
          const values = names.map(name => row[name] ?? null);
          changes += statement.run(values).changes;
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
