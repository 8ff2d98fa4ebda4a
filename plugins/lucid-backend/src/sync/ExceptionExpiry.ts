import { LoggerService } from '@backstage/backend-plugin-api';
import { ExceptionStore } from '../store/ExceptionStore';

/** Ends exceptions whose last day has passed, and lets that take effect. */
export class ExceptionExpiry {
  readonly #exceptions: ExceptionStore;
  readonly #applyExceptions: (account: string | undefined) => Promise<void>;
  readonly #logger: LoggerService;

  constructor(options: {
    exceptions: ExceptionStore;
    applyExceptions: (account: string | undefined) => Promise<void>;
    logger: LoggerService;
  }) {
    this.#exceptions = options.exceptions;
    this.#applyExceptions = options.applyExceptions;
    this.#logger = options.logger;
  }

  async run(): Promise<void> {
    const expired = await this.#exceptions.expire();
    if (expired.length === 0) {
      return;
    }
    this.#logger.info('Exceptions have expired', {
      exceptions: expired.length,
    });
    const accounts = new Set(expired.map(({ account }) => account));
    // One that held for all accounts has all of them decided anew.
    for (const account of accounts.has(undefined) ? [undefined] : accounts) {
      await this.#applyExceptions(account);
    }
  }
}
