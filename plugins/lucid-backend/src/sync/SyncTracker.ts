import { Sync, SyncPhase } from 'backstage-plugin-lucid-common';
import { SyncProgress } from '../store/SyncStore';

/** How often a running sync says that it is alive, and how far it is. */
const HEARTBEAT_MS = 1_000;

/**
 * Follows one running sync: times its phases, and reports its progress once a
 * second. The first report that finds the sync no longer running aborts it.
 */
export class SyncTracker {
  readonly #report: (progress: SyncProgress) => Promise<boolean>;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #timings: Sync['timings'] = {};
  #phase: SyncPhase = 'reading';
  #phaseStart = performance.now();
  #read = 0;
  #total: number | undefined;
  #reporting = false;

  constructor(options: {
    /** Stores a report; false when the sync is not running any more. */
    report: (progress: SyncProgress) => Promise<boolean>;
  }) {
    this.#report = options.report;
    this.#timer = setInterval(() => this.#beat(), HEARTBEAT_MS);
  }

  /** Aborted when the sync was taken away from this process. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Milliseconds in each phase so far. */
  get timings(): Sync['timings'] {
    const elapsed = Math.round(performance.now() - this.#phaseStart);
    return { ...this.#timings, [this.#phase]: elapsed };
  }

  enter(phase: SyncPhase): void {
    Object.assign(this.#timings, this.timings);
    this.#phase = phase;
    this.#phaseStart = performance.now();
    this.#beat();
  }

  /** Notes users read; neighbouring pages overlap, so the sum may exceed the total by a few. */
  addRead(users: number, total: number | undefined): void {
    this.#total = total;
    this.#read = Math.min(this.#read + users, total ?? Infinity);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    if (this.#reporting) {
      return;
    }
    this.#reporting = true;
    this.#report({
      phase: this.#phase,
      read: this.#read,
      total: this.#total,
      timings: this.timings,
    })
      .then(
        running => {
          if (!running) {
            this.#lost.abort(
              new Error('Another process took this sync for dead'),
            );
          }
        },
        // A database that is busy or away for a moment is no reason to stop;
        // if it stays away, storing the snapshot fails and says why.
        () => {},
      )
      .finally(() => {
        this.#reporting = false;
      });
  }
}
