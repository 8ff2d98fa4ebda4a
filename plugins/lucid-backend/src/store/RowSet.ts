/** Rows per block: a block is 1 KiB. */
const ROWS_PER_BLOCK = 8_192;

/**
 * A set of the numbers of rows, one bit each: a million rows take 125 KB.
 * Blocks without any row in the set take nothing.
 */
export class RowSet {
  readonly #blocks = new Map<number, Uint8Array>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(row: number): boolean {
    const block = this.#blocks.get(Math.floor(row / ROWS_PER_BLOCK));
    const { byte, bit } = placeOf(row);
    return block !== undefined && (block[byte] & bit) !== 0;
  }

  add(row: number): void {
    if (this.has(row)) {
      return;
    }
    const number = Math.floor(row / ROWS_PER_BLOCK);
    const block =
      this.#blocks.get(number) ?? new Uint8Array(ROWS_PER_BLOCK / 8);
    this.#blocks.set(number, block);
    const { byte, bit } = placeOf(row);
    block[byte] |= bit;
    this.#size += 1;
  }

  delete(row: number): void {
    if (!this.has(row)) {
      return;
    }
    const { byte, bit } = placeOf(row);
    const block = this.#blocks.get(Math.floor(row / ROWS_PER_BLOCK));
    if (block) {
      block[byte] &= ~bit;
      this.#size -= 1;
    }
  }
}

function placeOf(row: number): { byte: number; bit: number } {
  const place = row % ROWS_PER_BLOCK;
  return { byte: Math.floor(place / 8), bit: 1 << place % 8 };
}
