import { isError } from '@backstage/errors';
import { isLucidError } from '../http/errors';
import { SnapshotHeldError } from './SnapshotHeldError';

/** Longer messages are not written for people. */
const LONGEST_MESSAGE = 500;

// Codes of SQLite, of PostgreSQL (SQLSTATE) and of the network.
const DATABASE_CODE = /^(SQLITE_[A-Z_]+|[0-9A-Z]{5}|E[A-Z]{3,})$/;

// What knex, its pool and the drivers say of a connection that is gone. It has no
// code, and knex may put the statement before it.
const CONNECTION_LOST =
  /(?:^| - )(?:Unable to acquire a connection|Connection (?:terminated|ended)|Client (?:has encountered a connection error|was closed)|aborted$|Knex: Timeout acquiring a connection)/;

/**
 * What may be said of a failure in a log, in the store and to any reader.
 *
 * The message of a database error holds the statement, and on SQLite the values
 * too: users' names and addresses. So only its code is told.
 */
export function describeFailure(error: unknown): {
  name: string;
  message: string;
} {
  if (!isError(error)) {
    return { name: 'Error', message: 'Something that is not an error failed' };
  }
  if (isLucidError(error) || error instanceof SnapshotHeldError) {
    return { name: error.name, message: error.message };
  }
  const { code } = error;
  if (typeof code === 'string' && DATABASE_CODE.test(code)) {
    return {
      name: 'DatabaseError',
      message: `The database failed (${code})`,
    };
  }
  if (CONNECTION_LOST.test(error.message)) {
    return {
      name: 'DatabaseError',
      message: 'The connection to the database was lost',
    };
  }
  return { name: error.name, message: error.message.slice(0, LONGEST_MESSAGE) };
}
