/** How one request went, for a limiter that adapts to it. */
export interface RequestOutcome {
  /** HTTP status; absent where there was no answer. */
  status?: number;
  /** Milliseconds from sending to the last byte. */
  duration: number;
}

/** The right to send one request; to be given back exactly once. */
export interface RequestPermit {
  release(outcome: RequestOutcome): void;
}

/** Decides when a request may be sent. */
export interface RequestLimiter {
  /** Waits for a permit. Rejects with the signal's reason when it is aborted. */
  acquire(signal: AbortSignal): Promise<RequestPermit>;
}

/** Lets a fixed number of requests be under way, first come first served. */
export class FixedRequestLimiter implements RequestLimiter {
  readonly #waiting = new Set<{ take: () => void }>();
  #free: number;

  /** @param options - `limit` is how many requests may be under way */
  constructor(options: { limit: number }) {
    this.#free = options.limit;
  }

  async acquire(signal: AbortSignal): Promise<RequestPermit> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
    } else {
      await this.#turn(signal);
    }
    return { release: () => this.#release() };
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = { take: resolve };
      const onAbort = () => {
        this.#waiting.delete(turn);
        reject(signal.reason);
      };
      turn.take = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(turn);
    });
  }

  #release(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next.take();
    } else {
      this.#free += 1;
    }
  }
}
