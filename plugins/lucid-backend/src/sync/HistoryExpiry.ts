import { LoggerService } from '@backstage/backend-plugin-api';
import { HistoryRetention } from '../store/history/HistoryRetention';

/** Forgets what is too old to be kept, and says so. */
export class HistoryExpiry {
  readonly #retention: HistoryRetention;
  readonly #logger: LoggerService;

  constructor(options: { retention: HistoryRetention; logger: LoggerService }) {
    this.#retention = options.retention;
    this.#logger = options.logger;
  }

  async run(signal: AbortSignal): Promise<void> {
    const forgotten = await this.#retention.run({ signal, now: new Date() });
    if (Object.values(forgotten).some(count => count > 0)) {
      this.#logger.info('Forgot what is too old to be kept', { ...forgotten });
    }
  }
}
