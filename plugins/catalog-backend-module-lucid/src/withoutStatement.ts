import { isError } from '@backstage/errors';

// Codes of SQLite and of PostgreSQL (SQLSTATE).
const DATABASE_CODE = /^(SQLITE_[A-Z_]+|(?=.*\d)[0-9A-Z]{5})$/;

// What knex puts before the words of a driver, which have no code where a connection
// is gone.
const STATEMENT = /^(?:with|select|insert|update|delete)\b.* - /is;

/**
 * The error to tell a log and the scheduler of: itself, unless a database failed.
 *
 * The message of a database error holds the statement, and on SQLite the values
 * too: users' names and addresses. So only its code is told.
 */
export function withoutStatement(error: unknown): unknown {
  const code = databaseCodeOf(error);
  if (code !== undefined) {
    return new Error(`The database of the catalog failed (${code})`);
  }
  return isError(error) && STATEMENT.test(error.message)
    ? new Error('The connection to the database of the catalog was lost')
    : error;
}

/** Looks into causes too: who throws an error on shows that of its cause with it. */
function databaseCodeOf(error: unknown): string | undefined {
  if (!isError(error)) {
    return undefined;
  }
  const { code, cause } = error;
  return typeof code === 'string' && DATABASE_CODE.test(code)
    ? code
    : databaseCodeOf(cause);
}
