import { LucidProtocolError } from '../../http/errors';

/** Requests in a row that may bring nothing new. */
const FRUITLESS_LIMIT = 12;
/** Requests for a whole reading, as a multiple of the pages there should be. */
const GENEROSITY = 4;
/** Requests beyond that, for small accounts that change. */
const SPARE_REQUESTS = 50;
/** Pages there can be where Lucid does not say how many rows there are. */
const LARGEST_ACCOUNT = 100_000;

/** Gives up on a reading that would go on for ever. */
export class Patience {
  readonly #what: string;
  #expected: number | undefined;
  #reached = 0;
  #requests = 0;
  #fruitless = 0;

  /** @param options - `what` is read, such as `users` */
  constructor(options: { what: string }) {
    this.#what = options.what;
  }

  /** The first page may tell how many pages there should be. */
  expect(pages: number): void {
    this.#expected = pages;
  }

  /** A page brought something new; so many pages lie before its end. */
  rewarded(pages: number): void {
    this.#reached = Math.max(this.#reached, pages);
    this.#fruitless = 0;
    this.#count();
  }

  /** A page brought nothing new. */
  tried(totalResults: number | undefined, read: number): void {
    this.#fruitless += 1;
    this.#count();
    if (this.#fruitless > FRUITLESS_LIMIT) {
      throw new LucidProtocolError(
        totalResults !== undefined && totalResults > read
          ? `Lucid says that there are ${totalResults} ${
              this.#what
            }, but the same ${read} come again and again. The reading is incomplete and is not used; the next sync tries again.`
          : `The pages of ${
              this.#what
            } that Lucid sends do not join. The reading is incomplete and is not used; the next sync tries again.`,
        { status: 200 },
      );
    }
  }

  #count(): void {
    this.#requests += 1;
    const pages = this.#expected ?? Math.min(this.#reached, LARGEST_ACCOUNT);
    if (this.#requests > GENEROSITY * pages + SPARE_REQUESTS) {
      throw new LucidProtocolError(
        'The Lucid account changes faster than it can be read. The reading is incomplete and is not used; the next sync tries again.',
        { status: 200 },
      );
    }
  }
}
