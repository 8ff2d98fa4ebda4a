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

const DETAIL_LIMIT = 200;

const scimErrorSchema = z.object({ detail: z.string() });

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
 * @param options - `request` names the request; `body` is what came with it
 */
export function statusProblem(options: {
  status: number;
  request: string;
  body: string;
}): LucidError {
  const { status, request } = options;
  const details: LucidErrorDetails = { status };
  const said = `Lucid answered ${request} with ${status}${readDetail(
    options.body,
  )}.`;

  if (status === 401 || status === 403) {
    return new LucidUnauthorisedError(
      `${said} The token is not accepted: generate a new one in Lucid at Admin > App Integration > SCIM and set it in the configuration.`,
      details,
    );
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
      `${said} Redirects are not followed, so that the token stays where it belongs: set baseUrl to where Lucid's SCIM API is.`,
      details,
    );
  }
  return new LucidProtocolError(
    `${said} Check that baseUrl is the SCIM API of Lucid.`,
    details,
  );
}

/** The words of a SCIM error; whatever else came may be a page of anybody. */
function readDetail(body: string): string {
  try {
    const parsed = scimErrorSchema.safeParse(JSON.parse(body));
    const detail =
      parsed.success && cleanLabel(parsed.data.detail, DETAIL_LIMIT);
    return detail ? ` (${detail})` : '';
  } catch {
    return '';
  }
}
