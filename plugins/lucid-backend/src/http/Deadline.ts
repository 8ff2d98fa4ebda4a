/**
 * Ends a request when its caller gives up or its time is over, whichever comes
 * first, and tells the two apart. `AbortSignal.any` is not used because it
 * keeps something on the caller's signal, which outlives thousands of requests.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  #expired = false;

  constructor(options: { signal: AbortSignal; milliseconds: number }) {
    this.#caller = options.signal;
    this.#timer = setTimeout(() => {
      this.#expired = true;
      this.#controller.abort();
    }, options.milliseconds);
    this.#caller.addEventListener('abort', this.#onAbort);
    if (this.#caller.aborted) {
      this.#onAbort();
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The time was over before the caller gave up. */
  get expired(): boolean {
    return this.#expired;
  }

  /** Call this once when the request is over. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#caller.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = () => {
    this.#controller.abort(this.#caller.reason);
  };
}
