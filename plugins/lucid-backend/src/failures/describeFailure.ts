import { isError } from '@backstage/errors';
import { isLucidError } from '../http/errors';
import { databaseFailureOf } from './databaseFailure';

/** Longer messages are not written for people. */
const LONGEST_MESSAGE = 500;

/**
 * What may be said of a failure in a log, in the store and to any reader. Of a
 * database that is its code only, see {@link databaseFailureOf}.
 */
export function describeFailure(error: unknown): {
  name: string;
  message: string;
} {
  if (!isError(error)) {
    return { name: 'Error', message: 'Something that is not an error failed' };
  }
  if (isLucidError(error)) {
    return { name: error.name, message: error.message };
  }
  const failure = databaseFailureOf(error);
  if (failure) {
    const { code } = failure;
    return {
      name: 'DatabaseError',
      message:
        code === undefined
          ? 'The connection to the database was lost'
          : `The database failed (${code})`,
    };
  }
  return { name: error.name, message: error.message.slice(0, LONGEST_MESSAGE) };
}
