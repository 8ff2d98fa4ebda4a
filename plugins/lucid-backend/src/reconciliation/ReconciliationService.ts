import { LoggerService } from '@backstage/backend-plugin-api';

/** An account, and how its users are named; see `matchKeysOf`. */
interface AccountIdentity {
  account: string;
  isOnlyAccount: boolean;
}

/** What reconciliation is done on. */
export interface ReconcilableSnapshots {
  /** Costs little where nothing has changed since the last time. */
  reconcile(
    options: AccountIdentity & { signal: AbortSignal },
  ): Promise<{ revision: number; changed: boolean }>;
  /** Puts a reading of the catalog in force, with what follows from it. */
  adopt(
    reading: { id: number; users: number; digest: string },
    options: { accounts: AccountIdentity[]; signal: AbortSignal },
  ): Promise<{ revision: number; changed: string[] } | undefined>;
}

/**
 * Lets changes of the catalog take effect between two syncs, without reading
 * Lucid again.
 */
export class ReconciliationService {
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
    reading: { id: number; users: number; digest: string },
    { signal }: { signal: AbortSignal },
  ): Promise<boolean> {
    const adopted = await this.#snapshots.adopt(reading, {
      accounts: this.#identities(),
      signal,
    });
    for (const account of adopted?.changed ?? []) {
      await this.#tell(account, adopted?.revision ?? 0);
    }
    return adopted !== undefined;
  }

  /** Decides anew where something has changed on which decisions are based. */
  async reconcile({ signal }: { signal: AbortSignal }): Promise<void> {
    for (const identity of this.#identities()) {
      signal.throwIfAborted();
      const { revision, changed } = await this.#snapshots.reconcile({
        ...identity,
        signal,
      });
      if (changed) {
        await this.#tell(identity.account, revision);
      }
    }
  }

  #identities(): AccountIdentity[] {
    const isOnlyAccount = this.#accounts.length === 1;
    return this.#accounts.map(account => ({ account, isOnlyAccount }));
  }

  async #tell(account: string, revision: number): Promise<void> {
    this.#logger.info('Reconciled with the catalog', { account, revision });
    await this.#publish(account, revision);
  }
}
