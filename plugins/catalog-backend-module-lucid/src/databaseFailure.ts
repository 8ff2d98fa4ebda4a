import { ErrorLike, isError } from '@backstage/errors';

// The plugin `backstage-plugin-lucid-backend` and the module of the catalog hold the
// same text of this file.

// Codes of SQLite and of PostgreSQL (SQLSTATE, of which each has a digit).
const DATABASE_CODE = /^((UNKNOWN_)?SQLITE_\w+|(?=.*\d)[0-9A-Z]{5})$/;

const NETWORK_CODE = /^E[A-Z_]{3,}$/;

// How node names what a socket was doing.
const SOCKET_CALL = /^(connect|read|write|shutdown|getaddrinfo)$/;

// What knex puts before the words of a driver.
const STATEMENT = /^\s*(with|select|insert|update|delete)\b.* - /is;

// What knex, its pool and the drivers say of a connection that is gone. It has no
// code, and knex may put any statement before it.
const CONNECTION_LOST =
  /(?:^| - )(?:Unable to acquire a connection|Connection (?:terminated|ended)|Client (?:has encountered a connection error|was closed|network socket disconnected)|aborted$|Knex: Timeout acquiring a connection)/;

/** What may be told of a database that failed. */
export interface DatabaseFailure {
  /** Missing where the connection was lost. */
  code?: string;
}

/**
 * Finds out whether an error is that of a database, or was caused by one: whoever
 * throws an error on shows that of its cause with it.
 *
 * Neither may be shown. Their message holds the statement, and on SQLite the values
 * too: users' names and addresses.
 */
export function databaseFailureOf(error: unknown): DatabaseFailure | undefined {
  const code = socketCodeOf(error);
  return code === undefined ? failureAmongCauses(error) : { code };
}

/**
 * The code of a socket that failed. Drivers pass on what node throws; whoever fetches
 * something over HTTP wraps it.
 */
function socketCodeOf(error: unknown): string | undefined {
  if (!isError(error)) {
    return undefined;
  }
  if (Array.isArray(error.errors)) {
    // Several addresses of one host were tried, and each failed in its own way.
    return socketCodeOf(error.errors[0]);
  }
  const { code, syscall } = error;
  const isSocket = typeof syscall === 'string' && SOCKET_CALL.test(syscall);
  return isSocket && typeof code === 'string' && NETWORK_CODE.test(code)
    ? code
    : undefined;
}

function failureAmongCauses(error: unknown): DatabaseFailure | undefined {
  if (!isError(error)) {
    return undefined;
  }
  const { code, cause } = error;
  if (typeof code === 'string' && DATABASE_CODE.test(code)) {
    return { code };
  }
  return isOfLostConnection(error) ? {} : failureAmongCauses(cause);
}

function isOfLostConnection({ message }: ErrorLike): boolean {
  return STATEMENT.test(message) || CONNECTION_LOST.test(message);
}
