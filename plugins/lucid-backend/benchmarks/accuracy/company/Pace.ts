/**
 * Turns rates into whole events, evenly spread over the months. The first of each
 * kind is due at once, so that even a small company sees everything.
 */
export class Pace {
  readonly #carry = new Map<string, number>();

  /** @returns how many of these events happen now, where `expected` do on average */
  due(event: string, expected: number): number {
    const sum = (this.#carry.get(event) ?? 1) + expected;
    const whole = Math.floor(sum);
    this.#carry.set(event, sum - whole);
    return whole;
  }

  /** The next of each kind is due at once again. */
  startOver(): void {
    this.#carry.clear();
  }
}
