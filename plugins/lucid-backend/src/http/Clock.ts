import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** What passes while waiting, so that a test need not wait. */
export interface Clock {
  /** Milliseconds since 1970; jumps when the clock of the machine is set. */
  now(): number;
  /** Milliseconds since some moment; never jumps. */
  elapsed(): number;
  /** Milliseconds, since some moment, in which this thread had nothing to do. */
  idle(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Rejects as soon as the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  elapsed: () => performance.now(),
  idle: () => performance.eventLoopUtilization().idle,
  random: Math.random,
  sleep: async (milliseconds, signal) => {
    try {
      await sleep(milliseconds, undefined, { signal });
    } catch (error) {
      // The caller wants its own reason, not the timer's.
      signal.throwIfAborted();
      throw error;
    }
  },
};
