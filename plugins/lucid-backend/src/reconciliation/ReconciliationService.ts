import { LoggerService } from '@backstage/backend-plugin-api';
import { CatalogReader } from './CatalogReader';

/** A reading of the catalog is taken anew at least this often. */
const OLDEST_READING_MS = 10 * 60_000;

/** A reading of the catalog that was tried, and the number of users there were. */
interface Attempt {
  users: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** What reconciliation is done on. */
export interface ReconcilableSnapshots {
  reconcile(options: {
    account: string;
    isOnlyAccount: boolean;
    signal: AbortSignal;
  }): Promise<{ revision: number; changed: boolean }>;
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
  #lastAttempt: Attempt | undefined;

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
    const users = await this.#catalog.countUsers();
    const known = this.#lastAttempt ?? (await this.#readingInForce());
    const fresh =
      known?.users === users && known.at > Date.now() - OLDEST_READING_MS;
    if (!fresh) {
      // A reading that fails is tried again when the number changes, or later.
      this.#lastAttempt = { users, at: Date.now() };
      await this.#catalog.read(options);
      await this.#reconcile(options.signal);
    }
  }

  async #readingInForce(): Promise<Attempt | undefined> {
    const reading = await this.#currentReading();
    return (
      reading && { users: reading.users, at: Date.parse(reading.completedAt) }
    );
  }

  async #reconcile(signal: AbortSignal): Promise<void> {
    for (const account of this.#accounts) {
      signal.throwIfAborted();
      const { revision, changed } = await this.#snapshots.reconcile({
        account,
        isOnlyAccount: this.#accounts.length === 1,
        signal,
      });
      if (changed) {
        this.#logger.info('Reconciled with the catalog', { account, revision });
        await this.#publish(account, revision);
      }
    }
  }
}
