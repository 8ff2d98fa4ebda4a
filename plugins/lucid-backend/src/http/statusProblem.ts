import { z } from 'zod';
import {
  LucidError,
  LucidErrorDetails,
  LucidProtocolError,
  LucidRateLimitedError,
  LucidUnauthorisedError,
  LucidUnavailableError,
} from './errors';
import { cleanLabel } from '../text/cleanText';
import { LucidApi } from './LucidApi';
import { scrub } from './scrubbedCause';

const DETAIL_LIMIT = 200;

/** More than that is not searched for addresses, and is not told. */
const SEARCHED = 10 * DETAIL_LIMIT;

const errorSchema = z.record(z.string(), z.unknown());

/** Statuses that may pass by themselves; what is not implemented (501) will not be. */
export function isWorthRetrying(status: number): boolean {
  return (
    status === 408 ||
    status === 425 ||
    status === 429 ||
    (status >= 500 && status !== 501)
  );
}

/**
 * What an answer other than 200 means.
 *
 * @param options - `request` names the request; `body` is what came with it, and may
 * echo the `token` that it was asked with
 */
export function statusProblem(options: {
  api: LucidApi;
  status: number;
  request: string;
  body: string;
  token: string;
}): LucidError {
  const { api, status, request } = options;
  const details: LucidErrorDetails = { status };
  const said = `Lucid answered ${request} with ${status}${readDetail(
    options,
  )}.`;

  if (status === 401 || status === 403) {
    return new LucidUnauthorisedError(`${said} ${api.whenRefused}`, details);
  }
  if (status === 429) {
    return new LucidRateLimitedError(
      `${said} There were too many requests: sync less often or lower concurrency.`,
      details,
    );
  }
  if (isWorthRetrying(status)) {
    return new LucidUnavailableError(
      `${said} Lucid has a problem of its own: the next sync tries again.`,
      details,
    );
  }
  if (status >= 300 && status < 400) {
    return new LucidProtocolError(
      `${said} Redirects are not followed, so that the ${api.secret} stays where it belongs: set ${api.baseUrlKey} to where ${api.name} is.`,
      details,
    );
  }
  return new LucidProtocolError(
    `${said} Check that ${api.baseUrlKey} is ${api.name}.`,
    details,
  );
}

/** The words of an error of the API; whatever else came may be a page of anybody. */
function readDetail(options: {
  api: LucidApi;
  body: string;
  token: string;
}): string {
  const { api, body, token } = options;
  try {
    const words = errorSchema.parse(JSON.parse(body))[api.errorText];
    // Not in the body, where JSON may have escaped some of it.
    const detail =
      typeof words === 'string' &&
      cleanLabel(
        withoutAddresses(scrub(words, token).slice(0, SEARCHED)),
        DETAIL_LIMIT,
      );
    return detail ? ` (${detail})` : '';
  } catch {
    return '';
  }
}

/** Everybody may read what is said of a failure, and it says of nobody who it is. */
function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"'(),;:[\]]+@[^\s<>"'(),;:[\]]+/g, '[address]');
}
