import { LoggerService } from '@backstage/backend-plugin-api';
import { Dispatcher } from 'undici';
import { LucidAccountConfig } from '../config/LucidConfig';
import { isLucidError, LucidProtocolError } from '../http/errors';
import { AdaptiveRequestLimiter } from '../http/AdaptiveRequestLimiter';
import { Clock, systemClock } from '../http/Clock';
import { createDispatcher } from '../http/createDispatcher';
import { encodeSegment } from '../http/encodeSegment';
import { RequestLimiter } from '../http/RequestLimiter';
import { RequestObserver } from '../http/RequestObserver';
import { LucidHttp } from '../http/LucidHttp';
import {
  LucidGroupPage,
  LucidScimClient,
  LucidUserPage,
} from './LucidScimClient';
import { LucidUser } from './LucidUser';
import { ReceivedPage } from './paging/PendingPage';
import { NewRows, readPages } from './paging/readPages';
import { createPage } from './paging/ScimPage';
import { ParseRow } from './parsing/ParsedRow';
import { parseJson } from '../http/parseJson';
import { parseListResponse } from './parsing/parseListResponse';
import { parseLucidGroup } from './parsing/parseLucidGroup';
import { parseLucidUser } from './parsing/parseLucidUser';
import { ScimGroup } from './ScimGroup';
import { SCIM_API } from './scimApi';

/** Retries of one request after the first attempt: half a minute at most. */
const RETRIES = 6;

/**
 * Pages that may wait while all connections are busy: as many as come while
 * those who read take a moment to store what they have.
 */
const WAITING_PAGES = 8;

/**
 * Groups to ask for in one request, at most: each comes with all of its members,
 * and a page of a hundred large ones would be too large.
 */
const GROUPS_PER_PAGE = 20;

/** One page of groups is on its way while another is stored, and no more. */
const PAGES_OF_GROUPS = 2;

/** A list of the SCIM API. */
interface Listing<T> {
  /** How messages name the request. */
  name: string;
  /** What is listed, such as `users`. */
  what: string;
  path: string;
  /** Rows to ask for in one request. */
  pageSize: number;
  parse: ParseRow<T>;
}

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
  readonly #http: LucidHttp;
  readonly #dispatcher: Dispatcher;
  readonly #limiter: RequestLimiter;
  readonly #users: Listing<LucidUser>;
  readonly #groups: Listing<ScimGroup>;
  readonly #concurrency: number;

  constructor(options: UndiciLucidScimClientOptions) {
    const { config } = options;
    const { concurrency, requestTimeout } = config;
    this.#users = {
      name: 'GET /Users',
      what: 'users',
      path: '/Users',
      pageSize: config.pageSize,
      parse: parseLucidUser,
    };
    this.#groups = {
      name: 'GET /Groups',
      what: 'groups',
      path: '/Groups',
      pageSize: Math.min(config.pageSize, GROUPS_PER_PAGE),
      parse: parseLucidGroup,
    };
    this.#concurrency = concurrency;
    this.#dispatcher = createDispatcher({
      connections: concurrency,
      connectTimeout: requestTimeout,
    });
    const clock = options.clock ?? systemClock;
    this.#limiter = new AdaptiveRequestLimiter({ limit: concurrency, clock });
    this.#http = new LucidHttp({
      api: SCIM_API,
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

  async *readUsers(options: {
    signal: AbortSignal;
  }): AsyncGenerator<LucidUserPage, void, undefined> {
    const limit = this.#concurrency + WAITING_PAGES;
    for await (const { items, ...page } of this.#read(this.#users, {
      ...options,
      limit,
    })) {
      yield { ...page, users: items };
    }
  }

  async *readGroups(options: {
    signal: AbortSignal;
  }): AsyncGenerator<LucidGroupPage, void, undefined> {
    let isBegun = false;
    try {
      for await (const { items, rejected } of this.#read(this.#groups, {
        ...options,
        limit: PAGES_OF_GROUPS,
      })) {
        isBegun = true;
        yield { groups: items, rejected };
      }
    } catch (error) {
      const status = isLucidError(error) ? error.status : undefined;
      if (isBegun || (status !== 404 && status !== 501)) {
        throw error;
      }
    }
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
    const { item: user, rejected } = parseLucidUser(
      parseJson({ api: SCIM_API, name }, answer.body.text()),
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

  #read<T extends { id: string }>(
    listing: Listing<T>,
    options: { limit: number; signal: AbortSignal },
  ): AsyncGenerator<NewRows<T>, void, undefined> {
    return readPages({
      ...options,
      what: listing.what,
      read: (start, signal) => this.#readPage(listing, start, signal),
    });
  }

  async #readPage<T extends { id: string }>(
    listing: Listing<T>,
    start: number,
    signal: AbortSignal,
  ): Promise<ReceivedPage<T>> {
    const { name, path, pageSize, parse } = listing;
    const answer = await this.#http.get({
      path: `${path}?startIndex=${start}&count=${pageSize}`,
      name,
      signal,
    });
    if (answer.status === 404) {
      throw answer.error;
    }
    const { body } = answer;
    return {
      understand: async () =>
        createPage({
          start,
          asked: pageSize,
          response: parseListResponse(
            listing,
            parseJson({ api: SCIM_API, name }, body.text()),
          ),
          parse,
        }),
    };
  }
}
