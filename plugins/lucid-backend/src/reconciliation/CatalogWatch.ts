import { CatalogReader } from './CatalogReader';

/** A reading is taken anew at least this often, if that is little work. */
const OLDEST_READING_MS = 10 * 60_000;

/** Readings take no more than one part in so many of the time. */
const LARGEST_SHARE = 100;

/** A reading of the catalog that was tried. */
interface Attempt {
  /** How many users the catalog had, if it said so. */
  users: number | undefined;
  /** Milliseconds since 1970. */
  at: number;
  /** Milliseconds that it took. */
  duration: number;
}

/** Sees to it that what is known of the catalog is not old, and not read for nothing. */
export class CatalogWatch {
  readonly #reader: CatalogReader;
  readonly #currentReading: () => Promise<
    { completedAt: string; users: number } | undefined
  >;
  #lastAttempt: Attempt | undefined;

  constructor(options: {
    reader: CatalogReader;
    currentReading: () => Promise<
      { completedAt: string; users: number } | undefined
    >;
  }) {
    this.#reader = options.reader;
    this.#currentReading = options.currentReading;
  }

  /**
   * Takes a new reading of the catalog, if there is a reason to: somebody wants
   * to be sure, the number of users changed, or the last reading is old. The
   * number costs one small request; it is what changes all the time while a
   * portal starts.
   */
  async refresh(options: {
    signal: AbortSignal;
    /** Whether to read in any case. */
    always: boolean;
  }): Promise<void> {
    const users = await this.#countUsers();
    const known = this.#lastAttempt ?? (await this.#readingInForce());
    const isFresh =
      known !== undefined &&
      known.users === users &&
      known.at + Math.max(OLDEST_READING_MS, LARGEST_SHARE * known.duration) >
        Date.now();
    if (isFresh && !options.always) {
      return;
    }
    const start = performance.now();
    await this.#reader.read({
      signal: options.signal,
      isProbablySame: users !== undefined && known?.users === users,
    });
    // A reading that fails is tried again when the number changes, or later.
    this.#lastAttempt = {
      users,
      at: Date.now(),
      duration: performance.now() - start,
    };
  }

  /** `undefined` where the catalog does not say: reading it tells why. */
  async #countUsers(): Promise<number | undefined> {
    try {
      return await this.#reader.countUsers();
    } catch {
      return undefined;
    }
  }

  async #readingInForce(): Promise<Attempt | undefined> {
    const reading = await this.#currentReading();
    return (
      reading && {
        users: reading.users,
        at: Date.parse(reading.completedAt),
        duration: 0,
      }
    );
  }
}
