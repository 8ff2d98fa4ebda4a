import { LoggerService } from '@backstage/backend-plugin-api';
import { durationToMilliseconds } from '@backstage/types';
import { Sync } from 'backstage-plugin-lucid-common';
import { LucidAccountConfig } from '../config/LucidConfig';
import { LucidScimClient, LucidUserPage } from '../scim/LucidScimClient';
import { IncomingSnapshot, SnapshotSize } from '../store/IncomingSnapshot';
import { SnapshotStore } from '../store/SnapshotStore';
import { SyncStore } from '../store/SyncStore';
import { HeldBack } from '../store/syncs/heldSnapshots';
import { ProofsById } from './ProofsById';
import { SnapshotHeldError } from './SnapshotHeldError';
import { EndedPhase } from './SyncObserver';
import { SettlePart, SyncPart } from './SyncPart';
import { SyncTracker } from './SyncTracker';
import { WriteBehind } from '../store/WriteBehind';
import { describeFailure } from '../failures/describeFailure';
import { findProblem } from './findProblem';

/**
 * Pages that are written together: some 400 users. What more of them mean would
 * live through more collections of garbage while it waits, and the heap would grow
 * by half; fewer would cost more statements than the time that reading takes.
 */
const PAGES_PER_WRITE = 4;

/**
 * Brings the stored reading of the catalog up to date: always, or where
 * something says that the catalog may have changed.
 */
export type ReadCatalog = (options: {
  signal: AbortSignal;
  always: boolean;
}) => Promise<void>;

/**
 * Runs one sync: reads a snapshot, proves absences, and makes it current
 * together with its reconciliation.
 */
export class SyncRunner {
  readonly #client: LucidScimClient;
  readonly #proofs: ProofsById;
  readonly #parts: SyncPart[];
  readonly #config: LucidAccountConfig;
  readonly #snapshots: SnapshotStore;
  readonly #syncs: SyncStore;
  readonly #readCatalog: ReadCatalog;
  readonly #logger: LoggerService;

  constructor(options: {
    client: LucidScimClient;
    /** What is read beside the users, in this order. */
    parts?: SyncPart[];
    config: LucidAccountConfig;
    snapshots: SnapshotStore;
    syncs: SyncStore;
    /** Brings the stored reading of the catalog up to date, or leaves the last good one. */
    readCatalog: ReadCatalog;
    logger: LoggerService;
  }) {
    this.#client = options.client;
    this.#proofs = new ProofsById({
      client: options.client,
      account: options.config.id,
      logger: options.logger,
    });
    this.#parts = options.parts ?? [];
    this.#config = options.config;
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
    options: {
      signal: AbortSignal;
      confirmed?: HeldBack;
      onPhaseEnded?: (ended: EndedPhase) => void;
    },
  ): Promise<number> {
    const startedAt = performance.now();
    const tracker = new SyncTracker({
      report: progress => this.#syncs.progress(sync.id, progress),
      onPhaseEnded: options.onPhaseEnded,
    });
    const signal = AbortSignal.any([options.signal, tracker.lost]);
    const identity = {
      account: this.#config.id,
      syncId: sync.id,
      at: sync.startedAt,
    };
    let snapshot: IncomingSnapshot | undefined;
    try {
      tracker.enter('reconciling');
      // Who presses Refresh may have changed the catalog just before.
      await this.#readCatalog({ signal, always: sync.trigger === 'request' });

      tracker.enter('reading');
      snapshot = await this.#snapshots.begin({ ...identity, signal });
      await this.#read(snapshot, tracker, signal);
      await snapshot.flush();
      const contradictions = snapshot.contradictions();
      if (contradictions.length > 0) {
        tracker.enter('proving');
        await this.#proofs.settle(snapshot, contradictions, signal);
      }
      let size = await this.#check(snapshot, options.confirmed);

      if (size.missing > 0) {
        tracker.enter('proving');
        await this.#proofs.proveAbsences(snapshot, signal);
        // Some answers may have proved nothing.
        size = await this.#check(snapshot, options.confirmed);
      }

      const settleParts: SettlePart[] = [];
      for (const part of this.#parts) {
        tracker.enter(part.phase);
        const timeLimit = this.#timeLeft(startedAt) / 2;
        settleParts.push(await part.read({ ...identity, timeLimit, signal }));
      }

      tracker.enter('storing');
      signal.throwIfAborted();
      return await this.#snapshots.makeCurrent(snapshot, {
        ...identity,
        rejected: size.rejected,
        signal,
        settle: async (trx, counts) => {
          signal.throwIfAborted();
          for (const settle of settleParts) {
            await settle(trx);
          }
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
      tracker.leave();
      await this.#clear(snapshot);
      tracker.stop();
    }
  }

  /** Milliseconds until the schedule ends a sync that began at some moment. */
  #timeLeft(startedAt: number): number {
    const { timeout } = this.#config.schedule;
    const elapsed = performance.now() - startedAt;
    return Math.max(0, durationToMilliseconds(timeout) - elapsed);
  }

  async #read(
    snapshot: IncomingSnapshot,
    tracker: SyncTracker,
    signal: AbortSignal,
  ): Promise<void> {
    const writing = new WriteBehind<LucidUserPage>({
      batchSize: PAGES_PER_WRITE,
      write: async pages => {
        // Lucid says that it lists no deactivated users, and sometimes does. Who
        // was active before is asked for by id, like everybody who is missing.
        await snapshot.add(
          pages.flatMap(page => page.users.filter(user => user.active)),
        );
        await snapshot.setAside(pages.flatMap(page => page.rejected));
      },
    });
    try {
      for await (const page of this.#client.readUsers({ signal })) {
        tracker.addRead(
          page.users.length + page.rejected.length,
          page.totalResults,
        );
        await writing.add([page]);
      }
      await writing.end();
    } finally {
      // Nothing may be written any more when what is left is removed.
      await writing.settled();
    }
  }

  /** Holds a snapshot back that nobody should take for granted. */
  async #check(
    snapshot: IncomingSnapshot,
    confirmed: HeldBack = { removals: 0, rejections: 0 },
  ): Promise<SnapshotSize> {
    const size = await snapshot.size();
    const problem = findProblem({ ...size, limits: this.#config, confirmed });
    if (problem) {
      throw new SnapshotHeldError(problem, {
        rejected: size.rejected,
        heldBack: {
          // What was confirmed before need not be held once more.
          removals: Math.max(size.missing, confirmed.removals),
          rejections: Math.max(size.rejected, confirmed.rejections),
        },
      });
    }
    return size;
  }

  /** What is left behind is removed by whoever begins the next sync. */
  async #clear(snapshot: IncomingSnapshot | undefined): Promise<void> {
    try {
      await snapshot?.clear();
    } catch (error) {
      this.#logger.warn('Could not remove what a sync left behind', {
        account: this.#config.id,
        reason: describeFailure(error).message,
      });
    }
  }
}
