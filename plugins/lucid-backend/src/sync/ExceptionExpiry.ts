import { LoggerService } from '@backstage/backend-plugin-api';
import { ReconciliationService } from '../reconciliation/ReconciliationService';
import { ExceptionStore } from '../store/ExceptionStore';

/** Ends exceptions whose last day has passed, and lets that take effect. */
export class ExceptionExpiry {
  readonly #exceptions: ExceptionStore;
  readonly #reconciliationService: Pick<ReconciliationService, 'redecide'>;
  readonly #logger: LoggerService;

  constructor(options: {
    exceptions: ExceptionStore;
    reconciliationService: Pick<ReconciliationService, 'redecide'>;
    logger: LoggerService;
  }) {
    this.#exceptions = options.exceptions;
    this.#reconciliationService = options.reconciliationService;
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
      await this.#reconciliationService.redecide(account);
    }
  }
}
