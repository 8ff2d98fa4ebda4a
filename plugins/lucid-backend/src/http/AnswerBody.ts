/**
 * Where the pieces of an answer are put together, one answer at a time. Memory
 * of its own for each would wait for the garbage collector, some 20 MB of it.
 */
const workbench = Buffer.allocUnsafeSlow(512 * 1024);

/**
 * The body of an answer, unpacked, in the pieces in which it came. It becomes
 * text only when that is asked for: text that waits is copied about by the
 * garbage collector, which takes more memory to make up for it.
 */
export class AnswerBody {
  readonly #pieces: Buffer[];
  readonly #size: number;

  constructor(pieces: Buffer[], size: number) {
    this.#pieces = pieces;
    this.#size = size;
  }

  /** The body as text, without a byte order mark, which is not JSON. */
  text(): string {
    const text = this.#assemble().toString('utf8', 0, this.#size);
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  /** The body at the beginning of a buffer that is good until the next call. */
  #assemble(): Buffer {
    if (this.#pieces.length === 1) {
      return this.#pieces[0];
    }
    if (this.#size > workbench.length) {
      return Buffer.concat(this.#pieces, this.#size);
    }
    let offset = 0;
    for (const piece of this.#pieces) {
      offset += piece.copy(workbench, offset);
    }
    return workbench;
  }
}
