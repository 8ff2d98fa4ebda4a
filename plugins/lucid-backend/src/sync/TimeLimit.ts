import { durationToMilliseconds } from '@backstage/types';
import { LucidAccountConfig } from '../config/LucidConfig';

/** How long before the scheduler ends a sync it ends by itself. */
const A_MOMENT_MS = 1_000;

/** A timer of Node.js that is set to longer goes off at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * When a sync that begins now has to end, by `performance.now()`: a moment before
 * the scheduler ends it, which does not say why.
 */
export function endOf({
  timeout,
}: Pick<LucidAccountConfig['schedule'], 'timeout'>): number {
  const milliseconds = durationToMilliseconds(timeout);
  return (
    performance.now() + Math.max(milliseconds - A_MOMENT_MS, milliseconds * 0.9)
  );
}

/** Aborts its signal with a `TimeoutError` at a moment, unless it is cleared before. */
export class TimeLimit {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  /** @param endsAt - by `performance.now()` */
  constructor(endsAt: number) {
    this.#timer = setTimeout(
      () =>
        this.#controller.abort(
          new DOMException('Its time is over', 'TimeoutError'),
        ),
      Math.min(endsAt - performance.now(), LONGEST_TIMER_MS),
    );
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
