import { LoggerService } from '@backstage/backend-plugin-api';

/** What reconciliation is done on. */
export interface ReconcilableSnapshots {
  /** Costs little where nothing has changed since the last time. */
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
  readonly #refreshCatalog: (options: {
    signal: AbortSignal;
    always: boolean;
  }) => Promise<void>;
  readonly #snapshots: ReconcilableSnapshots;
  readonly #publish: (account: string, revision: number) => Promise<void>;
  readonly #logger: LoggerService;

  constructor(options: {
    accounts: string[];
    /** See `CatalogWatch`. */
    refreshCatalog: (options: {
      signal: AbortSignal;
      always: boolean;
    }) => Promise<void>;
    snapshots: ReconcilableSnapshots;
    publish: (account: string, revision: number) => Promise<void>;
    logger: LoggerService;
  }) {
    this.#accounts = options.accounts;
    this.#refreshCatalog = options.refreshCatalog;
    this.#snapshots = options.snapshots;
    this.#publish = options.publish;
    this.#logger = options.logger;
  }

  /**
   * Reads the users of the catalog, if there is a reason to, and reconciles
   * what is based on an older reading: one that a sync of another account has
   * taken, too.
   */
  async reconcileIfNeeded({ signal }: { signal: AbortSignal }): Promise<void> {
    await this.#refreshCatalog({ signal, always: false });
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
