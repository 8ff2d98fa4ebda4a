import { LoggerService } from '@backstage/backend-plugin-api';
import { CompleteCatalog } from './CatalogReader';
import { MatcherUnavailableError } from './Matching';
import { OutdatedReadingError } from './OutdatedReadingError';

/** What reconciliation is done on. */
export interface ReconcilableSnapshots {
  /**
   * Costs little where nothing has changed since the last time.
   *
   * @throws ServiceUnavailableError where others kept it waiting for too long
   */
  reconcile(options: {
    account: string;
    signal: AbortSignal;
    /** How long to wait for others, in milliseconds; without end unless told. */
    patienceMs?: number;
  }): Promise<{ revision: number; changed: boolean }>;
  /** Puts a reading of the catalog in force, with what follows from it. */
  adopt(
    reading: CompleteCatalog & { id: number },
    options: { accounts: string[]; signal: AbortSignal },
  ): Promise<{ revision: number; changed: string[] } | undefined>;
}

/**
 * Lets changes of the catalog, of the rules and of exceptions take effect, and
 * tells of it.
 */
export class Reconciler {
  readonly #accounts: string[];
  readonly #snapshots: ReconcilableSnapshots;
  readonly #publish: (account: string, revision: number) => Promise<void>;
  readonly #logger: LoggerService;

  constructor(options: {
    accounts: string[];
    snapshots: ReconcilableSnapshots;
    publish: (account: string, revision: number) => Promise<void>;
    logger: LoggerService;
  }) {
    this.#accounts = options.accounts;
    this.#snapshots = options.snapshots;
    this.#publish = options.publish;
    this.#logger = options.logger;
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

  /**
   * Decides anew where something has changed on which decisions are based.
   *
   * @param options - `account` is the one that it concerns; all of them unless
   * told
   */
  async reconcile(options: {
    account?: string;
    signal: AbortSignal;
    patienceMs?: number;
  }): Promise<void> {
    const { account: only, ...how } = options;
    for (const account of only === undefined ? this.#accounts : [only]) {
      how.signal.throwIfAborted();
      try {
        const reconciled = await this.#snapshots.reconcile({ account, ...how });
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

  async #tell(account: string, revision: number): Promise<void> {
    this.#logger.info('Reconciled with the catalog', { account, revision });
    await this.#publish(account, revision);
  }
}

/** Nobody can be decided rightly at present, and whoever is to blame has been told of. */
function isUndecidable(
  error: unknown,
): error is MatcherUnavailableError | OutdatedReadingError {
  return (
    error instanceof MatcherUnavailableError ||
    error instanceof OutdatedReadingError
  );
}
