import { PendingPage, ReceivedPage } from './PendingPage';
import { ScimPage } from './ScimPage';

/** Reads one page, starting at a row. */
export type ReadPage<T> = (
  start: number,
  signal: AbortSignal,
) => Promise<ReceivedPage<T>>;

/**
 * Reads the pages that are probably needed next before they are asked for.
 * It goes on carefully after each change of plan, and holds few pages at a
 * time, so that a slow reader slows Lucid down and not the memory up.
 */
export class ReadAhead<T> {
  readonly #read: ReadPage<T>;
  readonly #limit: number;
  #pending: PendingPage<T>[] = [];
  #abort = new AbortController();
  #next = 1;
  #stride = 1;
  #ahead = 1;

  /** @param options - `limit` is the most pages under way or waiting */
  constructor(options: { read: ReadPage<T>; limit: number }) {
    this.#read = options.read;
    this.#limit = options.limit;
  }

  /** Rows from the start of one page to the start of the next. */
  get stride(): number {
    return this.#stride;
  }

  /** Goes on from a row, as far ahead as it may from the start. */
  begin(start: number, stride: number): void {
    this.restart(start, stride);
    this.#ahead = this.#limit;
  }

  /**
   * Drops what is under way and goes on from a row, carefully: what it was
   * planned by did not hold, and may not hold again.
   */
  restart(start: number, stride: number): void {
    this.stop(new Error('Nobody needs this page any more'));
    this.#abort = new AbortController();
    this.#pending = [];
    this.#next = start;
    this.#stride = stride;
    this.#ahead = 1;
  }

  /**
   * The next page in turn, without taking it away.
   *
   * @param last - number of the last row there is; without it, nothing beyond
   * the next page is read
   */
  peek(last: number | undefined): Promise<ScimPage<T>> {
    if (this.#pending.length === 0) {
      this.#request();
    }
    while (
      last !== undefined &&
      this.#pending.length < this.#ahead &&
      this.#next < last
    ) {
      this.#request();
    }
    return this.#pending[0].understand();
  }

  /** Takes the next page in turn away. */
  take(): void {
    this.#pending.shift();
    this.#ahead = Math.min(this.#ahead * 2, this.#limit);
  }

  /** Reads a page out of turn. */
  detour(start: number): Promise<ScimPage<T>> {
    return this.#receive(start).understand();
  }

  /** Ends everything that is under way. */
  stop(reason: unknown): void {
    this.#abort.abort(reason);
  }

  #request(): void {
    this.#pending.push(this.#receive(this.#next));
    this.#next += this.#stride;
  }

  #receive(start: number): PendingPage<T> {
    return new PendingPage(this.#read(start, this.#abort.signal));
  }
}
