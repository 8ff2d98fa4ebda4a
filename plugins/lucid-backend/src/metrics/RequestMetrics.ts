import {
  MetricsService,
  MetricsServiceCounter,
} from '@backstage/backend-plugin-api/alpha';
import { RequestObserver } from '../http/RequestObserver';

/** Counts requests to Lucid, for all accounts. */
export class RequestMetrics {
  readonly #requests: MetricsServiceCounter;
  readonly #retries: MetricsServiceCounter;

  constructor(options: { metrics: MetricsService }) {
    const { metrics } = options;
    this.#requests = metrics.createCounter('lucid.requests', {
      description:
        'Requests to Lucid that are over, by status of HTTP, or "none" where no whole answer came',
      unit: '{request}',
    });
    this.#retries = metrics.createCounter('lucid.request.retries', {
      description: 'Requests to Lucid that were sent again',
      unit: '{retry}',
    });
  }

  /** What is to be told of the requests of one account. */
  of(account: string): RequestObserver {
    return {
      ended: ({ name, status }) =>
        this.#requests.add(1, {
          account,
          request: name,
          status: status === undefined ? 'none' : String(status),
        }),
      retried: ({ name }) => this.#retries.add(1, { account, request: name }),
    };
  }
}
