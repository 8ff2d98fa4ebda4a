import {
  MatcherOutcome,
  SyncCounts,
  UsageCounts,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { RecognisableUser } from '../reconciliation/Matcher';
import { Matching } from '../reconciliation/Matching';
import {
  AccountStore,
  countsOf,
  hasSnapshot,
  reconciledWith,
  setReconciled,
  setSnapshotAt,
} from './AccountStore';
import { CatalogReadingStore, CompleteReading } from './CatalogReadingStore';
import {
  DecisionBasis,
  currentBasis,
  describeBasis,
  scopeOf,
} from './decisionBasis';
import { DecisionMaker } from './DecisionMaker';
import { FirstSnapshot } from './FirstSnapshot';
import { IncomingSnapshot } from './IncomingSnapshot';
import { ReconciliationWriter } from './ReconciliationWriter';
import { StagedSnapshot } from './StagedSnapshot';
import { countUnlicensed } from './countUnlicensed';
import { countUsage } from './countUsage';
import { lockRevision, setRevision } from './revision';

/** Makes snapshots current, and reconciles the current ones anew. */
export class SnapshotStore {
  readonly #knex: Knex;
  readonly #matching: Matching;

  constructor(options: { knex: Knex; matching: Matching }) {
    this.#knex = options.knex;
    this.#matching = options.matching;
  }

  /**
   * Where the snapshot of a new sync is gathered.
   *
   * @param options - `signal` ends waiting for others
   * @throws what `currentBasis` throws, where nobody can be decided rightly
   */
  async begin(options: {
    account: string;
    syncId: string;
    at: string;
    signal?: AbortSignal;
  }): Promise<IncomingSnapshot> {
    const { account, syncId, at, signal } = options;
    const matching = this.#matching;
    const basis = await currentBasis(this.#knex, { account, matching });
    const snapshot = { knex: this.#knex, origin: { syncId, at, basis } };
    return (await hasSnapshot(this.#knex, options.account))
      ? new StagedSnapshot(snapshot)
      : FirstSnapshot.begin({ ...snapshot, signal });
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
    options: {
      account: string;
      syncId: string;
      /** When the reading of the snapshot began. */
      at: string;
      rejected: number;
      signal: AbortSignal;
      settle: (trx: Knex.Transaction, counts: SyncCounts) => Promise<void>;
    },
  ): Promise<number> {
    const { account, at, signal } = options;
    const matching = this.#matching;
    await snapshot.flush();
    return this.#knex.transaction(async trx => {
      const before = await lockRevision(trx, { signal });
      const stored = await reconciledWith(trx, account);
      const basis = await currentBasis(trx, { account, matching });
      const { changes, revision, matches } = await snapshot.makeCurrent(trx, {
        revision: before,
        basis,
        signal,
      });
      await setSnapshotAt(trx, account, at);
      const reconciled = await reconcile(trx, {
        ...options,
        basis,
        revision,
        // Who changed is decided by what is in force, the rest was decided before.
        // A first snapshot was decided while it was read.
        decidedBy: stored ?? snapshot.basis,
        isFirst: stored === undefined,
        // An account without users is counted once, too.
        changed: {
          users:
            stored === undefined ||
            Object.values(changes).some(count => count > 0),
          matches: stored === undefined || matches,
        },
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
    options: { accounts: string[]; signal: AbortSignal },
  ): Promise<{ revision: number; changed: string[] } | undefined> {
    const readings = new CatalogReadingStore({ knex: this.#knex });
    await readings.getReady();
    const adopted = await this.#knex.transaction(async trx => {
      let revision = await lockRevision(trx, options);
      const within = new CatalogReadingStore({ knex: trx });
      if (!(await within.putInForce(reading))) {
        return undefined;
      }
      const changed: string[] = [];
      for (const account of options.accounts) {
        const before = revision;
        ({ revision } = await this.#reconcileAgain(trx, {
          account,
          signal: options.signal,
          revision,
        }));
        if (revision > before) {
          changed.push(account);
        }
      }
      await setRevision(trx, revision);
      return { revision, changed };
    });
    await readings.forgetOlder(reading.id);
    return adopted;
  }

  /**
   * Reconciles the current snapshot with what is in force now: the reading of the
   * catalog, the rules, and the exceptions. Costs little where nothing has
   * changed.
   *
   * @param options - `patienceMs`: how long to wait for others, see `lockRevision`
   * @returns the newest revision, and whether this made it
   * @throws what `currentBasis` throws, where nobody can be decided rightly
   */
  async reconcile(options: {
    account: string;
    signal: AbortSignal;
    patienceMs?: number;
  }): Promise<{ revision: number; changed: boolean }> {
    const { account } = options;
    const matching = this.#matching;
    const decidedBy = await reconciledWith(this.#knex, account);
    if (
      // There is no snapshot yet, or nothing has changed since it was decided.
      decidedBy === undefined ||
      decidedBy ===
        describeBasis(await currentBasis(this.#knex, { account, matching }))
    ) {
      const { revision } = await new AccountStore({ knex: this.#knex }).get(
        account,
      );
      return { revision, changed: false };
    }
    return this.#knex.transaction(async trx => {
      const before = await lockRevision(trx, options);
      const { revision } = await this.#reconcileAgain(trx, {
        ...options,
        revision: before,
      });
      await setRevision(trx, revision);
      return { revision, changed: revision > before };
    });
  }

  /**
   * What each matcher makes of a Lucid user.
   *
   * @throws what `currentBasis` throws, where nobody can be decided rightly
   */
  async explain(
    account: string,
    user: RecognisableUser,
  ): Promise<MatcherOutcome[]> {
    const matching = this.#matching;
    const basis = await currentBasis(this.#knex, { account, matching });
    return new DecisionMaker({ knex: this.#knex, basis }).explain(user);
  }

  /** Reconciles an account in which nothing else changes. */
  async #reconcileAgain(
    trx: Knex.Transaction,
    options: { account: string; signal: AbortSignal; revision: number },
  ): Promise<{ revision: number }> {
    const { account } = options;
    const matching = this.#matching;
    const decidedBy = await reconciledWith(trx, account);
    // Without any, there is no snapshot yet.
    return decidedBy === undefined
      ? options
      : reconcile(trx, {
          ...options,
          basis: await currentBasis(trx, { account, matching }),
          at: new Date().toISOString(),
          decidedBy,
          changed: { users: false, matches: false },
        });
  }
}

/**
 * Decides anew where decisions were based on something else than what is in
 * force now; the same basis gives the same decisions.
 */
async function reconcile(
  trx: Knex.Transaction,
  options: {
    account: string;
    /** What is in force now. */
    basis: DecisionBasis;
    syncId?: string;
    at: string;
    signal: AbortSignal;
    /** The newest revision so far. */
    revision: number;
    /** What the decisions that are stored are based on. */
    decidedBy: string;
    /** Whether nobody has seen the users yet. */
    isFirst?: boolean;
    /** What has changed in this transaction: users, and whom they are matched to. */
    changed: { users: boolean; matches: boolean };
  },
): Promise<{ revision: number; counts: UsageCounts }> {
  const { account, basis, changed } = options;
  const scope = scopeOf(options.decidedBy, basis);
  const stored = await countsOf(trx, account);
  if (scope.of === 'nobody' && !changed.users) {
    return { revision: options.revision, counts: stored };
  }
  const revision = await new ReconciliationWriter({
    trx,
    ...options,
  }).write(options.revision, scope);
  const unlicensed =
    scope.of === 'nobody' && !changed.matches
      ? stored.unlicensed
      : await countUnlicensed(trx, account, basis.readingId);
  const counts = await countUsage(trx, account, { unlicensed });
  await setReconciled(trx, account, {
    counts,
    basis: describeBasis(basis),
    revision,
  });
  return { revision, counts };
}
