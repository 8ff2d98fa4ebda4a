import { Dispatcher } from 'undici';
import { isLucidError, LucidError, LucidUnavailableError } from './errors';
import { AnswerBody } from './AnswerBody';
import { LucidApi } from './LucidApi';
import { networkProblem } from './networkProblem';
import { BODY_LIMIT, readBody } from './readBody';
import { scrubbedCause } from './scrubbedCause';
import { isWorthRetrying, statusProblem } from './statusProblem';

/** A `GET` request to an API of Lucid. */
export interface LucidRequest {
  /** Path and query below the base URL, encoded. */
  path: string;
  /** How messages name the request; holds nothing of a user. */
  name: string;
  signal: AbortSignal;
}

/** A whole answer: 200 with what came, or 404. */
export type LucidAnswer =
  | {
      status: 200;
      body: AnswerBody;
      /** The header `Link`, which says where a list goes on. */
      link?: string;
    }
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
  api: LucidApi;
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
      'accept-encoding': 'gzip',
      ...options.api.headers,
    };
  }

  /** @throws a `LucidError`, or what the connection throws: see {@link LucidExchange.explain} */
  async send(
    request: LucidRequest,
  ): Promise<{ answer: LucidAnswer } | { failure: LucidFailure }> {
    const { api, dispatcher, requestTimeout, token } = this.#options;
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
      const body = await readBody(response, {
        limit: BODY_LIMIT,
        whenTooLarge: api.whenTooLarge,
      });
      // Several headers of one name are one list.
      const link = [response.headers.link ?? []].flat().join(', ');
      return { answer: { status, body, ...(link && { link }) } };
    }
    // The status says enough where the words that come with it cannot be read.
    const words = await readBody(response, { limit: WORDS_LIMIT })
      .then(body => body.text())
      .catch(() => '');
    const error = statusProblem({
      api,
      status,
      request: request.name,
      body: words,
      token,
    });
    if (status === 404) {
      return { answer: { status, error } };
    }
    return {
      failure: {
        error,
        retry: isWorthRetrying(status),
        retryAfter: headerText(response.headers['retry-after']),
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
    const { api, requestTimeout, token } = this.#options;
    const problem = options.timedOut
      ? {
          message: `The answer was not complete after ${requestTimeout} ms.`,
          retry: true,
        }
      : networkProblem(error, api);
    return {
      error: new LucidUnavailableError(
        `Lucid did not answer ${request.name}. ${problem.message}`,
        { cause: scrubbedCause(error, token) },
      ),
      retry: problem.retry,
    };
  }
}

/** The first header of a name that came several times. */
function headerText(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
