/** Notes who reads all of Lucid at which time, and whether two ever did at once. */
export class Readings {
  readonly #open = new Set<string>();
  readonly #overlaps: string[] = [];
  readonly #complete = new Map<string, number>();

  begin(reader: string): void {
    for (const other of this.#open) {
      if (other !== reader) {
        this.#overlaps.push(`${reader} began while ${other} was reading`);
      }
    }
    this.#open.add(reader);
  }

  end(reader: string): void {
    if (this.#open.delete(reader)) {
      this.#complete.set(reader, this.complete(reader) + 1);
    }
  }

  /** Of whoever has died, no reading is under way any more. */
  died(reader: string): void {
    this.#open.delete(reader);
  }

  /** Who is reading now. */
  get readers(): string[] {
    return [...this.#open];
  }

  /** How often somebody has read everything. */
  complete(reader: string): number {
    return this.#complete.get(reader) ?? 0;
  }

  /** Every time that somebody began while another was reading. */
  get overlaps(): string[] {
    return [...this.#overlaps];
  }
}
