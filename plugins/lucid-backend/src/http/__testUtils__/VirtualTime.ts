interface Timer {
  at: number;
  fire: () => void;
}

/** Time that passes only when nothing else can happen, and then at once. */
export class VirtualTime {
  #now = 0;
  #timers: Timer[] = [];

  /** Sleepers who have not been woken. */
  get sleeping(): number {
    return this.#timers.length;
  }

  elapsed(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = { at: this.#now + milliseconds, fire: resolve };
      this.#timers.push(timer);
      signal?.addEventListener('abort', () => {
        this.#timers = this.#timers.filter(other => other !== timer);
        reject(signal.reason);
      });
    });
  }

  /** Lets time pass until a work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const note = () => {
      isDone = true;
    };
    work.then(note, note);
    for (;;) {
      await new Promise(resolve => setImmediate(resolve));
      if (isDone) {
        return work;
      }
      const next = this.#timers.reduce<Timer | undefined>(
        (first, timer) => (first && first.at <= timer.at ? first : timer),
        undefined,
      );
      if (!next) {
        throw new Error('Everybody waits, and nothing will ever happen');
      }
      this.#timers = this.#timers.filter(timer => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.fire();
    }
  }
}
