import { StoreDatabase } from './StoreDatabase';

/** What users hold differs a little between the states of the account. */
const MOST_GROWTH = 1.1;

/** Knows how many rows undisturbed syncs leave, and finds what is left beyond. */
export class Leftovers {
  readonly #most: Record<string, number> = {};

  /** Takes what is there now for what has to be there. */
  async learn(database: StoreDatabase): Promise<void> {
    for (const [table, rows] of Object.entries(await database.rowCounts())) {
      this.#most[table] = Math.max(this.#most[table] ?? 0, rows);
    }
  }

  /** Says what is there and should not be: anything staged, or more and more of anything. */
  async find(database: StoreDatabase): Promise<string[]> {
    return Object.entries(await database.rowCounts())
      .filter(([table, rows]) => rows > (this.#most[table] ?? 0) * MOST_GROWTH)
      .map(
        ([table, rows]) =>
          `${table} holds ${rows} rows, and at most ${
            this.#most[table] ?? 0
          } after an undisturbed sync`,
      );
  }
}
