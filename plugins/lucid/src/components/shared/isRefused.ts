import { ErrorLike, ResponseError } from '@backstage/errors';

/** Whether the backend said that somebody does not have the permission. */
export function isRefused(error: ErrorLike): boolean {
  return error instanceof ResponseError && error.statusCode === 403;
}
