import { TotalRow, TotalSlice } from './TotalRow';

/** Counts users by what is only known when it comes. */
export class Tally {
  readonly #slice: TotalSlice;
  readonly #rows = new Map<string, TotalRow>();

  constructor(options: { slice: TotalSlice }) {
    this.#slice = options.slice;
  }

  add(
    { key, licence = '', access = '' }: Partial<TotalRow> & { key: string },
    users: number,
  ): void {
    const id = JSON.stringify([key, licence, access]);
    const row = this.#rows.get(id);
    if (row) {
      row.users += users;
    } else {
      this.#rows.set(id, { slice: this.#slice, key, licence, access, users });
    }
  }

  /** Those with most users first. */
  get rows(): TotalRow[] {
    return [...this.#rows.values()].sort(
      (one, other) => other.users - one.users,
    );
  }
}
