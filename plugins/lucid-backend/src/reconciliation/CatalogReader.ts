import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  EntityFilterQuery,
} from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createHash } from 'node:crypto';
import { MatchingConfig } from '../config/LucidConfig';
import { inTurns } from '../time/inTurns';
import { CatalogUnreadableError } from './CatalogUnreadableError';
import { Matching } from './Matching';
import { CatalogPart, readCatalogPart } from './readCatalogPart';
import { CATALOG_GROUP_FIELD, CatalogGroupRecord } from './readCatalogGroup';
import {
  CATALOG_FIELDS,
  CatalogMembership,
  CatalogUserRecord,
} from './readCatalogUser';
import { orAborted } from './orAborted';
import { untilAborted } from './untilAborted';

/**
 * Entities per request to the catalog. A group has all of its members with it: of a
 * thousand with a hundred members each, understanding the JSON alone takes 40 ms.
 */
const PAGE_SIZES = { User: 1_000, Group: 250 };

/** Entities that are understood before others get their turn: some 10 ms at most. */
const ENTITIES_PER_TURN = 250;

/** Fewer users than this may be gone at once, whatever share of all they are. */
const SMALLEST_LOSS = 6;

/** A reading of the catalog that came to its end. */
export interface CompleteCatalog {
  users: number;
  /** Users that are there, and do not count. */
  leftOut: number;
  /** Equal for equal content in equal order. */
  digest: string;
  /** The version of the matching that made its keys. */
  rules: string;
}

/** Where a reading of the catalog is kept; readings are complete or nothing. */
export interface CatalogReadings {
  current(): Promise<
    | {
        id: number;
        users: number;
        leftOut: number;
        digest?: string;
        rules?: string;
      }
    | undefined
  >;
  begin(): Promise<number>;
  addUsers(readingId: number, users: CatalogUserRecord[]): Promise<void>;
  addLeftOut(readingId: number, entityRefs: string[]): Promise<void>;
  addMemberships(
    readingId: number,
    memberships: CatalogMembership[],
  ): Promise<void>;
  addGroups(readingId: number, groups: CatalogGroupRecord[]): Promise<void>;
  /**
   * Notes that an attempt has found the catalog to hold what a reading holds, by
   * whatever rules. It is forgotten, and so is what others began before.
   */
  confirm(
    readingId: number,
    found: { attempt: number; rules: string },
  ): Promise<void>;
  fail(
    readingId: number,
    reason: string,
    options: { acceptable: boolean },
  ): Promise<void>;
  abandon(readingId: number): Promise<unknown>;
}

/**
 * Puts a reading in force, together with what follows from it.
 *
 * @returns false when a newer reading has taken its place
 */
export type AdoptReading = (
  reading: CompleteCatalog & { id: number },
  options: { signal: AbortSignal },
) => Promise<boolean>;

/** The catalog has lost so many users that nobody should take it for granted. */
class CatalogLossError extends Error {
  constructor(before: number, now: number) {
    super(
      `The catalog has ${now} users, and had ${before}. If that is right, say so on the Sync tab`,
    );
    this.name = 'CatalogLossError';
  }
}

