import { LoggerService } from '@backstage/backend-plugin-api';
import { LucidError } from './errors';
import { Clock } from './Clock';
import { Deadline } from './Deadline';
import { RequestLimiter, RequestOutcome } from './RequestLimiter';
import { RequestObserver } from './RequestObserver';
import { readRetryAfter, retryDelay } from './retryDelay';
import {
  LucidAnswer,
  LucidExchange,
  LucidExchangeOptions,
  LucidFailure,
  LucidRequest,
} from './LucidExchange';

export interface LucidHttpOptions extends LucidExchangeOptions {
  limiter: RequestLimiter;
  /** Retries of one request after the first attempt. */
  retries: number;
  clock: Clock;
  observer: RequestObserver;
  logger: LoggerService;
}

/** Another attempt is worth while, after so many milliseconds. */
interface Retry {
  error: LucidError;
  delay: number;
  /** Not only this request has to wait, and the limiter sees to it. */
  forEverybody: boolean;
}

type Attempt = { answer: LucidAnswer } | { retry: Retry };

/**
 * Sends requests when the limiter lets it, and again what may pass by itself.
 * Throws one of the errors of `./errors`, or the reason of the signal.
 */
export class LucidHttp {
  readonly #options: LucidHttpOptions;
  readonly #exchange: LucidExchange;

  constructor(options: LucidHttpOptions) {
    this.#options = options;
    this.#exchange = new LucidExchange(options);
  }

  async get(request: LucidRequest): Promise<LucidAnswer> {
    const { clock, logger, observer } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      const result = await this.#attempt(request, attempt);
      if ('answer' in result) {
        return result.answer;
      }
      const { error, delay, forEverybody } = result.retry;
      observer.retried({ name: request.name });
      logger.debug('Trying a request to Lucid again', {
        request: request.name,
        status: error.status,
        attempt: attempt + 1,
        delay,
      });
      if (!forEverybody) {
        await clock.sleep(delay, request.signal);
      }
    }
  }

  async #attempt(request: LucidRequest, attempt: number): Promise<Attempt> {
    const { clock, limiter, observer, requestTimeout } = this.#options;
    const { name, signal } = request;
    const permit = await limiter.acquire({ name, signal, again: attempt > 0 });
    const outcome: RequestOutcome = { waited: 0 };
    const idleBefore = clock.idle();
    const deadline = new Deadline({ signal, milliseconds: requestTimeout });
    try {
      const result = await this.#send(request, deadline);
      outcome.timedOut = deadline.expired;
      if ('answer' in result) {
        outcome.status = result.answer.status;
        return result;
      }
      outcome.status = result.failure.error.status;
      const retry = this.#retryOf(result.failure, attempt);
      if (retry.forEverybody) {
        outcome.backOff = retry.delay;
      }
      return { retry };
    } finally {
      deadline.clear();
      outcome.waited = clock.idle() - idleBefore;
      permit.release(outcome);
      // What nobody waits for any more has no end of its own.
      if (!signal.aborted) {
        observer.ended({ name, status: outcome.status });
      }
    }
  }

  async #send(
    request: LucidRequest,
    deadline: Deadline,
  ): Promise<{ answer: LucidAnswer } | { failure: LucidFailure }> {
    try {
      const { signal } = deadline;
      const result = await this.#exchange.send({ ...request, signal });
      request.signal.throwIfAborted();
      return result;
    } catch (error) {
      request.signal.throwIfAborted();
      const timedOut = deadline.expired;
      return { failure: this.#exchange.explain(request, error, { timedOut }) };
    }
  }

  /** @throws the error of a failure that it makes no sense, or no more sense, to try again */
  #retryOf(failure: LucidFailure, attempt: number): Retry {
    const { clock, retries } = this.#options;
    const { error } = failure;
    if (!failure.retry || attempt >= retries) {
      throw error;
    }
    const retryAfter = readRetryAfter(failure.retryAfter, clock.now());
    const delay = Math.round(
      retryDelay({ attempt, retryAfter, random: clock.random() }),
    );
    const forEverybody = error.status === 429 || retryAfter !== undefined;
    return { error, delay, forEverybody };
  }
}
