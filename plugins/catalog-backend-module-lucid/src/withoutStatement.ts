import { isError } from '@backstage/errors';

// Codes of SQLite and of PostgreSQL (SQLSTATE).
const DATABASE_CODE = /^(SQLITE_[A-Z_]+|(?=.*\d)[0-9A-Z]{5})$/;

/**
 * The error to tell a log and the scheduler of: itself, unless a database failed.
 *
 * The message of a database error holds the statement, and on SQLite the values
 * too: users' names and addresses. So only its code is told.
 */
export function withoutStatement(error: unknown): unknown {
  const code = databaseCodeOf(error);
  return code === undefined
    ? error
    : new Error(`The database of the catalog failed (${code})`);
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
