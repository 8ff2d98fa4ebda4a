import { isDeepStrictEqual } from 'node:util';
import { ScimPage } from './ScimPage';

/**
 * What a page is to the page before it:
 * - `advances`: it goes on where that ended, and nobody is missing in between
 * - `repeats`: it holds nobody who comes after that
 * - `gap`: there may be users in between whom neither holds
 */
export type Continuation = 'advances' | 'repeats' | 'gap';

/**
 * The end of what has been read without a gap.
 *
 * Lucid keeps what it lists in one order, into which users, say, come and out of
 * which they go. Two pages that have a user in common leave nobody out between them,
 * whenever each was read: whoever comes before that user was in the former,
 * whoever comes after in the latter. So a chain of such pages from the first
 * row to the last holds everybody who was there all the time.
 */
export class PageTail<T extends { id: string }> {
  readonly #page: ScimPage<T>;
  readonly #positions: Map<string, number>;
  /** Where the page before is joined: only what comes after can join the next. */
  readonly #joint: number;

  private constructor(page: ScimPage<T>, joint: number) {
    this.#page = page;
    this.#joint = joint;
    this.#positions = new Map(page.keys.map((key, index) => [key, index]));
  }

  /** Begins with a page that starts at the first row. */
  static begin<T extends { id: string }>(page: ScimPage<T>): PageTail<T> {
    return new PageTail(page, 0);
  }

  get end(): number {
    return this.#page.end;
  }

  has(key: string): boolean {
    return this.#positions.has(key);
  }

  /** Whether its page says the very same; another row may have the same id. */
  says(item: T): boolean {
    return (
      this.has(item.id) &&
      this.#page.items.some(
        known => known.id === item.id && isDeepStrictEqual(known, item),
      )
    );
  }

  continuation(page: ScimPage<T>): Continuation {
    const joint = this.#lastShared(page);
    if (joint === undefined) {
      return 'gap';
    }
    return joint < page.keys.length - 1 ? 'advances' : 'repeats';
  }

  /** The tail after a page that advances. */
  advance(page: ScimPage<T>): PageTail<T> {
    return new PageTail(page, this.#lastShared(page) ?? 0);
  }

  /**
   * Index, in the page, of the last row that both have. `undefined` where they
   * do not join: they have no row in common, or so many others are between
   * those that the list may have another order altogether, which proves nothing.
   * A user whom Lucid lists twice, here and further back, is one of the others.
   */
  #lastShared(page: ScimPage<T>): number | undefined {
    const { keys } = page;
    let shared = 0;
    let displaced = 0;
    let firstIndex = 0;
    let firstPosition = 0;
    let lastIndex = 0;
    let lastPosition = -1;
    for (let index = 0; index < keys.length; index += 1) {
      const position = this.#positions.get(keys[index]);
      if (position === undefined) {
        continue;
      }
      if (position < lastPosition) {
        displaced += 1;
        continue;
      }
      if (shared === 0) {
        firstIndex = index;
        firstPosition = position;
      }
      shared += 1;
      lastIndex = index;
      lastPosition = position;
    }
    if (shared === 0 || lastPosition < this.#joint) {
      return undefined;
    }
    const cameOrWent =
      displaced +
      Math.min(firstIndex, firstPosition) +
      (lastIndex - firstIndex + 1 - shared) +
      (lastPosition - firstPosition + 1 - shared) +
      Math.min(
        keys.length - 1 - lastIndex,
        this.#page.keys.length - 1 - lastPosition,
      );
    return cameOrWent <= shared ? lastIndex : undefined;
  }
}
