const FIRST_BACK_OFF = 500;
const LONGEST_BACK_OFF = 30_000;

/** Longest wait that a `Retry-After` can ask for, in milliseconds. */
export const LONGEST_RETRY_AFTER = 300_000;

/**
 * Milliseconds that `Retry-After` asks to wait, given in seconds or as a date.
 * `undefined` where it makes no sense or is over; too long ones are capped.
 */
export function readRetryAfter(
  header: string | undefined,
  now: number,
): number | undefined {
  const text = header?.trim() ?? '';
  let wait: number | undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    wait = Number(text) * 1_000;
  } else if (/^[a-z]/i.test(text)) {
    // Date.parse takes nearly any text for a date; one of HTTP has a letter.
    wait = Date.parse(text) - now;
  }
  return wait !== undefined && wait > 0
    ? Math.min(wait, LONGEST_RETRY_AFTER)
    : undefined;
}

/**
 * Milliseconds to wait before a retry: exponential back-off with full jitter,
 * and no less than what Lucid asked for.
 *
 * @param options - `attempt` counts from 0; `random` is from 0 up to 1
 */
export function retryDelay(options: {
  attempt: number;
  retryAfter?: number;
  random: number;
}): number {
  const ceiling = Math.min(
    LONGEST_BACK_OFF,
    FIRST_BACK_OFF * 2 ** options.attempt,
  );
  const jitter = options.random * ceiling;
  // Everybody was asked to come back at the same moment: spread that, too.
  return options.retryAfter === undefined
    ? jitter
    : options.retryAfter + Math.min(jitter, FIRST_BACK_OFF);
}
