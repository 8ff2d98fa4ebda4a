import { CustomErrorBase } from '@backstage/errors';

/** What is known of a failed request beside the message. */
export interface LucidErrorDetails {
  /** HTTP status, where there was an answer. */
  status?: number;
  /** Must not hold the token: see `./scrubbedCause`. */
  cause?: Error;
}

abstract class LucidErrorBase extends CustomErrorBase {
  /** HTTP status, where there was an answer. */
  readonly status?: number;

  constructor(message: string, details: LucidErrorDetails = {}) {
    super(message, details.cause);
    this.status = details.status;
  }
}

/** Lucid refused the token: 401 or 403. */
export class LucidUnauthorisedError extends LucidErrorBase {
  name = 'LucidUnauthorisedError' as const;
}

/** Lucid answered 429 until all retries were spent. */
export class LucidRateLimitedError extends LucidErrorBase {
  name = 'LucidRateLimitedError' as const;
}

/**
 * No answer, or one that says that Lucid cannot answer now: the network, a
 * timeout, 408, 425 or 5xx, until all retries were spent.
 */
export class LucidUnavailableError extends LucidErrorBase {
  name = 'LucidUnavailableError' as const;
}

/**
 * An answer that is not what the API promises, so that nothing can
 * be concluded from it. Trying again at once would not help.
 */
export class LucidProtocolError extends LucidErrorBase {
  name = 'LucidProtocolError' as const;
}

/** One of the errors that reading Lucid throws. */
export type LucidError =
  | LucidUnauthorisedError
  | LucidRateLimitedError
  | LucidUnavailableError
  | LucidProtocolError;

/** Tells the errors of reading Lucid from all others. */
export function isLucidError(error: unknown): error is LucidError {
  return error instanceof LucidErrorBase;
}
