import { Knex } from 'knex';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Rows that are made into text before the event loop gets its turn. */
const ROWS_PER_TURN = 250;

interface PostgresClient {
  acquireConnection(): Promise<ClientBase>;
  releaseConnection(connection: ClientBase): Promise<void>;
}

/**
 * Inserts rows into PostgreSQL by COPY: all of them, or none.
 *
 * @returns how many rows were written
 */
export async function copyRows<TRow extends object>(
  knex: Knex,
  options: { table: string; names: (keyof TRow & string)[]; rows: TRow[] },
): Promise<number> {
  const { table, names, rows } = options;
  // Whole before it is sent: during COPY, PostgreSQL waits for ever, and locks stay.
  const lines: string[] = [];
  for await (const some of linesOf(names, rows)) {
    lines.push(some);
  }
  const client: PostgresClient = knex.client;
  // In a transaction, this is its connection.
  const connection = await client.acquireConnection();
  try {
    const copy = copyFrom(`copy ${table} (${names.join(', ')}) from stdin`);
    connection.query(copy);
    await pipeline(Readable.from(lines), copy);
    return copy.rowCount;
  } finally {
    await client.releaseConnection(connection);
  }
}

async function* linesOf<TRow extends object>(
  names: (keyof TRow)[],
  rows: TRow[],
): AsyncGenerator<string> {
  for (let from = 0; from < rows.length; from += ROWS_PER_TURN) {
    let lines = '';
    for (const row of rows.slice(from, from + ROWS_PER_TURN)) {
      let separator = '';
      for (const name of names) {
        lines += separator + fieldOf(row[name]);
        separator = '\t';
      }
      lines += '\n';
    }
    yield lines;
    await yieldToEventLoop();
  }
}

const ESCAPED: Record<string, string> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A value in the text format of COPY, https://www.postgresql.org/docs/current/sql-copy.html. */
function fieldOf(value: unknown): string {
  return value === null || value === undefined
    ? '\\N'
    : String(value).replace(/[\\\n\r\t]/g, character => ESCAPED[character]);
}
