import { setImmediate } from 'node:timers/promises';

/**
 * Lets one page be understood per turn of the event loop, however many have
 * come at once, so that the rest of the process waits for one page at most.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Resolves in a turn of the event loop that nobody else was given. */
  next(): Promise<void> {
    this.#last = this.#last.then(() => setImmediate());
    return this.#last;
  }
}
