import { LoggerService } from '@backstage/backend-plugin-api';
import { RejectedUser, Sync } from 'backstage-plugin-lucid-common';
import { LucidAccountConfig } from '../config/LucidConfig';
import { LucidScimClient } from '../scim/LucidScimClient';
import { LucidUser } from '../scim/LucidUser';
import { LucidProtocolError } from '../scim/errors';
import { SnapshotStaging } from '../store/SnapshotStaging';
import { SnapshotStore } from '../store/SnapshotStore';
import { HeldBack, SyncStore } from '../store/SyncStore';
import { SnapshotHeldError } from './SnapshotHeldError';
import { SyncTracker } from './SyncTracker';
import { describeFailure } from './describeFailure';
import { findProblem } from './findProblem';

/** Users per write to the staging table. */
const BATCH_SIZE = 500;

/** Missing users that are asked for at a time; the client spreads them over its connections. */
const PROOF_BATCH_SIZE = 200;

/**
 * Runs one sync: reads a snapshot, proves absences, and makes it current
 * together with its reconciliation.
 */
export class SyncRunner {
  readonly #client: LucidScimClient;
  readonly #config: LucidAccountConfig;
  readonly #isOnlyAccount: boolean;
  readonly #snapshots: SnapshotStore;
  readonly #syncs: SyncStore;
  readonly #readCatalog: (options: { signal: AbortSignal }) => Promise<void>;
  readonly #logger: LoggerService;

  constructor(options: {
    client: LucidScimClient;
    config: LucidAccountConfig;
    /** Whether it is the only account, so that ids need not say which they belong to. */
    isOnlyAccount: boolean;
    snapshots: SnapshotStore;
    syncs: SyncStore;
    /** Brings the stored reading of the catalog up to date, or leaves the last good one. */
    readCatalog: (options: { signal: AbortSignal }) => Promise<void>;
    logger: LoggerService;
  }) {
    this.#client = options.client;
    this.#config = options.config;
    this.#isOnlyAccount = options.isOnlyAccount;
    this.#snapshots = options.snapshots;
    this.#syncs = options.syncs;
    this.#readCatalog = options.readCatalog;
    this.#logger = options.logger;
  }

  /**
   * @param options - `confirmed` is what somebody has accepted of a held
   * snapshot, so that as much of it does not hold this one
   * @returns the newest revision
   * @throws SnapshotHeldError when the snapshot has to be confirmed first, and
   * what reading Lucid and the database throw; nothing has changed then
   */
  async run(
    sync: Sync,
    options: { signal: AbortSignal; confirmed?: HeldBack },
  ): Promise<number> {
    const tracker = new SyncTracker({
      report: progress => this.#syncs.progress(sync.id, progress),
    });
    const signal = AbortSignal.any([options.signal, tracker.lost]);
    const staging = this.#snapshots.stage({
      account: this.#config.id,
      syncId: sync.id,
      isOnlyAccount: this.#isOnlyAccount,
    });
    try {
      await this.#read(staging, tracker, signal);
      await this.#check(staging, options.confirmed);

      tracker.enter('proving');
      await this.#proveAbsences(staging, signal);

      tracker.enter('reconciling');
      await this.#readCatalog({ signal });

      tracker.enter('storing');
      signal.throwIfAborted();
      const { rejected } = await staging.count();
      return await this.#snapshots.makeCurrent({
        account: this.#config.id,
        syncId: sync.id,
        at: sync.startedAt,
        rejected,
        signal,
        settle: async (trx, counts) => {
          signal.throwIfAborted();
          const running = await this.#syncs.finish(
            sync.id,
            { state: 'succeeded', counts, timings: tracker.timings },
            trx,
          );
          if (!running) {
            throw new Error('Another process took this sync for dead');
          }
        },
      });
    } finally {
      tracker.stop();
      await this.#clear(staging);
    }
  }

  async #read(
    staging: SnapshotStaging,
    tracker: SyncTracker,
    signal: AbortSignal,
  ): Promise<void> {
    let batch: LucidUser[] = [];
    for await (const page of this.#client.readUsers({ signal })) {
      // Lucid says that it lists no deactivated users, and sometimes does. Who
      // was active before is asked for by id, like everybody who is missing.
      batch.push(...page.users.filter(user => user.active));
      tracker.addRead(
        page.users.length + page.rejected.length,
        page.totalResults,
      );
      await staging.reject(page.rejected);
      if (batch.length >= BATCH_SIZE) {
        await staging.add(batch);
        batch = [];
      }
    }
    await staging.add(batch);
  }

  /** Holds a snapshot back that nobody should take for granted. */
  async #check(
    staging: SnapshotStaging,
    confirmed: HeldBack | undefined,
  ): Promise<void> {
    const { understood, rejected, current, missing } = await staging.count();
    const problem = findProblem({
      understood,
      rejected,
      current,
      missing,
      limits: this.#config,
      confirmed: confirmed ?? { removals: 0, rejections: 0 },
    });
    if (problem) {
      throw new SnapshotHeldError(problem, {
        removals: missing,
        rejections: rejected,
      });
    }
  }

  /** Asks for everybody who is missing by id: gone, deactivated, or overlooked. */
  async #proveAbsences(
    staging: SnapshotStaging,
    signal: AbortSignal,
  ): Promise<void> {
    let after = '';
    for (;;) {
      const ids = await staging.missing({ after, limit: PROOF_BATCH_SIZE });
      const last = ids.at(-1);
      if (last === undefined) {
        return;
      }
      after = last;
      const proofs = await Promise.all(ids.map(id => this.#ask(id, signal)));
      await staging.depart(ids.filter((_, index) => proofs[index].gone));
      await staging.add(proofs.flatMap(({ user }) => user ?? []));
      await staging.reject(proofs.flatMap(({ rejected }) => rejected ?? []));
      this.#logger.debug('Asked for missing users by id', {
        account: this.#config.id,
        users: ids.length,
      });
    }
  }

  async #ask(
    id: string,
    signal: AbortSignal,
  ): Promise<{ gone?: boolean; user?: LucidUser; rejected?: RejectedUser }> {
    try {
      const user = await this.#client.readUser(id, { signal });
      return user?.active ? { user } : { gone: true };
    } catch (error) {
      if (error instanceof LucidProtocolError) {
        // No proof of anything: the user keeps what is stored.
        return { rejected: { id, reason: error.message } };
      }
      throw error;
    }
  }

  /** What is left behind is removed by whoever begins the next sync. */
  async #clear(staging: SnapshotStaging): Promise<void> {
    try {
      await staging.clear();
    } catch (error) {
      this.#logger.warn('Could not clear the staging table', {
        account: this.#config.id,
        reason: describeFailure(error).message,
      });
    }
  }
}
