import { LoggerService } from '@backstage/backend-plugin-api';
import { Sync } from 'backstage-plugin-lucid-common';
import { LucidAccountConfig } from '../config/LucidConfig';
import { LucidScimClient } from '../scim/LucidScimClient';
import { LucidUser } from '../scim/LucidUser';
import { SnapshotStaging } from '../store/SnapshotStaging';
import { SnapshotStore } from '../store/SnapshotStore';
import { SyncStore } from '../store/SyncStore';
import { SnapshotHeldError } from './SnapshotHeldError';
import { SyncTracker } from './SyncTracker';

/** Users per write to the staging table. */
const BATCH_SIZE = 500;

/** Below this number, a share says nothing: five of eight users may well have left. */
const FEW = 5;

/** What somebody has confirmed, so that it does not hold the next snapshot. */
export interface Confirmed {
  /** This many users may be removed. */
  removals: number;
  /** Any number of users may be unreadable. */
  rejected: boolean;
}

/**
 * Runs one sync: reads a snapshot, proves absences, and makes it current
 * together with its reconciliation.
 */
export class SyncRunner {
  readonly #client: LucidScimClient;
  readonly #config: LucidAccountConfig;
  readonly #snapshots: SnapshotStore;
  readonly #syncs: SyncStore;
  readonly #readCatalog: (options: { signal: AbortSignal }) => Promise<void>;
  readonly #logger: LoggerService;

  constructor(options: {
    client: LucidScimClient;
    config: LucidAccountConfig;
    snapshots: SnapshotStore;
    syncs: SyncStore;
    /** Brings the stored reading of the catalog up to date, or leaves the last good one. */
    readCatalog: (options: { signal: AbortSignal }) => Promise<void>;
    logger: LoggerService;
  }) {
    this.#client = options.client;
    this.#config = options.config;
    this.#snapshots = options.snapshots;
    this.#syncs = options.syncs;
    this.#readCatalog = options.readCatalog;
    this.#logger = options.logger;
  }

  /**
   * @returns the newest revision
   * @throws SnapshotHeldError when the snapshot has to be confirmed first, and
   * what reading Lucid and the database throw; nothing has changed then
   */
  async run(
    sync: Sync,
    options: { signal: AbortSignal; confirmed?: Confirmed },
  ): Promise<number> {
    const tracker = new SyncTracker({
      report: progress => this.#syncs.progress(sync.id, progress),
    });
    const signal = AbortSignal.any([options.signal, tracker.lost]);
    const staging = this.#snapshots.stage({
      account: this.#config.id,
      syncId: sync.id,
    });
    try {
      await this.#read(staging, tracker, signal);
      await this.#checkRejected(staging, options.confirmed);

      tracker.enter('proving');
      await this.#checkRemovals(staging, options.confirmed);
      await this.#proveAbsences(staging, signal);

      tracker.enter('reconciling');
      await this.#readCatalog({ signal });

      tracker.enter('storing');
      signal.throwIfAborted();
      return await this.#snapshots.makeCurrent({
        account: this.#config.id,
        syncId: sync.id,
        at: sync.startedAt,
        rejected: staging.rejected,
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
      await staging.clear();
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

  async #checkRejected(
    staging: SnapshotStaging,
    confirmed: Confirmed | undefined,
  ): Promise<void> {
    const { rejected } = staging;
    const { staged } = await staging.count();
    const share = rejected / (staged + rejected || 1);
    if (
      rejected > FEW &&
      share > this.#config.rejectLimit &&
      !confirmed?.rejected
    ) {
      throw new SnapshotHeldError(
        'TooManyRejected',
        `${rejected} of ${staged + rejected} users could not be understood, ` +
          `more than ${percent(this.#config.rejectLimit)}. ` +
          'See which attributes are wrong below, then confirm or discard the snapshot.',
        0,
      );
    }
  }

  async #checkRemovals(
    staging: SnapshotStaging,
    confirmed: Confirmed | undefined,
  ): Promise<void> {
    const { current, missing } = await staging.count();
    const allowed = Math.max(
      FEW,
      current * this.#config.removalLimit,
      confirmed?.removals ?? 0,
    );
    if (missing > allowed) {
      throw new SnapshotHeldError(
        'TooManyRemovals',
        `${missing} of ${current} users are not in Lucid's answer any more, ` +
          `more than ${percent(this.#config.removalLimit)}. ` +
          'Confirm the snapshot if they were removed, or discard it.',
        missing,
      );
    }
  }

  /** Asks for everybody who is missing by id: gone, deactivated, or overlooked. */
  async #proveAbsences(
    staging: SnapshotStaging,
    signal: AbortSignal,
  ): Promise<void> {
    for (;;) {
      const ids = await staging.missing(this.#config.concurrency);
      if (ids.length === 0) {
        return;
      }
      const found = await Promise.all(
        ids.map(id => this.#client.readUser(id, { signal })),
      );
      await staging.depart(ids.filter((_, index) => !found[index]?.active));
      await staging.add(
        found.filter((user): user is LucidUser => user?.active === true),
      );
      this.#logger.debug('Asked for missing users by id', {
        account: this.#config.id,
        users: ids.length,
      });
    }
  }
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
