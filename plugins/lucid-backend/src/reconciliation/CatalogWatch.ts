import { CatalogReader } from './CatalogReader';
import { Matching } from './Matching';

/** A reading is taken anew at least this often, if that is little work. */
const OLDEST_READING_MS = 10 * 60_000;

/** A reading that nobody can do without is tried again after so long. */
const RETRY_MS = 60_000;

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

/** The reading that is in force. */
interface KnownReading {
  completedAt: string;
  users: number;
  leftOut: number;
  rules?: string;
}

/** Sees to it that what is known of the catalog is not old, and not read for nothing. */
export class CatalogWatch {
  readonly #reader: CatalogReader;
  readonly #currentReading: () => Promise<KnownReading | undefined>;
  readonly #matching: Matching;
  #lastAttempt: Attempt | undefined;

  constructor(options: {
    reader: CatalogReader;
    currentReading: () => Promise<KnownReading | undefined>;
    matching: Matching;
  }) {
    this.#reader = options.reader;
    this.#currentReading = options.currentReading;
    this.#matching = options.matching;
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
    /** Whether somebody says that users are gone rightly. */
    acceptLoss?: boolean;
  }): Promise<void> {
    const users = await this.#countUsers(options.signal);
    const inForce = await this.#currentReading();
    const known = this.#lastAttempt ?? (inForce && attemptOf(inForce));
    const isFresh =
      known !== undefined &&
      known.users === users &&
      !this.#isToBeMadeAnew(inForce) &&
      isWithin(
        known.at,
        Math.max(OLDEST_READING_MS, LARGEST_SHARE * known.duration),
      );
    if (isFresh && !options.always) {
      return;
    }
    const start = performance.now();
    await this.#reader.read({
      signal: options.signal,
      isProbablySame: users !== undefined && known?.users === users,
      acceptLoss: options.acceptLoss,
    });
    // A reading that fails is tried again when the number changes, or later.
    this.#lastAttempt = {
      users,
      at: Date.now(),
      duration: performance.now() - start,
    };
  }

  /** Whether the keys of a reading are those of other rules: nobody can be decided by it. */
  #isToBeMadeAnew(reading: KnownReading | undefined): boolean {
    const isOfOtherRules =
      !this.#matching.isLoaded || reading?.rules !== this.#matching.version;
    const triedAt = this.#lastAttempt?.at ?? 0;
    return isOfOtherRules && !isWithin(triedAt, RETRY_MS);
  }

  /** `undefined` where the catalog does not say: reading it tells why. */
  async #countUsers(signal: AbortSignal): Promise<number | undefined> {
    try {
      return await this.#reader.countUsers(signal);
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }
}

/** What a clock that has been set back since calls the future is no time to rely on. */
function isWithin(at: number, milliseconds: number): boolean {
  const age = Date.now() - at;
  return age >= 0 && age <= milliseconds;
}

function attemptOf(reading: KnownReading): Attempt {
  return {
    users: reading.users + reading.leftOut,
    at: Date.parse(reading.completedAt),
    duration: 0,
  };
}
