import { LoggerService } from '@backstage/backend-plugin-api';
import { CompleteCatalog } from './CatalogReader';

/** What reconciliation is done on. */
export interface ReconcilableSnapshots {
  /** Costs little where nothing has changed since the last time. */
  reconcile(options: {
    account: string;
    signal: AbortSignal;
  }): Promise<{ revision: number; changed: boolean }>;
  /** Puts a reading of the catalog in force, with what follows from it. */
  adopt(
    reading: CompleteCatalog & { id: number },
    options: { accounts: string[]; signal: AbortSignal },
  ): Promise<{ revision: number; changed: string[] } | undefined>;
}

/** Brings what is known of the catalog up to date; see `CatalogWatch.refresh`. */
export type RefreshCatalog = (options: {
  signal: AbortSignal;
  always: boolean;
  acceptLoss?: boolean;
}) => Promise<void>;

/**
 * Lets changes of the catalog, of the rules and of exceptions take effect
 * between two syncs, without reading Lucid again.
 */
export class ReconciliationService {
  readonly #accounts: string[];
  readonly #snapshots: ReconcilableSnapshots;
  readonly #refreshCatalog: RefreshCatalog;
  readonly #publish: (account: string, revision: number) => Promise<void>;
  readonly #logger: LoggerService;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(options: {
    accounts: string[];
    snapshots: ReconcilableSnapshots;
    refreshCatalog: RefreshCatalog;
    publish: (account: string, revision: number) => Promise<void>;
    logger: LoggerService;
  }) {
    this.#accounts = options.accounts;
    this.#snapshots = options.snapshots;
    this.#refreshCatalog = options.refreshCatalog;
    this.#publish = options.publish;
    this.#logger = options.logger;
  }

  /** Whether somebody has asked for it, and it is not done yet. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Looks whether the catalog has changed, and lets that take effect. */
  async runScheduled({ signal }: { signal: AbortSignal }): Promise<void> {
    await this.#refreshCatalog({ signal, always: false });
    await this.reconcile({ signal });
  }

  /**
   * Reads the catalog in any case, and lets it take effect, without keeping
   * whoever asks for it waiting. Joins what is under way already.
   *
   * @param options - `acceptLoss`: the catalog has lost many users, and that is
   * right
   */
  start(options: { acceptLoss: boolean }): void {
    this.#running ??= this.#run(options).finally(() => {
      this.#running = undefined;
    });
  }

  /** Ends what is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /**
   * Decides everybody by a new reading of the catalog, and tells of it.
   *
   * @returns false when a newer reading has taken its place
   */
  async adopt(
    reading: CompleteCatalog & { id: number },
    { signal }: { signal: AbortSignal },
  ): Promise<boolean> {
    const adopted = await this.#snapshots.adopt(reading, {
      accounts: this.#accounts,
      signal,
    });
    for (const account of adopted?.changed ?? []) {
      await this.#tell(account, adopted?.revision ?? 0);
    }
    return adopted !== undefined;
  }

  /** Decides anew where something has changed on which decisions are based. */
  async reconcile({ signal }: { signal: AbortSignal }): Promise<void> {
    await this.#reconcile(this.#accounts, signal);
  }

  /**
   * Lets changes of exceptions take effect at once.
   *
   * @param account - the account that they concern; all of them where absent
   */
  async redecide(account?: string): Promise<void> {
    await this.#reconcile(
      account === undefined ? this.#accounts : [account],
      this.#stopping.signal,
    );
  }

  async #reconcile(accounts: string[], signal: AbortSignal): Promise<void> {
    for (const account of accounts) {
      signal.throwIfAborted();
      try {
        const reconciled = await this.#snapshots.reconcile({ account, signal });
        if (reconciled.changed) {
          await this.#tell(account, reconciled.revision);
        }
      } catch (error) {
        if (!isUndecidable(error)) {
          throw error;
        }
        this.#logger.warn('Everything stays as it was decided last', {
          account,
          reason: error.message,
        });
      }
    }
  }

  async #run({ acceptLoss }: { acceptLoss: boolean }): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await this.#refreshCatalog({ signal, always: true, acceptLoss });
      await this.reconcile({ signal });
    } catch (error) {
      if (!signal.aborted) {
        this.#logger.error('Could not reconcile with the catalog', {
          reason: error instanceof Error ? error.name : 'unknown',
        });
      }
    }
  }

  async #tell(account: string, revision: number): Promise<void> {
    this.#logger.info('Reconciled with the catalog', { account, revision });
    await this.#publish(account, revision);
  }
}

/** Nobody can be decided rightly at present, and whoever is to blame has been told of. */
function isUndecidable(error: unknown): error is Error {
  return (
    error instanceof Error &&
    ['MatcherUnavailableError', 'OutdatedReadingError'].includes(error.name)
  );
}
