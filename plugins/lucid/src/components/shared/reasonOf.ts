import { ErrorLike, ResponseError } from '@backstage/errors';

/** How `ResponseError` begins what it makes up for answers that give no reason. */
const NO_REASON = 'Request failed with status ';

/**
 * What an error says to whoever sees it: the reason that the backend gives, and
 * not just that a request has failed. Of other answers, such as the page of a
 * proxy, only their status is worth being read.
 */
export function reasonOf(error: ErrorLike): string {
  const reason = error instanceof ResponseError ? error.cause.message : '';
  return reason && !reason.startsWith(NO_REASON) ? reason : error.message;
}
