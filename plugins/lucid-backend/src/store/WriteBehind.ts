/**
 * Gathers items into batches, and writes each while the next one is gathered.
 * At most one batch is being written and one gathered, so whoever reads faster
 * than can be written has to wait.
 */
export class WriteBehind<TItem> {
  readonly #write: (items: TItem[]) => Promise<void>;
  readonly #batchSize: number;
  #items: TItem[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(options: {
    /** Never called again before it has ended. */
    write: (items: TItem[]) => Promise<void>;
    batchSize: number;
  }) {
    this.#write = options.write;
    this.#batchSize = options.batchSize;
  }

  /** @throws what writing an earlier batch threw */
  async add(items: Iterable<TItem>): Promise<void> {
    for (const item of items) {
      this.#items.push(item);
      if (this.#items.length >= this.#batchSize) {
        await this.#flush();
      }
    }
  }

  /**
   * Writes what is left, and waits until all of it is written.
   *
   * @throws what writing threw
   */
  async end(): Promise<void> {
    await this.#flush();
    await this.#writing;
  }

  /** Waits until nothing is being written any more, however that ends. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => {});
  }

  async #flush(): Promise<void> {
    const items = this.#items;
    this.#items = [];
    await this.#writing;
    if (items.length === 0) {
      return;
    }
    this.#writing = this.#write(items);
    // Whoever adds next, or ends, is told; until then nobody listens.
    this.#writing.catch(() => {});
  }
}
