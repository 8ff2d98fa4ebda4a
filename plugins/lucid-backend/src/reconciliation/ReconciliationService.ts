import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, isError } from '@backstage/errors';
import { Reconciler } from './Reconciler';

/** How long somebody is kept waiting for other backends, in milliseconds. */
const PATIENCE_MS = 20_000;

/** Brings what is known of the catalog up to date; see `CatalogWatch.refresh`. */
export type RefreshCatalog = (options: {
  signal: AbortSignal;
  always: boolean;
  acceptLoss?: boolean;
}) => Promise<void>;

/**
 * Reconciles between two syncs, on schedule or because somebody asks for it,
 * without reading Lucid again.
 */
export class ReconciliationService {
  readonly #reconciler: Reconciler;
  readonly #refreshCatalog: RefreshCatalog;
  readonly #logger: LoggerService;
  readonly #stopping = new AbortController();
  /** What is under way, and what follows it. */
  #running: { acceptLoss: boolean; ended: Promise<void> } | undefined;

  constructor(options: {
    reconciler: Reconciler;
    refreshCatalog: RefreshCatalog;
    logger: LoggerService;
  }) {
    this.#reconciler = options.reconciler;
    this.#refreshCatalog = options.refreshCatalog;
    this.#logger = options.logger;
  }

  /** Looks whether the catalog has changed, and lets that take effect. */
  async runScheduled({ signal }: { signal: AbortSignal }): Promise<void> {
    await this.#refreshCatalog({ signal, always: false });
    await this.#reconciler.reconcile({ signal });
  }

  /**
   * Reads the catalog in any case, and lets it take effect, without keeping
   * whoever asks for it waiting. Joins what is under way already, unless that
   * does not accept a loss that is to be accepted: then it is done once more.
   *
   * @param options - `acceptLoss`: the catalog has lost many users, and that is
   * right
   */
  start({ acceptLoss }: { acceptLoss: boolean }): void {
    const before = this.#running;
    if (before && (before.acceptLoss || !acceptLoss)) {
      return;
    }
    const run = () => this.#run({ acceptLoss });
    const running = {
      acceptLoss,
      ended: (before ? before.ended.then(run) : run()).finally(() => {
        if (this.#running === running) {
          this.#running = undefined;
        }
      }),
    };
    this.#running = running;
  }

  /** Ends what is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running?.ended;
  }

  /**
   * Lets changes of exceptions take effect at once.
   *
   * @param account - the account that they concern; all of them where absent
   * @throws ServiceUnavailableError where other backends keep everybody waiting
   */
  async redecide(account?: string): Promise<void> {
    try {
      await this.#reconciler.reconcile({
        account,
        signal: this.#stopping.signal,
        patienceMs: PATIENCE_MS,
      });
    } catch (error) {
      // The schedule looks for changes of exceptions as well.
      throw isError(error) && error.name === 'ServiceUnavailableError'
        ? new ServiceUnavailableError(
            'What was said of exceptions is stored, and need not be said again. It takes effect in a minute or two: another backend is busy storing, or cannot be reached any more.',
          )
        : error;
    }
  }

  async #run({ acceptLoss }: { acceptLoss: boolean }): Promise<void> {
    const { signal } = this.#stopping;
    try {
      signal.throwIfAborted();
      await this.#refreshCatalog({ signal, always: true, acceptLoss });
      await this.#reconciler.reconcile({ signal });
    } catch (error) {
      if (!signal.aborted) {
        this.#logger.error('Could not reconcile with the catalog', {
          reason: error instanceof Error ? error.name : 'unknown',
        });
      }
    }
  }
}
