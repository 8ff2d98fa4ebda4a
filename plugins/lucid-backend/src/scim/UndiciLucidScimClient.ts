import { LoggerService } from '@backstage/backend-plugin-api';
import { Dispatcher } from 'undici';
import { LucidAccountConfig } from '../config/LucidConfig';
import { LucidProtocolError } from './errors';
import { AdaptiveRequestLimiter } from './http/AdaptiveRequestLimiter';
import { Clock, systemClock } from './http/Clock';
import { createDispatcher } from './http/createDispatcher';
import { RequestLimiter } from './http/RequestLimiter';
import { RequestObserver } from './http/RequestObserver';
import { ScimHttp } from './http/ScimHttp';
import { LucidScimClient, LucidUserPage } from './LucidScimClient';
import { LucidUser } from './LucidUser';
import { ReceivedPage } from './paging/PendingPage';
import { readUserPages } from './paging/readUserPages';
import { createUserPage } from './paging/UserPage';
import { parseJson } from './parsing/parseJson';
import { parseListResponse } from './parsing/parseListResponse';
import { parseLucidUser } from './parsing/parseLucidUser';

/** Retries of one request after the first attempt: half a minute at most. */
const RETRIES = 6;

/**
 * Pages that may wait while all connections are busy: as many as come while
 * those who read take a moment to store what they have.
 */
const WAITING_PAGES = 8;

export interface UndiciLucidScimClientOptions {
  config: Pick<
    LucidAccountConfig,
    'id' | 'token' | 'baseUrl' | 'pageSize' | 'concurrency' | 'requestTimeout'
  >;
  logger: LoggerService;
  /** Retries of one request after the first attempt, 6 unless told. */
  retries?: number;
  clock?: Clock;
  /** Is told of every request. */
  observer?: RequestObserver;
}

/** Reads one Lucid account over HTTP, with connections of its own. */
export class UndiciLucidScimClient implements LucidScimClient {
  readonly #http: ScimHttp;
  readonly #dispatcher: Dispatcher;
  readonly #limiter: RequestLimiter;
  readonly #pageSize: number;
  readonly #concurrency: number;

  constructor(options: UndiciLucidScimClientOptions) {
    const { config } = options;
    const { concurrency, requestTimeout } = config;
    this.#pageSize = config.pageSize;
    this.#concurrency = concurrency;
    this.#dispatcher = createDispatcher({
      connections: concurrency,
      connectTimeout: requestTimeout,
    });
    const clock = options.clock ?? systemClock;
    this.#limiter = new AdaptiveRequestLimiter({ limit: concurrency, clock });
    this.#http = new ScimHttp({
      baseUrl: config.baseUrl,
      token: config.token,
      dispatcher: this.#dispatcher,
      limiter: this.#limiter,
      requestTimeout,
      retries: options.retries ?? RETRIES,
      clock,
      observer: options.observer ?? { ended() {}, retried() {} },
      logger: options.logger.child({ account: config.id }),
    });
  }

  /** How many requests may be under way at this moment. */
  get concurrency(): number {
    return this.#limiter.concurrency;
  }

  readUsers(options: { signal: AbortSignal }): AsyncIterable<LucidUserPage> {
    return readUserPages({
      read: (start, signal) => this.#readPage(start, signal),
      limit: this.#concurrency + WAITING_PAGES,
      signal: options.signal,
    });
  }

  async readUser(
    id: string,
    options: { signal: AbortSignal },
  ): Promise<LucidUser | undefined> {
    const name = 'GET /Users/:id';
    const answer = await this.#http.get({
      path: `/Users/${encodeSegment(id)}`,
      name,
      signal: options.signal,
    });
    if (answer.status === 404) {
      return undefined;
    }
    const { user, rejected } = parseLucidUser(
      parseJson(name, answer.body.text()),
    );
    if (!user) {
      throw new LucidProtocolError(
        `Lucid answered GET /Users/:id with a user that cannot be understood: ${rejected.reason}.`,
        { status: 200 },
      );
    }
    if (user.id !== id) {
      throw new LucidProtocolError(
        'Lucid answered GET /Users/:id with a user of another id.',
        { status: 200 },
      );
    }
    return user;
  }

  /** Closes all connections; nothing can be read afterwards. */
  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  async #readPage(start: number, signal: AbortSignal): Promise<ReceivedPage> {
    const name = 'GET /Users';
    const answer = await this.#http.get({
      path: `/Users?startIndex=${start}&count=${this.#pageSize}`,
      name,
      signal,
    });
    if (answer.status === 404) {
      throw answer.error;
    }
    const { body } = answer;
    return {
      understand: async () =>
        createUserPage({
          start,
          asked: this.#pageSize,
          response: parseListResponse(parseJson(name, body.text())),
        }),
    };
  }
}

/** A path segment of dots alone would mean another path. */
function encodeSegment(id: string): string {
  const segment = encodeURIComponent(id);
  return /^\.+$/.test(segment) ? segment.replaceAll('.', '%2E') : segment;
}
