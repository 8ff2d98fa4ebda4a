import { ErrorLike, toError } from '@backstage/errors';
import { Sync } from 'backstage-plugin-lucid-common';
import { LucidApi } from '../api';

/** What a tracker knows; a new object with every change. */
export interface SyncTrackerState {
  /** Syncs that are followed or were followed to their end, one per account. */
  syncs: readonly Sync[];
  /** A refresh is being started, or at least one sync is running. */
  running: boolean;
  /** Why a refresh could not be started or followed, newest last. */
  errors: readonly ErrorLike[];
  /** Grows whenever what is on screen has to be read again. */
  revision: number;
}

const POLL_INTERVAL_MS = 1000;

/** Signals come in crowds: what follows one within this time is one with it. */
const SIGNALS_WITHIN_MS = 250;

/** All open portals hear of a sync at once, and shall not all ask at once. */
const SPREAD_MS = 750;

/** A backend that is away for longer than this many polls is not coming back soon. */
const MOST_FAILED_POLLS = 5;

const trackers = new WeakMap<LucidApi, SyncTracker>();

/**
 * Starts syncs and follows them to their end.
 *
 * There is one per `LucidApi`, so that the button in the header, the tabs and
 * the cards see the same refresh without a common React parent, which the two
 * frontend systems could not both give them.
 */
export class SyncTracker {
  readonly #api: LucidApi;
  readonly #listeners = new Set<() => void>();
  #state: SyncTrackerState = {
    syncs: [],
    running: false,
    errors: [],
    revision: 0,
  };
  #starting = false;
  #polling = false;
  #invalidation?: ReturnType<typeof setTimeout>;

  static of(api: LucidApi): SyncTracker {
    const tracker = trackers.get(api) ?? new SyncTracker(api);
    trackers.set(api, tracker);
    return tracker;
  }

  private constructor(api: LucidApi) {
    this.#api = api;
  }

  readonly getState = (): SyncTrackerState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#poll();
    return () => this.#listeners.delete(listener);
  };

  /** Starts a sync of every configured Lucid account, joining those that run. */
  async refresh(): Promise<void> {
    if (this.#state.running) return;
    this.#starting = true;
    this.#update({ syncs: [], errors: [] });
    const errors: ErrorLike[] = [];
    const syncs: Sync[] = [];
    try {
      const { accounts } = await this.#api.status();
      const starts = await Promise.allSettled(
        accounts.map(({ id }) => this.#api.startSync(id)),
      );
      starts.forEach(start => {
        if (start.status === 'fulfilled') syncs.push(start.value);
        else errors.push(toError(start.reason));
      });
    } catch (error) {
      errors.push(toError(error));
    }
    this.#starting = false;
    this.#update({ syncs, errors, revision: this.#state.revision + 1 });
    this.#poll();
  }

  /** Follows a sync that somebody else, or the schedule, has started. */
  follow(sync: Sync): void {
    if (sync.state !== 'running') return;
    if (this.#state.syncs.some(known => known.id === sync.id)) return;
    this.#remember(sync);
    this.#poll();
  }

  /** Forgets how the last refresh ended. */
  dismiss(): void {
    if (!this.#state.running) this.#update({ syncs: [], errors: [] });
  }

  /** Says that what is on screen has to be read again. */
  invalidate(): void {
    this.#update({ revision: this.#state.revision + 1 });
  }

  /**
   * Says that the backend has something new to be read. However often that is
   * said within a second, everything is read again once.
   */
  invalidateSoon(): void {
    if (this.#invalidation !== undefined) return;
    this.#invalidation = setTimeout(() => {
      this.#invalidation = undefined;
      this.invalidate();
    }, SIGNALS_WITHIN_MS + Math.random() * SPREAD_MS);
  }

  #remember(sync: Sync, change: Partial<SyncTrackerState> = {}) {
    const others = this.#state.syncs.filter(
      known => known.account !== sync.account,
    );
    const syncs = [...others, sync].sort((a, b) =>
      a.account.localeCompare(b.account),
    );
    this.#update({ ...change, syncs });
  }

  #update(change: Partial<SyncTrackerState>) {
    const next = { ...this.#state, ...change };
    next.running =
      this.#starting || next.syncs.some(sync => sync.state === 'running');
    this.#state = next;
    this.#listeners.forEach(listener => listener());
  }

  /** Polls while a sync runs and somebody looks; never rejects. */
  async #poll() {
    if (this.#polling) return;
    this.#polling = true;
    let failures = 0;
    while (this.#running().length > 0) {
      await new Promise(resolve => setTimeout(resolve, POLL_INTERVAL_MS));
      if (this.#listeners.size === 0) break;
      try {
        await Promise.all(this.#running().map(sync => this.#look(sync)));
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures < MOST_FAILED_POLLS) continue;
        const lost = new Set(this.#running().map(sync => sync.id));
        this.#update({
          syncs: this.#state.syncs.filter(sync => !lost.has(sync.id)),
          errors: [...this.#state.errors, toError(error)],
        });
      }
    }
    this.#polling = false;
  }

  #running(): Sync[] {
    return this.#state.syncs.filter(sync => sync.state === 'running');
  }

  async #look(running: Sync) {
    const sync = await this.#api.sync(running.id);
    const ended = sync.state !== 'running';
    this.#remember(
      sync,
      ended ? { revision: this.#state.revision + 1 } : undefined,
    );
  }
}
