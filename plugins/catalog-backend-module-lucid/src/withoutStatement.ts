import { databaseFailureOf } from './databaseFailure';

/**
 * The error to tell a log and the scheduler of: itself, unless a database failed.
 * Of that, only its code is told.
 */
export function withoutStatement(error: unknown): unknown {
  const failure = databaseFailureOf(error);
  if (!failure) {
    return error;
  }
  return new Error(
    failure.code === undefined
      ? 'The connection to the database of the catalog was lost'
      : `The database of the catalog failed (${failure.code})`,
  );
}
