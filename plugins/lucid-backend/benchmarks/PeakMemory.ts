const SAMPLE_MS = 20;

/** Follows the resident memory of this process from where it stands when idle. */
export class PeakMemory {
  readonly #idle: number;
  readonly #timer: NodeJS.Timeout;
  #peak: number;

  constructor() {
    global.gc?.();
    this.#idle = process.memoryUsage.rss();
    this.#peak = this.#idle;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS);
  }

  /** @returns the highest it has been above idle, in megabytes */
  stop(): number {
    clearInterval(this.#timer);
    this.#sample();
    return (this.#peak - this.#idle) / 2 ** 20;
  }

  #sample(): void {
    this.#peak = Math.max(this.#peak, process.memoryUsage.rss());
  }
}
