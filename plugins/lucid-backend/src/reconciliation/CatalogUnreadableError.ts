import { isError } from '@backstage/errors';
import { errorCode } from '../http/scrubbedCause';

/**
 * The catalog gave no answer, or one that is none.
 *
 * It knows nothing of its cause but a code: that may be of a database, with its
 * statement and names of users, or hold an address with its password.
 */
export class CatalogUnreadableError extends Error {
  constructor(cause: unknown) {
    super(
      `The catalog cannot be read (${whatFailed(
        cause,
      )}). It is tried again; if that does not help, see to the catalog and to the way there.`,
    );
    this.name = 'CatalogUnreadableError';
  }
}

function whatFailed(error: unknown): string {
  if (!isError(error)) {
    return 'not an error';
  }
  const { name, cause, statusCode } = error;
  return typeof statusCode === 'number'
    ? String(statusCode)
    : errorCode(error) ?? errorCode(cause) ?? name;
}
