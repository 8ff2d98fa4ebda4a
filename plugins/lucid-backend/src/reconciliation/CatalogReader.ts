import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createHash } from 'node:crypto';
import {
  CATALOG_FIELDS,
  CatalogMembership,
  CatalogUserRecord,
  readCatalogUser,
  readMemberships,
} from './readCatalogUser';
import { untilAborted } from './untilAborted';

/** Entities per request to the catalog. */
const PAGE_SIZE = 1_000;

/** Where a reading of the catalog is kept; readings are complete or nothing. */
export interface CatalogReadings {
  current(): Promise<
    { id: number; users: number; digest?: string } | undefined
  >;
  begin(): Promise<number>;
  addUsers(readingId: number, users: CatalogUserRecord[]): Promise<void>;
  addMemberships(
    readingId: number,
    memberships: CatalogMembership[],
  ): Promise<void>;
  /** Notes that the catalog still holds what a reading holds. */
  confirm(readingId: number): Promise<void>;
  fail(readingId: number, reason: string): Promise<void>;
  abandon(readingId: number): Promise<void>;
}

/**
 * Puts a reading in force, together with what follows from it.
 *
 * @returns false when a newer reading has taken its place
 */
export type AdoptReading = (
  reading: { id: number; users: number; digest: string },
  options: { signal: AbortSignal },
) => Promise<boolean>;

/** Reads the users and groups of the catalog as a stream. */
export class CatalogReader {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #readings: CatalogReadings;
  readonly #adopt: AdoptReading;
  readonly #describe: (error: unknown) => string;
  readonly #logger: LoggerService;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    readings: CatalogReadings;
    adopt: AdoptReading;
    /** What may be said of a failure in a log and to any reader. */
    describe: (error: unknown) => string;
    logger: LoggerService;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#readings = options.readings;
    this.#adopt = options.adopt;
    this.#describe = options.describe;
    this.#logger = options.logger;
  }

  /** How many users the catalog has now; costs one small request. */
  async countUsers(): Promise<number> {
    const { totalItems } = await this.#catalog.queryEntities(
      { filter: { kind: 'User' }, fields: ['metadata.uid'], limit: 1 },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return totalItems;
  }

  /**
   * Takes a new reading and puts it in force, unless the catalog holds the same
   * as before. A catalog that cannot be read, or that suddenly has no user at
   * all, changes nothing: the last good reading stays, and the failure is noted
   * with it.
   *
   * @param options - `isProbablySame` says that it is worth to look first
   * whether anything has changed, and to write nothing if not
   */
  async read(options: {
    signal: AbortSignal;
    isProbablySame?: boolean;
  }): Promise<void> {
    const { signal } = options;
    const previous = await this.#readings.current();
    const readingId = await this.#readings.begin();
    try {
      if (previous?.digest && options.isProbablySame) {
        const { digest } = await this.#readEntities(signal);
        if (digest === previous.digest) {
          await this.#readings.abandon(readingId);
          await this.#readings.confirm(previous.id);
          this.#logger.debug('The users of the catalog have not changed');
          return;
        }
      }
      const { users, digest } = await this.#readEntities(signal, readingId);
      if (users === 0 && previous && previous.users > 0) {
        throw new Error(
          `The catalog has no users any more; it had ${previous.users}`,
        );
      }
      const reading = { id: readingId, users, digest };
      const isInForce = await this.#adopt(reading, { signal });
      this.#logger.debug('Read the users of the catalog', { users, isInForce });
    } catch (error) {
      if (signal.aborted) {
        await this.#readings.abandon(readingId);
        throw error;
      }
      const reason = this.#describe(error);
      await this.#readings.fail(readingId, reason);
      this.#logger.warn(
        'Could not read the users of the catalog; the last good reading stays in force',
        { reason },
      );
    }
  }

  /**
   * @param readingId - where to write what is read; nowhere without it
   * @returns a digest that is equal for equal content in equal order
   */
  async #readEntities(
    signal: AbortSignal,
    readingId?: number,
  ): Promise<{ users: number; digest: string }> {
    const digest = createHash('sha256');
    let count = 0;
    for (const kind of ['User', 'Group']) {
      const pages = this.#catalog.streamEntities(
        { filter: { kind }, fields: CATALOG_FIELDS, pageSize: PAGE_SIZE },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      // The catalog takes no signal, and may never answer.
      for await (const entities of untilAborted(pages, signal)) {
        const users = kind === 'User' ? entities.map(readCatalogUser) : [];
        const memberships = entities.flatMap(readMemberships);
        count += users.length;
        digest.update(JSON.stringify([users, memberships]));
        if (readingId !== undefined) {
          await this.#readings.addUsers(readingId, users);
          await this.#readings.addMemberships(readingId, memberships);
        }
      }
    }
    return { users: count, digest: digest.digest('base64url') };
  }
}