/** Reads the users and groups of the catalog as a stream. */
export class CatalogReader {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #readings: CatalogReadings;
  readonly #adopt: AdoptReading;
  readonly #matching: Matching;
  readonly #rules: Pick<MatchingConfig, 'catalogFilter' | 'lossLimit'>;
  readonly #describe: (error: unknown) => string;
  readonly #logger: LoggerService;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    readings: CatalogReadings;
    adopt: AdoptReading;
    matching: Matching;
    rules: Pick<MatchingConfig, 'catalogFilter' | 'lossLimit'>;
    /** What may be said of a failure in a log and to any reader. */
    describe: (error: unknown) => string;
    logger: LoggerService;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#readings = options.readings;
    this.#adopt = options.adopt;
    this.#matching = options.matching;
    this.#rules = options.rules;
    this.#describe = options.describe;
    this.#logger = options.logger;
  }

  /**
   * How many users the catalog has now; costs one small request. The catalog has the
   * numbers of its kinds in an index. Where it says how many a query finds, it looks
   * each of them up: with 100,000 users on SQLite, that is 290 ms instead of 10.
   */
  async countUsers(signal: AbortSignal): Promise<number> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    try {
      // The catalog takes no signal, and may never answer.
      const { facets } = await orAborted(
        this.#catalog.getEntityFacets({ facets: ['kind'] }, { credentials }),
        signal,
      );
      return facets.kind
        .filter(({ value }) => value.toLocaleLowerCase('en-US') === 'user')
        .reduce((sum, { count }) => sum + count, 0);
    } catch (error) {
      throw signal.aborted ? error : new CatalogUnreadableError(error);
    }
  }

  /**
   * Takes a new reading and puts it in force, unless the catalog holds the same
   * as before. A catalog that cannot be read, gives a part of its users only, or
   * has lost many of them, changes nothing: the last good reading stays, and the
   * failure is noted with it.
   *
   * @param options - `isProbablySame` says that it is worth to look first
   * whether anything has changed, and to write nothing if not; `acceptLoss` that
   * somebody says that the users are gone rightly
   */
  async read(options: {
    signal: AbortSignal;
    isProbablySame?: boolean;
    acceptLoss?: boolean;
  }): Promise<void> {
    const { signal } = options;
    const previous = await this.#readings.current();
    const readingId = await this.#readings.begin();
    try {
      await this.#matching.load({ signal });
      if (previous?.digest && options.isProbablySame) {
        const { digest, rules } = await this.#readEntities(signal);
        if (digest === previous.digest) {
          await this.#readings.confirm(previous.id, {
            attempt: readingId,
            rules,
          });
          this.#logger.debug('The users of the catalog have not changed');
          return;
        }
      }
      const catalog = await this.#readEntities(signal, readingId);
      this.#checkLoss(previous, catalog, options);
      const isInForce = await this.#adopt(
        { id: readingId, ...catalog },
        { signal },
      );
      if (!isInForce) {
        // A newer one has taken its place, and nobody knows of this one.
        await this.#readings.abandon(readingId);
      }
      const { users, leftOut } = catalog;
      this.#logger.debug('Read the users of the catalog', {
        users,
        leftOut,
        isInForce,
      });
    } catch (error) {
      if (signal.aborted) {
        await this.#readings.abandon(readingId);
        throw error;
      }
      const reason = this.#describe(error);
      const acceptable = error instanceof CatalogLossError;
      await this.#readings.fail(readingId, reason, { acceptable });
      this.#logger.warn(
        'Could not read the users of the catalog; the last good reading stays in force',
        { reason },
      );
    }
  }

  #checkLoss(
    previous: { users: number; leftOut: number } | undefined,
    catalog: CompleteCatalog,
    options: { acceptLoss?: boolean },
  ): void {
    if (!previous) {
      return;
    }
    // A filter that has changed makes nobody disappear.
    const before = previous.users + previous.leftOut;
    const now = catalog.users + catalog.leftOut;
    if (now === 0 && before > 0) {
      throw new Error(`The catalog has no users any more; it had ${before}`);
    }
    const isGreat =
      before - now >= SMALLEST_LOSS &&
      before - now > before * this.#rules.lossLimit;
    if (isGreat && !options.acceptLoss) {
      throw new CatalogLossError(before, now);
    }
  }

  /** @param readingId - where to write what is read; nowhere without it */
  async #readEntities(
    signal: AbortSignal,
    readingId?: number,
  ): Promise<CompleteCatalog> {
    const matching = this.#matching;
    const rules = matching.version;
    const digest = createHash('sha256');
    const expected = await this.countUsers(signal);
    const counting = await this.#countingUsers(signal);
    let count = 0;
    let leftOutCount = 0;
    for (const kind of ['User', 'Group'] as const) {
      for await (const entities of this.#entities(signal, {
        filter: { kind },
        pageSize: PAGE_SIZES[kind],
        fields: [...CATALOG_FIELDS, CATALOG_GROUP_FIELD, ...matching.fields],
      })) {
        const parts: CatalogPart[] = [];
        for await (const some of inTurns(entities, ENTITIES_PER_TURN)) {
          const part = readCatalogPart(some, { kind, counting, matching });
          digest.update(JSON.stringify(part));
          parts.push(part);
          count += part.users.length;
          leftOutCount += part.leftOut.length;
        }
        if (readingId !== undefined) {
          await this.#write(readingId, parts);
        }
      }
    }
    // Users come and go while they are read; a page that is missing is more.
    const least = Math.min(expected, await this.countUsers(signal));
    if (count + leftOutCount < least) {
      throw new Error(
        `The catalog says that it has ${least} users, and gave ${
          count + leftOutCount
        }`,
      );
    }
    return {
      users: count,
      leftOut: leftOutCount,
      digest: digest.digest('base64url'),
      rules,
    };
  }

  /** Writes a page as a whole: each statement is a round trip to PostgreSQL. */
  async #write(readingId: number, parts: CatalogPart[]): Promise<void> {
    const all = <K extends keyof CatalogPart>(what: K) =>
      parts.flatMap<CatalogPart[K][number]>(part => part[what]);
    await this.#readings.addUsers(readingId, all('users'));
    await this.#readings.addLeftOut(readingId, all('leftOut'));
    await this.#readings.addGroups(readingId, all('groups'));
    await this.#readings.addMemberships(readingId, all('memberships'));
  }

  /** The users that count; `undefined` where all of them do. */
  async #countingUsers(signal: AbortSignal): Promise<Set<string> | undefined> {
    const filters = this.#rules.catalogFilter;
    if (!filters) {
      return undefined;
    }
    const counting = new Set<string>();
    for await (const entities of this.#entities(signal, {
      filter: filters.map(filter => ({
        ...toCatalogFilter(filter),
        kind: 'User',
      })),
      pageSize: PAGE_SIZES.User,
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
    })) {
      for (const entity of entities) {
        counting.add(stringifyEntityRef(entity));
      }
    }
    return counting;
  }

  async *#entities(
    signal: AbortSignal,
    request: { filter: EntityFilterQuery; fields: string[]; pageSize: number },
  ): AsyncGenerator<Entity[], void, undefined> {
    const pages = this.#catalog.streamEntities(request, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    try {
      yield* untilAborted(pages, signal);
    } catch (error) {
      throw signal.aborted ? error : new CatalogUnreadableError(error);
    }
  }
}

function toCatalogFilter(
  filter: Record<string, string | string[] | true>,
): Record<string, string | symbol | string[]> {
  return Object.fromEntries(
    Object.entries(filter).map(([field, value]) => [
      field,
      value === true ? CATALOG_FILTER_EXISTS : value,
    ]),
  );
}
