import { SyncCounts, UsageCounts } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { countsOfReading, setSnapshotAt, storeCounts } from './AccountStore';
import { CatalogReadingStore } from './CatalogReadingStore';
import { ReconciliationWriter } from './ReconciliationWriter';
import { SnapshotStaging } from './SnapshotStaging';
import { SnapshotWriter } from './SnapshotWriter';
import { lockRevision, setRevision } from './revision';

/** Makes snapshots current, and reconciles the current ones anew. */
export class SnapshotStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** Where the snapshot of a new sync is gathered. */
  stage(options: {
    account: string;
    syncId: string;
    isOnlyAccount: boolean;
  }): SnapshotStaging {
    return new SnapshotStaging({ knex: this.#knex, ...options });
  }

  /**
   * Makes a staged snapshot the current one and reconciles it with the reading
   * of the catalog in force, in one transaction: whoever reads sees all of it
   * or nothing.
   *
   * @param options - `settle` runs at the end of the transaction and undoes all
   * of it by throwing
   * @returns the newest revision
   */
  async makeCurrent(options: {
    account: string;
    syncId: string;
    /** When the reading of the snapshot began. */
    at: string;
    rejected: number;
    signal: AbortSignal;
    settle: (trx: Knex.Transaction, counts: SyncCounts) => Promise<void>;
  }): Promise<number> {
    const { account, syncId, at, signal } = options;
    return this.#knex.transaction(async trx => {
      const before = await lockRevision(trx);
      const { changes, revision } = await new SnapshotWriter({
        trx,
        account,
        syncId,
        at,
        signal,
      }).write(before);
      await setSnapshotAt(trx, account, at);
      const reconciled = await writeReconciliation(trx, {
        account,
        syncId,
        at,
        signal,
        before,
        revision,
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
   * Reconciles the current snapshot with the reading of the catalog in force.
   *
   * @returns the newest revision, and whether this made it
   */
  async reconcile(
    account: string,
    options: { signal: AbortSignal },
  ): Promise<{ revision: number; changed: boolean }> {
    return this.#knex.transaction(async trx => {
      const before = await lockRevision(trx);
      const { revision } = await writeReconciliation(trx, {
        account,
        at: new Date().toISOString(),
        signal: options.signal,
        before,
        revision: before,
      });
      await setRevision(trx, revision);
      return { revision, changed: revision > before };
    });
  }
}

async function writeReconciliation(
  trx: Knex.Transaction,
  options: {
    account: string;
    syncId?: string;
    at: string;
    signal: AbortSignal;
    /** The newest revision before the transaction. */
    before: number;
    /** The newest revision so far. */
    revision: number;
  },
): Promise<{ revision: number; counts: UsageCounts }> {
  const { account, before } = options;
  const reading = await new CatalogReadingStore({ knex: trx }).current();
  const writer = new ReconciliationWriter({
    trx,
    readingId: reading?.id,
    ...options,
  });
  const revision = await writer.write(options.revision);
  const counts =
    revision === before
      ? await countsOfReading(trx, account, reading?.id)
      : undefined;
  return {
    revision,
    counts: counts ?? (await storeCounts(trx, account, reading?.id)),
  };
}
