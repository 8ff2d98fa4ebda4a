import { Clock } from '../../http/Clock';

/** Time that passes by sleeping alone, and at once. */
export class ImpatientClock implements Clock {
  /** Milliseconds of each sleep. */
  readonly slept: number[] = [];
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#now;
  }

  idle(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept.push(milliseconds);
    this.#now += milliseconds;
  }
}
