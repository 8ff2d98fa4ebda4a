import { UsageHistory } from 'backstage-plugin-lucid-common';

export type Series = UsageHistory['series'][number];

/** Values of several keys at the same points, added up from several accounts. */
export class SeriesTable {
  readonly #isRecorded: boolean[];
  readonly #values = new Map<string, (number | undefined)[]>();

  constructor(options: { points: number }) {
    this.#isRecorded = new Array<boolean>(options.points).fill(false);
  }

  /** What an account has at a point. */
  add(point: number, values: [key: string, value: number][]): void {
    this.#isRecorded[point] = true;
    for (const [key, value] of values) {
      const ofKey = this.#values.get(key) ?? [];
      this.#values.set(key, ofKey);
      ofKey[point] = (ofKey[point] ?? 0) + value;
    }
  }

  /**
   * `null` where no account has anything.
   *
   * @param absent - the value where accounts have something, but not of that key
   */
  series(absent: 0 | null): Series[] {
    return [...this.#values].map(([key, values]) => ({
      key,
      values: this.#isRecorded.map((isRecorded, point) =>
        isRecorded ? values[point] ?? absent : null,
      ),
    }));
  }
}
