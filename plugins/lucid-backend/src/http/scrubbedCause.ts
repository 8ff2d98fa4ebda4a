import { isError } from '@backstage/errors';

/** Takes a secret out of a text, wherever it may have been echoed. */
export function scrub(text: string, secret: string): string {
  return text.split(secret).join('[token]');
}

/**
 * A copy of what went wrong that is fit to be logged: name, code, message and
 * stack, without the secret and without what the original refers to, such as
 * the request with its headers.
 */
export function scrubbedCause(error: unknown, secret: string): Error {
  if (!isError(error)) {
    return new Error(scrub(String(error), secret));
  }
  const copy = new Error(scrub(error.message, secret));
  copy.name = scrub(error.name, secret);
  if (error.stack !== undefined) {
    copy.stack = scrub(error.stack, secret);
  }
  const code = errorCode(error);
  return code === undefined
    ? copy
    : Object.assign(copy, { code: scrub(code, secret) });
}

/** Code of a system, TLS or undici error, such as `ECONNREFUSED`. */
export function errorCode(error: unknown): string | undefined {
  if (!isError(error)) {
    return undefined;
  }
  if (typeof error.code === 'string') {
    return error.code;
  }
  // Several addresses of one host were tried, and each failed in its own way.
  return Array.isArray(error.errors) ? errorCode(error.errors[0]) : undefined;
}
