import { SyncCounts, UsageCounts } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import {
  AccountStore,
  countsOf,
  hasSnapshot,
  reconciledWith,
  setReconciled,
  setSnapshotAt,
} from './AccountStore';
import { CatalogReadingStore, CompleteReading } from './CatalogReadingStore';
import { DecisionBasis, describeBasis } from './DecisionMaker';
import { FirstSnapshot } from './FirstSnapshot';
import { IncomingSnapshot } from './IncomingSnapshot';
import { ReconciliationWriter } from './ReconciliationWriter';
import { StagedSnapshot } from './StagedSnapshot';
import { countUsage } from './countUsage';
import { lockRevision, setRevision } from './revision';

/** Which account, and how its users are named. */
export interface AccountIdentity {
  account: string;
  /** Whether ids need not say which account they belong to. */
  isOnlyAccount: boolean;
}

/** Makes snapshots current, and reconciles the current ones anew. */
export class SnapshotStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** Where the snapshot of a new sync is gathered. */
  async begin(
    options: AccountIdentity & { syncId: string; at: string },
  ): Promise<IncomingSnapshot> {
    const { syncId, at } = options;
    const basis = await currentBasis(this.#knex, options);
    const snapshot = { knex: this.#knex, origin: { syncId, at, basis } };
    return (await hasSnapshot(this.#knex, options.account))
      ? new StagedSnapshot(snapshot)
      : FirstSnapshot.begin(snapshot);
  }

  /**
   * Makes a snapshot the current one, reconciled with the reading of the
   * catalog in force, in one transaction: whoever reads sees all of it or
   * nothing.
   *
   * @param options - `settle` runs at the end of the transaction and undoes all
   * of it by throwing
   * @returns the newest revision
   */
  async makeCurrent(
    snapshot: IncomingSnapshot,
    options: AccountIdentity & {
      syncId: string;
      /** When the reading of the snapshot began. */
      at: string;
      rejected: number;
      signal: AbortSignal;
      settle: (trx: Knex.Transaction, counts: SyncCounts) => Promise<void>;
    },
  ): Promise<number> {
    const { account, at, signal } = options;
    return this.#knex.transaction(async trx => {
      const before = await lockRevision(trx);
      const stored = await reconciledWith(trx, account);
      const { changes, revision } = await snapshot.makeCurrent(trx, {
        revision: before,
        signal,
      });
      await setSnapshotAt(trx, account, at);
      const reconciled = await reconcile(trx, {
        ...options,
        revision,
        // What changed was decided while it was read, the rest before.
        decidedBy: [snapshot.basis, ...(stored ? [stored] : [])],
        changed: Object.values(changes).some(count => count > 0),
      });
      await options.settle(trx, {
        ...changes,
        rejected: options.rejected,
        users: reconciled.counts.users,
        detected: reconciled.counts.detected,
        undetected: reconciled.counts.undetected,
        ambiguous: reconciled.counts.ambiguous,
      });
      await setRevision(trx, reconciled.revision);
      return reconciled.revision;
    });
  }

  /**
   * Puts a reading of the catalog in force and decides everybody by it, in one
   * transaction: nobody sees the users of one reading beside the decisions of
   * another.
   *
   * @returns `undefined` when a newer reading has taken its place; else the
   * accounts that changed, and the newest revision
   */
  async adopt(
    reading: CompleteReading,
    options: { accounts: AccountIdentity[]; signal: AbortSignal },
  ): Promise<{ revision: number; changed: string[] } | undefined> {
    const adopted = await this.#knex.transaction(async trx => {
      let revision = await lockRevision(trx);
      const readings = new CatalogReadingStore({ knex: trx });
      if (!(await readings.putInForce(reading))) {
        return undefined;
      }
      const changed: string[] = [];
      for (const identity of options.accounts) {
        const before = revision;
        ({ revision } = await reconcileAgain(trx, {
          ...identity,
          signal: options.signal,
          revision,
        }));
        if (revision > before) {
          changed.push(identity.account);
        }
      }
      await setRevision(trx, revision);
      return { revision, changed };
    });
    await new CatalogReadingStore({ knex: this.#knex }).forgetOlder(reading.id);
    return adopted;
  }

  /**
   * Reconciles the current snapshot with the reading of the catalog in force.
   *
   * @returns the newest revision, and whether this made it
   */
  async reconcile(
    options: AccountIdentity & { signal: AbortSignal },
  ): Promise<{ revision: number; changed: boolean }> {
    const basis = describeBasis(await currentBasis(this.#knex, options));
    const decidedBy = await reconciledWith(this.#knex, options.account);
    if (decidedBy === undefined || decidedBy === basis) {
      // There is no snapshot yet, or nothing has changed since it was decided.
      const { revision } = await new AccountStore({ knex: this.#knex }).get(
        options.account,
      );
      return { revision, changed: false };
    }
    return this.#knex.transaction(async trx => {
      const before = await lockRevision(trx);
      const { revision } = await reconcileAgain(trx, {
        ...options,
        revision: before,
      });
      await setRevision(trx, revision);
      return { revision, changed: revision > before };
    });
  }
}

/** Reconciles an account in which nothing else changes. */
async function reconcileAgain(
  trx: Knex.Transaction,
  options: AccountIdentity & { signal: AbortSignal; revision: number },
): Promise<{ revision: number }> {
  const decidedBy = await reconciledWith(trx, options.account);
  // Without any, there is no snapshot yet.
  return decidedBy === undefined
    ? options
    : reconcile(trx, {
        ...options,
        at: new Date().toISOString(),
        decidedBy: [decidedBy],
        changed: false,
      });
}

async function currentBasis(
  knex: Knex,
  { account, isOnlyAccount }: AccountIdentity,
): Promise<DecisionBasis> {
  const reading = await new CatalogReadingStore({ knex }).current();
  return { account, isOnlyAccount, readingId: reading?.id };
}

/**
 * Decides anew where decisions were based on something else than what is in
 * force now; the same basis gives the same decisions.
 */
async function reconcile(
  trx: Knex.Transaction,
  options: AccountIdentity & {
    syncId?: string;
    at: string;
    signal: AbortSignal;
    /** The newest revision so far. */
    revision: number;
    /** What the decisions that are stored are based on. */
    decidedBy: string[];
    /** Whether users have changed in this transaction. */
    changed: boolean;
  },
): Promise<{ revision: number; counts: UsageCounts }> {
  const { account } = options;
  const basis = await currentBasis(trx, options);
  const isSameBasis = options.decidedBy.every(
    decidedBy => decidedBy === describeBasis(basis),
  );
  if (isSameBasis && !options.changed) {
    return {
      revision: options.revision,
      counts: await countsOf(trx, account),
    };
  }
  const revision = isSameBasis
    ? options.revision
    : await new ReconciliationWriter({ trx, ...options, basis }).write(
        options.revision,
      );
  const counts = await countUsage(trx, account, basis.readingId);
  await setReconciled(trx, account, {
    counts,
    basis: describeBasis(basis),
    revision,
  });
  return { revision, counts };
}
