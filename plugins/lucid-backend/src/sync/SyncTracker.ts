import { Sync, SyncPhase } from 'backstage-plugin-lucid-common';
import { SyncProgress } from '../store/SyncStore';
import { EndedPhase } from './SyncObserver';

/** How often a running sync says that it is alive, and how far it is. */
const HEARTBEAT_MS = 1_000;

/**
 * Follows one running sync: times its phases, and reports its progress once a
 * second. The first report that finds the sync no longer running aborts it.
 */
export class SyncTracker {
  readonly #report: (progress: SyncProgress) => Promise<boolean>;
  readonly #onPhaseEnded: (ended: EndedPhase) => void;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #timings: Sync['timings'] = {};
  /** Nothing is done before the first is entered. */
  #phase: SyncPhase | undefined;
  #phaseStart = performance.now();
  #isLeft = false;
  #read = 0;
  #total: number | undefined;
  #reporting = false;

  constructor(options: {
    /** Stores a report; false when the sync is not running any more. */
    report: (progress: SyncProgress) => Promise<boolean>;
    /** Is told of each phase that is left, the last one by {@link SyncTracker.leave}. */
    onPhaseEnded?: (ended: EndedPhase) => void;
  }) {
    this.#report = options.report;
    this.#onPhaseEnded = options.onPhaseEnded ?? (() => {});
    this.#timer = setInterval(() => this.#beat(), HEARTBEAT_MS);
  }

  /** Aborted when the sync was taken away from this process. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Milliseconds in each phase so far. */
  get timings(): Sync['timings'] {
    return this.#phase && !this.#isLeft
      ? { ...this.#timings, [this.#phase]: this.#elapsed }
      : this.#timings;
  }

  enter(phase: SyncPhase): void {
    if (phase === this.#phase) {
      return;
    }
    this.#endPhase();
    this.#phase = phase;
    this.#phaseStart = performance.now();
    this.#beat();
  }

  /** Notes users read; neighbouring pages overlap, so the sum may exceed the total by a few. */
  addRead(users: number, total: number | undefined): void {
    this.#total = total;
    this.#read = Math.min(this.#read + users, total ?? Infinity);
  }

  /** Leaves the last phase; what follows is clearing up, and still gives signs of life. */
  leave(): void {
    this.#endPhase();
    this.#isLeft = true;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  get #elapsed(): number {
    return Math.round(performance.now() - this.#phaseStart);
  }

  #endPhase(): void {
    Object.assign(this.#timings, this.timings);
    if (this.#phase) {
      this.#onPhaseEnded({
        phase: this.#phase,
        milliseconds: this.#elapsed,
        users: this.#read,
      });
    }
  }

  #beat(): void {
    if (this.#reporting) {
      return;
    }
    this.#reporting = true;
    this.#report({
      phase: this.#phase ?? 'reading',
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
