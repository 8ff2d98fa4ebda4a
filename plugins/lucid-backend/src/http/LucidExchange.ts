import { Dispatcher } from 'undici';
import { isLucidError, LucidError, LucidUnavailableError } from './errors';
import { AnswerBody } from './AnswerBody';
import { networkProblem } from './networkProblem';
import { BODY_LIMIT, readBody } from './readBody';
import { scrub, scrubbedCause } from './scrubbedCause';
import { isWorthRetrying, statusProblem } from './statusProblem';

/** A `GET` request to the SCIM API. */
export interface LucidRequest {
  /** Path and query below the base URL, encoded. */
  path: string;
  /** How messages name the request; holds nothing of a user. */
  name: string;
  signal: AbortSignal;
}

/** A whole answer: 200 with what came, or 404. */
export type LucidAnswer =
  | { status: 200; body: AnswerBody }
  | { status: 404; error: LucidError };

/** A request that did not bring a whole answer. */
export interface LucidFailure {
  error: LucidError;
  /** It may pass by itself. */
  retry: boolean;
  /** As Lucid sent it. */
  retryAfter?: string;
}

export interface LucidExchangeOptions {
  /** Without a trailing slash. */
  baseUrl: string;
  token: string;
  dispatcher: Dispatcher;
  /** Milliseconds that one request may take from start to last byte. */
  requestTimeout: number;
}

/** Most bytes that are read of the body of an error. */
const WORDS_LIMIT = 64 * 1024;

/** Sends one request, to one origin and the token nowhere else, and says what came of it. */
export class LucidExchange {
  readonly #options: LucidExchangeOptions;
  readonly #origin: string;
  readonly #basePath: string;
  readonly #headers: Record<string, string>;

  constructor(options: LucidExchangeOptions) {
    const url = new URL(options.baseUrl);
    this.#options = options;
    this.#origin = url.origin;
    this.#basePath = url.pathname.replace(/\/+$/, '');
    this.#headers = {
      authorization: `Bearer ${options.token}`,
      accept: 'application/scim+json, application/json',
      'accept-encoding': 'gzip',
    };
  }

  /** @throws a `LucidError`, or what the connection throws: see {@link LucidExchange.explain} */
  async send(
    request: LucidRequest,
  ): Promise<{ answer: LucidAnswer } | { failure: LucidFailure }> {
    const { dispatcher, requestTimeout, token } = this.#options;
    const response = await dispatcher.request({
      origin: this.#origin,
      path: this.#basePath + request.path,
      method: 'GET',
      headers: this.#headers,
      signal: request.signal,
      headersTimeout: requestTimeout,
      bodyTimeout: requestTimeout,
    });
    const status = response.statusCode;
    if (status === 200) {
      return { answer: { status, body: await readBody(response, BODY_LIMIT) } };
    }
    // The status says enough where the words that come with it cannot be read.
    const words = await readBody(response, WORDS_LIMIT)
      .then(body => body.text())
      .catch(() => '');
    const error = statusProblem({
      status,
      request: request.name,
      // An answer may echo what it was asked with.
      body: scrub(words, token),
    });
    if (status === 404) {
      return { answer: { status, error } };
    }
    const retryAfter = response.headers['retry-after'];
    return {
      failure: {
        error,
        retry: isWorthRetrying(status),
        retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
      },
    };
  }

  /** What it means that {@link LucidExchange.send} has thrown. */
  explain(
    request: LucidRequest,
    error: unknown,
    options: { timedOut: boolean },
  ): LucidFailure {
    if (isLucidError(error)) {
      return { error, retry: false };
    }
    const { requestTimeout, token } = this.#options;
    const problem = options.timedOut
      ? {
          message: `The answer was not complete after ${requestTimeout} ms.`,
          retry: true,
        }
      : networkProblem(error);
    return {
      error: new LucidUnavailableError(
        `Lucid did not answer ${request.name}. ${problem.message}`,
        { cause: scrubbedCause(error, token) },
      ),
      retry: problem.retry,
    };
  }
}
