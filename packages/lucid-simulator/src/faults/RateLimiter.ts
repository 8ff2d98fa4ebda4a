/** Lets through a number of requests in any window of time. */
export class RateLimiter {
  readonly #limit: number;
  readonly #windowMs: number;
  #taken: number[] = [];

  constructor(options: { limit: number; windowMs: number }) {
    this.#limit = options.limit;
    this.#windowMs = options.windowMs;
  }

  /**
   * @param now - milliseconds since any fixed time
   * @returns 0 when the request may pass, else the milliseconds until one may
   */
  take(now: number): number {
    this.#taken = this.#taken.filter(at => at > now - this.#windowMs);
    if (this.#taken.length < this.#limit) {
      this.#taken.push(now);
      return 0;
    }
    return this.#taken[0] + this.#windowMs - now;
  }
}
