import { orAborted } from './orAborted';

/**
 * Passes on what a source yields, and stops waiting for more as soon as the
 * signal is aborted, whether or not the source knows of it.
 */
export async function* untilAborted<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await orAborted(iterator.next(), signal);
      if (next.done) {
        return;
      }
      yield next.value;
    }
  } finally {
    // Not waited for: a source that hangs would make this hang, too.
    iterator.return?.().catch(() => {});
  }
}
