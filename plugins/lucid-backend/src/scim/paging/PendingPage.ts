import { setImmediate } from 'node:timers/promises';
import { ScimPage } from './ScimPage';

/** An answer as it came, which takes much less memory than what it means. */
export interface ReceivedPage<T> {
  understand(): Promise<ScimPage<T>>;
}

/**
 * A page that is under way, or waits until it is its turn. Only then is it
 * understood: what it means would be copied about by the garbage collector
 * while it waits, and several pages in one turn of the event loop would hold
 * up the rest of the process.
 */
export class PendingPage<T> {
  readonly #received: Promise<ReceivedPage<T>>;
  #page: Promise<ScimPage<T>> | undefined;

  constructor(received: Promise<ReceivedPage<T>>) {
    this.#received = received;
    // Whoever waits for the page sees the error; a page that is dropped has
    // nobody waiting.
    received.catch(() => {});
  }

  /** The page, understood once. */
  understand(): Promise<ScimPage<T>> {
    this.#page ??= understandInTurn(this.#received);
    return this.#page;
  }
}

async function understandInTurn<T>(
  received: Promise<ReceivedPage<T>>,
): Promise<ScimPage<T>> {
  const page = await received;
  await setImmediate();
  return page.understand();
}
