import { PageTail } from './PageTail';
import { Patience } from './Patience';
import { ReadAhead, ReadPage } from './ReadAhead';
import { RejectedRow } from '../parsing/ParsedRow';
import { ScimPage } from './ScimPage';

/** What one page of a list tells that the page before did not. */
export interface NewRows<T> {
  /**
   * How many rows Lucid said there are, at the time of this answer. Absent
   * where it did not say, or where its rows show that the number is wrong.
   */
  totalResults?: number;
  items: T[];
  rejected: RejectedRow[];
}

/**
 * Reads all of a list, page by page, each page overlapping the one before by one
 * row. Where that row is not the same any more, rows came or went meanwhile:
 * pages in between are read until they join (see {@link PageTail}). It ends
 * where Lucid says that the last row was read, and throws a
 * `LucidProtocolError` rather than end early.
 *
 * @param options - `what` is read, such as `users`; `limit` is the most pages
 * under way or waiting at a time
 */
export async function* readPages<T extends { id: string }>(options: {
  what: string;
  read: ReadPage<T>;
  limit: number;
  signal: AbortSignal;
}): AsyncGenerator<NewRows<T>, void, undefined> {
  const { what, read, limit, signal } = options;
  signal.throwIfAborted();
  const ahead = new ReadAhead({ read, limit });
  const onAbort = () => ahead.stop(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    yield* join(ahead, new Patience({ what }), signal);
  } finally {
    signal.removeEventListener('abort', onAbort);
    ahead.stop(new Error('The reading is over'));
  }
}

async function* join<T extends { id: string }>(
  ahead: ReadAhead<T>,
  patience: Patience,
  signal: AbortSignal,
): AsyncGenerator<NewRows<T>, void, undefined> {
  const first = await readFirst(ahead, patience);
  yield withoutKnown(first, undefined);
  if (isLast(first) && !(await isMoreBeyond(first, ahead))) {
    return;
  }
  const stride = first.keys.length - 1;
  if (first.totalResults !== undefined) {
    patience.expect(Math.ceil(first.totalResults / Math.max(1, stride)));
  }
  ahead.begin(first.end, stride);

  let tail = PageTail.begin(first);
  let total = first.totalResults;
  let largest = first.keys.length;
  /** Where to read out of turn, because the next page in turn does not join. */
  let detour: number | undefined;
  /** The next page in turn did not join before. */
  let isSecondTry = false;
  /** How far to go back, in rows, for a page that joins. */
  let back = 0;

  for (;;) {
    const inTurn = detour === undefined;
    const page = await (detour === undefined
      ? ahead.peek(total)
      : ahead.detour(detour));
    signal.throwIfAborted();
    total = page.totalResults;

    let continuation = tail.continuation(page);
    // A page from the very first row needs nothing before it.
    const isNewBeginning =
      continuation === 'gap' && page.start === 1 && page.keys.length > 0;
    if (isNewBeginning) {
      continuation = 'advances';
    }

    if (continuation === 'advances') {
      patience.rewarded(page.end / Math.max(1, ahead.stride));
      yield withoutKnown(page, tail);
      // What was got may have been worked on for a while.
      signal.throwIfAborted();
      tail = isNewBeginning ? PageTail.begin(page) : tail.advance(page);
      if (isLast(page)) {
        return;
      }
      largest = Math.max(largest, page.keys.length);
      detour = undefined;
      back = 0;
      if (inTurn) {
        ahead.take();
        isSecondTry = false;
      }
      // Lucid sends fewer or more rows than planned for.
      if (isNewBeginning || (inTurn && page.keys.length - 1 !== ahead.stride)) {
        ahead.restart(tail.end, page.keys.length - 1);
        isSecondTry = false;
      }
      continue;
    }

    if (continuation === 'repeats' && isBeyondLast(page, largest)) {
      return;
    }
    patience.tried(total, tail.end);

    if (inTurn && isSecondTry) {
      ahead.restart(tail.end, largest - 1);
      isSecondTry = false;
      detour = undefined;
    } else if (continuation === 'gap') {
      isSecondTry = true;
      back = back === 0 ? Math.max(1, Math.floor(largest / 2)) : back * 2;
      detour = Math.max(1, Math.min(page.start, total ?? Infinity) - back);
    } else {
      isSecondTry = true;
      // Users came before this page and moved those who are next to the right.
      detour = page.end;
    }
  }
}

async function readFirst<T>(
  ahead: ReadAhead<T>,
  patience: Patience,
): Promise<ScimPage<T>> {
  for (;;) {
    const page = await ahead.detour(1);
    if (page.keys.length > 0 || page.totalResults === 0) {
      patience.rewarded(1);
      return page;
    }
    patience.tried(page.totalResults, 0);
  }
}

/**
 * Whether there is more than a first page that is all there is, by what it says. A
 * server that sends fewer rows than it is asked for may take those for all, and
 * without a look beyond them most users would seem not to be there.
 */
async function isMoreBeyond<T extends { id: string }>(
  first: ScimPage<T>,
  ahead: ReadAhead<T>,
): Promise<boolean> {
  if (first.keys.length === 0 || first.keys.length > first.asked) {
    return false;
  }
  const beyond = await ahead.detour(first.end);
  return (
    beyond.keys.length > 0 &&
    PageTail.begin(first).continuation(beyond) !== 'repeats'
  );
}

/**
 * A page that ends where Lucid says that the last row is. One that is exactly
 * as long as was asked for may have been cut together with the number, and is
 * believed only after a look beyond it.
 */
function isLast(page: ScimPage<unknown>): boolean {
  return page.totalResults === page.end && page.keys.length !== page.asked;
}

/**
 * A page that holds nothing new although Lucid would have sent more, if there
 * were any: it ends where the last row is, or holds the row of overlap alone.
 */
function isBeyondLast(page: ScimPage<unknown>, largest: number): boolean {
  return page.totalResults === undefined
    ? page.keys.length === 1 && largest > 1
    : page.totalResults === page.end && page.keys.length < largest;
}

/** What a page tells that the page before did not. */
function withoutKnown<T extends { id: string }>(
  page: ScimPage<T>,
  tail: PageTail<T> | undefined,
): NewRows<T> {
  return {
    totalResults: page.totalResults,
    items: tail ? page.items.filter(item => !tail.says(item)) : page.items,
    rejected: page.rejected
      .filter(({ key }) => !tail?.has(key))
      .map(({ rejected }) => rejected),
  };
}
