/** Requests that may be under way before anything is known of the other side. */
const FIRST_SIZE = 4;

/**
 * How many requests may be under way: additive increase, multiplicative
 * decrease. It opens quickly until there is trouble for the first time, and by
 * about one for every round of answers from then on.
 */
export class CongestionWindow {
  readonly #limit: number;
  #size: number;
  /** Up to here it opens quickly. */
  #threshold: number;
  #epoch = 0;

  /** @param options - `limit` is the most requests that may ever be under way */
  constructor(options: { limit: number }) {
    this.#limit = options.limit;
    this.#size = Math.min(FIRST_SIZE, options.limit);
    this.#threshold = options.limit;
  }

  /** Whole requests, at least 1. */
  get size(): number {
    return Math.floor(this.#size);
  }

  /** Changes with every decrease. */
  get epoch(): number {
    return this.#epoch;
  }

  /** There was trouble, and it is not fully open again. */
  get isRecovering(): boolean {
    return this.#threshold < this.#limit;
  }

  /** Opens after a good answer. */
  increase(): void {
    const step = this.#size < this.#threshold ? 1 : 1 / this.#size;
    this.#size = Math.min(this.#limit, this.#size + step);
    if (this.#size === this.#limit) {
      this.#threshold = this.#limit;
    }
  }

  /** Halves after trouble. */
  decrease(): void {
    this.#size = Math.max(1, this.#size / 2);
    this.#threshold = this.#size;
    this.#epoch += 1;
  }
}
