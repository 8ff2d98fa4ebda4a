import { LoggerService } from '@backstage/backend-plugin-api';
import { CatalogReader } from './CatalogReader';

/** A reading of the catalog is taken anew at least this often. */
const OLDEST_READING_MS = 10 * 60_000;

/** What reconciliation is done on. */
export interface ReconcilableSnapshots {
  reconcile(account: string): Promise<{ revision: number; changed: boolean }>;
}

/**
 * Lets changes of the catalog take effect between two syncs, without reading
 * Lucid again.
 */
export class ReconciliationService {
  readonly #accounts: string[];
  readonly #catalog: CatalogReader;
  readonly #currentReading: () => Promise<
    { completedAt: string; users: number } | undefined
  >;
  readonly #snapshots: ReconcilableSnapshots;
  readonly #publish: (account: string, revision: number) => Promise<void>;
  readonly #logger: LoggerService;

  constructor(options: {
    accounts: string[];
    catalog: CatalogReader;
    currentReading: () => Promise<
      { completedAt: string; users: number } | undefined
    >;
    snapshots: ReconcilableSnapshots;
    publish: (account: string, revision: number) => Promise<void>;
    logger: LoggerService;
  }) {
    this.#accounts = options.accounts;
    this.#catalog = options.catalog;
    this.#currentReading = options.currentReading;
    this.#snapshots = options.snapshots;
    this.#publish = options.publish;
    this.#logger = options.logger;
  }

  /**
   * Reads the users of the catalog and reconciles, if there is a reason to: the
   * number of users changed, or the last reading is old. The number costs one
   * small request; it is what changes all the time while a portal starts.
   */
  async reconcileIfNeeded(options: { signal: AbortSignal }): Promise<void> {
    const reading = await this.#currentReading();
    const users = await this.#catalog.countUsers();
    const fresh =
      reading &&
      reading.users === users &&
      Date.parse(reading.completedAt) > Date.now() - OLDEST_READING_MS;
    if (!fresh) {
      await this.#catalog.read(options);
      await this.#reconcile(options.signal);
    }
  }

  async #reconcile(signal: AbortSignal): Promise<void> {
    for (const account of this.#accounts) {
      signal.throwIfAborted();
      const { revision, changed } = await this.#snapshots.reconcile(account);
      if (changed) {
        this.#logger.info('Reconciled with the catalog', { account, revision });
        await this.#publish(account, revision);
      }
    }
  }
}
