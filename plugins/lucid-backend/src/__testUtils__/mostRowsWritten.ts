import { Knex } from 'knex';

/** A statement that was run, as far as both databases tell what it did. */
interface RunStatement {
  sql: string;
  /** What SQLite says. */
  context?: { changes: number };
  /** What PostgreSQL says. */
  response?: { rowCount?: number | null };
}

/**
 * How many rows the statement writes that writes most, while something is done.
 * Rows that are inserted one by one on SQLite, or copied on PostgreSQL, knex does
 * not tell of.
 */
export async function mostRowsWritten(
  knex: Knex,
  run: () => Promise<unknown>,
): Promise<number> {
  let most = 0;
  const note = (_rows: unknown, statement: RunStatement) => {
    if (/^\s*(insert|update|delete)/i.test(statement.sql)) {
      const { context, response } = statement;
      most = Math.max(most, context?.changes ?? response?.rowCount ?? 0);
    }
  };
  knex.on('query-response', note);
  try {
    await run();
  } finally {
    knex.off('query-response', note);
  }
  return most;
}
