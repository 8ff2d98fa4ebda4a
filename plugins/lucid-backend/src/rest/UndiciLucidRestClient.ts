import { LoggerService } from '@backstage/backend-plugin-api';
import { Dispatcher } from 'undici';
import { z } from 'zod';
import { LucidAccountConfig } from '../config/LucidConfig';
import { AdaptiveRequestLimiter } from '../http/AdaptiveRequestLimiter';
import { Clock, systemClock } from '../http/Clock';
import { LucidHttp } from '../http/LucidHttp';
import { RequestObserver } from '../http/RequestObserver';
import { createDispatcher } from '../http/createDispatcher';
import { encodeSegment } from '../http/encodeSegment';
import { LucidProtocolError } from '../http/errors';
import { parseJson } from '../http/parseJson';
import {
  LucidBilledSeat,
  LucidRestClient,
  LucidSubscription,
  RestRows,
} from './LucidRestClient';
import { nextPage } from './nextPage';
import { assertUnderstood, parseRows } from './parsing/parseRows';
import { billedSeatSchema, subscriptionSchema } from './parsing/rowSchemas';
import { BILLED_SEATS, REST_API, SUBSCRIPTIONS } from './restApi';

/** Retries of one request after the first attempt: half a minute at most. */
const RETRIES = 6;

/** Each page says where the next one is, so there is never more than one to ask for. */
const CONNECTIONS = 1;

/** No list has more pages: with a hundred rows on each it would have a million. */
const MOST_PAGES = 10_000;

/** A list of the REST API. */
interface Listing<T> {
  /** How messages name the request. */
  name: string;
  path: string;
  schema: z.ZodType<T>;
}

export interface UndiciLucidRestClientOptions {
  config: Pick<LucidAccountConfig, 'id' | 'apiBaseUrl' | 'requestTimeout'> & {
    apiKey: string;
  };
  logger: LoggerService;
  /** Retries of one request after the first attempt, 6 unless told. */
  retries?: number;
  clock?: Clock;
  /** Is told of every request. */
  observer?: RequestObserver;
}

/** Reads the seats of one Lucid account over HTTP, with a connection of its own. */
export class UndiciLucidRestClient implements LucidRestClient {
  readonly #http: LucidHttp;
  readonly #dispatcher: Dispatcher;
  readonly #baseUrl: string;

  constructor(options: UndiciLucidRestClientOptions) {
    const { config, clock = systemClock } = options;
    const { requestTimeout } = config;
    this.#baseUrl = config.apiBaseUrl;
    this.#dispatcher = createDispatcher({
      connections: CONNECTIONS,
      connectTimeout: requestTimeout,
    });
    this.#http = new LucidHttp({
      api: REST_API,
      baseUrl: config.apiBaseUrl,
      token: config.apiKey,
      dispatcher: this.#dispatcher,
      limiter: new AdaptiveRequestLimiter({ limit: CONNECTIONS, clock }),
      requestTimeout,
      retries: options.retries ?? RETRIES,
      clock,
      observer: options.observer ?? { ended() {}, retried() {} },
      logger: options.logger.child({ account: config.id }),
    });
  }

  async readSubscriptions(options: {
    signal: AbortSignal;
  }): Promise<RestRows<LucidSubscription>> {
    const subscriptions: RestRows<LucidSubscription> = {
      rows: [],
      rejected: [],
    };
    const pages = this.#read(
      {
        name: SUBSCRIPTIONS,
        path: '/v1/subscriptions',
        schema: subscriptionSchema,
      },
      options.signal,
    );
    for await (const { rows, rejected } of pages) {
      subscriptions.rows.push(...rows);
      subscriptions.rejected.push(...rejected);
    }
    assertUnderstood(SUBSCRIPTIONS, {
      understood: subscriptions.rows.length,
      rejected: subscriptions.rejected,
    });
    return subscriptions;
  }

  readBilledSeats(
    subscriptionId: string,
    options: { signal: AbortSignal },
  ): AsyncGenerator<RestRows<LucidBilledSeat>, void, undefined> {
    return this.#read(
      {
        name: BILLED_SEATS,
        path: `/v1/subscriptions/${encodeSegment(subscriptionId)}/licenses`,
        schema: billedSeatSchema,
      },
      options.signal,
    );
  }

  /** Closes all connections; nothing can be read afterwards. */
  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  async *#read<T>(
    { name, path: first, schema }: Listing<T>,
    signal: AbortSignal,
  ): AsyncGenerator<RestRows<T>, void, undefined> {
    const seen = new Set<string>();
    let path: string | undefined = first;
    while (path !== undefined) {
      if (seen.has(path) || seen.size >= MOST_PAGES) {
        throw new LucidProtocolError(
          `Lucid's answers to ${name} lead from page to page and never end.`,
          { status: 200 },
        );
      }
      seen.add(path);
      const answer = await this.#http.get({ path, name, signal });
      if (answer.status === 404) {
        throw answer.error;
      }
      const body = parseJson({ api: REST_API, name }, answer.body.text());
      yield parseRows(body, { name, schema });
      path = nextPage(answer.link, {
        baseUrl: this.#baseUrl,
        path,
        request: name,
      });
    }
  }
}
