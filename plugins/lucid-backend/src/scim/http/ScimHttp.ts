import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Dispatcher } from 'undici';
import {
  isLucidError,
  LucidError,
  LucidProtocolError,
  LucidUnavailableError,
} from '../errors';
import { Deadline } from './Deadline';
import { networkProblem } from './networkProblem';
import { BODY_LIMIT, readBody } from './readBody';
import { readRetryAfter, retryDelay } from './retryDelay';
import { RequestLimiter, RequestOutcome } from './RequestLimiter';
import { scrub, scrubbedCause } from './scrubbedCause';
import { isWorthRetrying, statusProblem } from './statusProblem';

/** What passes while waiting, so that a test need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Rejects as soon as the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  sleep: async (milliseconds, signal) => {
    try {
      await sleep(milliseconds, undefined, { signal });
    } catch (error) {
      // The caller wants its own reason, not the timer's.
      signal.throwIfAborted();
      throw error;
    }
  },
};

/** A `GET` request to the SCIM API. */
export interface ScimRequest {
  /** Path and query below the base URL, encoded. */
  path: string;
  /** How messages name the request; holds nothing of a user. */
  name: string;
  signal: AbortSignal;
}

/** A whole answer: 200 with JSON, or 404. */
export type ScimAnswer =
  | { status: 200; body: unknown }
  | { status: 404; error: LucidError };

export interface ScimHttpOptions {
  /** Without a trailing slash. */
  baseUrl: string;
  token: string;
  dispatcher: Dispatcher;
  limiter: RequestLimiter;
  /** Milliseconds that one request may take from start to last byte. */
  requestTimeout: number;
  /** Retries of one request after the first attempt. */
  retries: number;
  clock: Clock;
  logger: LoggerService;
}

/** Most bytes that are read of the body of an error. */
const WORDS_LIMIT = 64 * 1024;

/** One attempt that did not bring a whole answer. */
interface Failure {
  error: LucidError;
  retry: boolean;
  /** Milliseconds that Lucid asked to wait. */
  retryAfter?: number;
}

type Attempt = { answer: ScimAnswer } | { failure: Failure };

/**
 * Sends requests to one origin, and the token nowhere else. Tries again what
 * may pass by itself; throws one of the errors of `../errors`, or the reason
 * of the signal.
 */
export class ScimHttp {
  readonly #options: ScimHttpOptions;
  readonly #origin: string;
  readonly #basePath: string;
  readonly #headers: Record<string, string>;

  constructor(options: ScimHttpOptions) {
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

  async get(request: ScimRequest): Promise<ScimAnswer> {
    const { clock, logger, retries } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      const result = await this.#attempt(request);
      if ('answer' in result) {
        return result.answer;
      }
      const { error, retry, retryAfter } = result.failure;
      if (!retry || attempt >= retries) {
        throw error;
      }
      const delay = Math.round(
        retryDelay({ attempt, retryAfter, random: clock.random() }),
      );
      logger.debug('Trying a request to Lucid again', {
        request: request.name,
        status: error.status,
        attempt: attempt + 1,
        delay,
      });
      await clock.sleep(delay, request.signal);
    }
  }

  async #attempt(request: ScimRequest): Promise<Attempt> {
    const { limiter, requestTimeout } = this.#options;
    const permit = await limiter.acquire(request.signal);
    const startedAt = performance.now();
    const outcome: RequestOutcome = { duration: 0 };
    const deadline = new Deadline({
      signal: request.signal,
      milliseconds: requestTimeout,
    });
    try {
      const result = await this.#exchange(request, deadline.signal, outcome);
      request.signal.throwIfAborted();
      return result;
    } catch (error) {
      request.signal.throwIfAborted();
      return { failure: this.#explain(request, error, deadline.expired) };
    } finally {
      deadline.clear();
      outcome.duration = performance.now() - startedAt;
      permit.release(outcome);
    }
  }

  async #exchange(
    request: ScimRequest,
    signal: AbortSignal,
    outcome: RequestOutcome,
  ): Promise<Attempt> {
    const { dispatcher, requestTimeout, clock, token } = this.#options;
    const response = await dispatcher.request({
      origin: this.#origin,
      path: this.#basePath + request.path,
      method: 'GET',
      headers: this.#headers,
      signal,
      headersTimeout: requestTimeout,
      bodyTimeout: requestTimeout,
    });
    const status = response.statusCode;
    outcome.status = status;
    if (status === 200) {
      const body = await readBody(response, BODY_LIMIT);
      return { answer: { status, body: this.#parse(request, body) } };
    }
    // The status says enough where the words that come with it cannot be read.
    const words = await readBody(response, WORDS_LIMIT).catch(() => '');
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
        retryAfter: readRetryAfter(
          Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
          clock.now(),
        ),
      },
    };
  }

  // Not by the content type, which Lucid and proxies do not always get right.
  #parse(request: ScimRequest, body: string): unknown {
    try {
      return JSON.parse(body);
    } catch {
      // The parser's message quotes the body, which may be anything.
      throw new LucidProtocolError(
        body.trimStart().startsWith('<')
          ? `Lucid answered ${request.name} with a web page in place of JSON. A proxy or a login page seems to be in between: let this machine reach baseUrl without it.`
          : `Lucid answered ${request.name} with something that is not JSON. Check that baseUrl is the SCIM API of Lucid.`,
        { status: 200 },
      );
    }
  }

  #explain(request: ScimRequest, error: unknown, expired: boolean): Failure {
    if (isLucidError(error)) {
      return { error, retry: false };
    }
    const { requestTimeout, token } = this.#options;
    const problem = expired
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
