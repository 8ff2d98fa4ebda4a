import { Knex } from 'knex';
import {
  CatalogMembership,
  CatalogUserRecord,
} from '../reconciliation/readCatalogUser';
import { CatalogGroupRecord } from '../reconciliation/readCatalogGroup';
import { CATALOG_GROUP_TABLES, addCatalogGroups } from './addCatalogGroups';
import {
  LikenessColumns,
  likenessColumnTypes,
  likenessColumns,
} from './likenessColumns';
import { CatalogLookup } from './CatalogLookup';
import { deleteInChunks } from './deleteInChunks';
import { insertRows } from './bulkRows';
import { noteNewValues } from './noteNewValues';
import { foldCase } from '../text/foldCase';
import { inTurns } from '../time/inTurns';
import { sortName } from './userRow';

/** A complete reading of the users and groups of the catalog. */
export interface CatalogReading {
  id: number;
  /** When the catalog was found to hold this for the last time. */
  completedAt: string;
  users: number;
  /** Users that are in the catalog, and do not count. */
  leftOut: number;
  /** Equal for two readings of the same content. */
  digest?: string;
  /** Equal for two readings whose keys were made by the same rules. */
  rules?: string;
}

/** What a reading of the catalog that came to its end holds. */
export interface CompleteReading {
  id: number;
  users: number;
  leftOut?: number;
  digest?: string;
  /** The version of the matching that made its keys. */
  rules: string;
}

/** Why the catalog could not be read, or was not believed. */
export interface ReadingFailure {
  since: string;
  reason: string;
  /** Whether an admin may say that the catalog is right. */
  acceptable: boolean;
}

/** What a reading holds, each row with its `reading_id`. */
const CONTENT_TABLES = [
  'catalog_users',
  'catalog_users_left_out',
  'catalog_user_keys',
  'catalog_memberships',
  ...CATALOG_GROUP_TABLES,
];

/** Users whose names are taken apart before others get their turn: some 10 ms. */
const USERS_PER_TURN = 250;

interface CatalogUserRow extends LikenessColumns {
  reading_id: number;
  entity_ref: string;
  display_name: string;
  sort_name: string;
  search_text: string;
  email?: string;
  identity?: string;
  since_reading: number;
}

/** A reading that has begun earlier was broken off by the end of its process. */
const LONGEST_READING_MS = 5 * 60_000;

/**
 * Keeps readings of the catalog. A reading is written beside the one in force
 * and takes its place when it is complete, so a reading that breaks off, or a
 * process that dies, leaves the last good one.
 */
export class CatalogReadingStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** The reading in force. */
  async current(): Promise<CatalogReading | undefined> {
    const row = await this.#knex('catalog_readings')
      .whereNotNull('completed_at')
      .orderBy('reading_id', 'desc')
      .first<{
        reading_id: number;
        completed_at: string;
        users: number;
        left_out: number | null;
        digest: string | null;
        rules: string | null;
      }>();
    return (
      row && {
        id: row.reading_id,
        completedAt: row.completed_at,
        users: row.users,
        leftOut: row.left_out ?? 0,
        ...(row.digest !== null && { digest: row.digest }),
        ...(row.rules !== null && { rules: row.rules }),
      }
    );
  }

  /** Why the catalog could not be read since the reading in force, and since when. */
  async failure(): Promise<ReadingFailure | undefined> {
    const current = await this.current();
    const row = await this.#knex('catalog_readings')
      .whereNotNull('error')
      .where('reading_id', '>', current?.id ?? 0)
      .orderBy('reading_id')
      .first<{
        started_at: string;
        error: string;
        acceptable: boolean | number | null;
      }>();
    return (
      row && {
        since: row.started_at,
        reason: row.error,
        acceptable: Boolean(row.acceptable),
      }
    );
  }

  /** Whether somebody has begun to read the catalog lately, and not ended. */
  async isRunning(): Promise<boolean> {
    const row = await this.#knex('catalog_readings')
      .whereNull('completed_at')
      .whereNull('error')
      .whereNull('forgotten')
      .where(
        'started_at',
        '>',
        new Date(Date.now() - LONGEST_READING_MS).toISOString(),
      )
      .first('reading_id');
    return row !== undefined;
  }

  /** @returns the id of the new reading. */
  async begin(): Promise<number> {
    const [row] = await this.#knex('catalog_readings')
      .insert({ started_at: new Date().toISOString() })
      .returning<{ reading_id: number }[]>('reading_id');
    return row.reading_id;
  }

  async addUsers(readingId: number, users: CatalogUserRecord[]): Promise<void> {
    const since = await this.#sinceReadings(users);
    const rows: CatalogUserRow[] = [];
    for await (const some of inTurns(users, USERS_PER_TURN)) {
      for (const user of some) {
        rows.push({
          reading_id: readingId,
          entity_ref: user.entityRef,
          display_name: user.displayName,
          sort_name: sortName(user.displayName),
          search_text: foldCase(
            [user.displayName, user.email, user.entityRef]
              .filter(Boolean)
              .join('\n'),
          ),
          email: user.email,
          identity: user.identity,
          since_reading: since.get(user.entityRef) ?? readingId,
          ...likenessColumns(user),
        });
      }
    }
    await insertRows(this.#knex, {
      onConflict: 'do nothing',
      table: 'catalog_users',
      columns: {
        reading_id: 'integer',
        entity_ref: 'text',
        display_name: 'text',
        sort_name: 'text',
        search_text: 'text',
        email: 'text',
        identity: 'text',
        since_reading: 'integer',
        ...likenessColumnTypes,
      },
      rows,
    });
    await insertRows(this.#knex, {
      onConflict: 'do nothing',
      table: 'catalog_user_keys',
      columns: {
        reading_id: 'integer',
        target: 'text',
        value: 'text',
        entity_ref: 'text',
      },
      rows: users.flatMap(user =>
        user.keys.map(key => ({
          reading_id: readingId,
          target: key.target,
          value: key.value,
          entity_ref: user.entityRef,
        })),
      ),
    });
  }

  /** Since which reading users are there without a break; those who were not are left out. */
  async #sinceReadings(
    users: CatalogUserRecord[],
  ): Promise<Map<string, number>> {
    const current = await this.current();
    const present = await new CatalogLookup({
      knex: this.#knex,
      readingId: current?.id,
    }).presence(users.map(user => user.entityRef));
    return new Map(
      users.flatMap(({ entityRef, identity }): [string, number][] => {
        const before = present.get(entityRef);
        // Of the same name, and another person.
        const isSomebodyElse =
          identity !== undefined &&
          before?.identity !== undefined &&
          identity !== before.identity;
        return before && !isSomebodyElse
          ? [[entityRef, before.sinceReading]]
          : [];
      }),
    );
  }

  /** Notes users that are in the catalog, and do not count. */
  async addLeftOut(readingId: number, entityRefs: string[]): Promise<void> {
    await insertRows(this.#knex, {
      onConflict: 'do nothing',
      table: 'catalog_users_left_out',
      columns: { reading_id: 'integer', entity_ref: 'text' },
      rows: entityRefs.map(entityRef => ({
        reading_id: readingId,
        entity_ref: entityRef,
      })),
    });
  }

  /** Notes groups, and what groups and departments of Lucid are recognised by. */
  async addGroups(
    readingId: number,
    groups: CatalogGroupRecord[],
  ): Promise<void> {
    await addCatalogGroups(this.#knex, readingId, groups);
  }

  async addMemberships(
    readingId: number,
    memberships: CatalogMembership[],
  ): Promise<void> {
    await insertRows(this.#knex, {
      onConflict: 'do nothing',
      table: 'catalog_memberships',
      columns: { reading_id: 'integer', group_ref: 'text', member_ref: 'text' },
      rows: memberships.map(({ groupRef, memberRef }) => ({
        reading_id: readingId,
        group_ref: groupRef,
        member_ref: memberRef,
      })),
    });
  }

  /**
   * Puts a reading in force. The one before stays until the next, for whoever
   * is reading it at this moment; the older ones are forgotten.
   *
   * @returns false when a newer reading has taken its place
   */
  async complete(reading: CompleteReading): Promise<boolean> {
    await this.getReady();
    const isInForce = await this.putInForce(reading);
    await this.forgetOlder(reading.id);
    return isInForce;
  }

  /** To be called when a reading is written, before anybody asks for what it holds. */
  async getReady(): Promise<void> {
    await noteNewValues(this.#knex, CONTENT_TABLES);
  }

  /**
   * {@link CatalogReadingStore.complete}, without forgetting any other, and in a
   * transaction of others, before which `getReady` is to be called.
   */
  async putInForce(reading: CompleteReading): Promise<boolean> {
    const { id, users, leftOut, digest, rules } = reading;
    const updated = await this.#knex('catalog_readings')
      .where({ reading_id: id })
      .whereNull('forgotten')
      .update({
        completed_at: new Date().toISOString(),
        users,
        left_out: leftOut,
        digest,
        rules,
      });
    return updated === 1;
  }

  /**
   * Forgets what is older than the reading before a given one, and what others
   * have broken off. Who is still busy with one of those is told at its end.
   */
  async forgetOlder(readingId: number): Promise<void> {
    const previous = await this.#knex('catalog_readings')
      .whereNotNull('completed_at')
      .where('reading_id', '<', readingId)
      .max({ id: 'reading_id' })
      .first<{ id: number | null }>();
    const kept = previous?.id ?? readingId;
    // Who compares one of them with another must not find half of it.
    const forgotten = await this.#knex('catalog_readings')
      .where('reading_id', '<', readingId)
      .whereNot({ reading_id: kept })
      .update({ completed_at: null, forgotten: true })
      .returning<{ reading_id: number }[]>('reading_id');
    for (const { reading_id: id } of forgotten) {
      await this.#forget(id);
    }
    await this.#forgetStrays(kept);
  }

  /**
   * Notes that an attempt has found the catalog to hold what it held when the
   * reading in force was taken, and forgets what failed since then, and what was
   * begun before the attempt ended: its process may have died. Who is still busy
   * with one of those is told at its end.
   */
  async confirm(
    readingId: number,
    found: { attempt: number; rules: string },
  ): Promise<void> {
    await this.#knex('catalog_readings')
      .where({ reading_id: readingId })
      .whereNull('forgotten')
      .update({ completed_at: new Date().toISOString(), rules: found.rules });
    const incomplete = await this.#knex('catalog_readings')
      .where('reading_id', '>', readingId)
      .whereNull('completed_at')
      .where(row =>
        row.where('reading_id', '<=', found.attempt).orWhereNotNull('error'),
      )
      .pluck<number[]>('reading_id');
    for (const id of incomplete) {
      await this.abandon(id);
    }
    await this.forgetOlder(readingId);
  }

  /**
   * Notes why a reading did not become complete, and forgets what it held. Of
   * failures in a row, one note is kept: since when, and the newest reason. A
   * reading that is in force has not failed, whatever went wrong afterwards.
   */
  async fail(
    readingId: number,
    reason: string,
    options: { acceptable: boolean } = { acceptable: false },
  ): Promise<void> {
    const note = { error: reason, acceptable: options.acceptable };
    const earlier = await this.failure();
    if (!earlier) {
      if (await this.#updateIncomplete(readingId, note)) {
        await this.#forgetContent(readingId);
      }
      return;
    }
    if (await this.abandon(readingId)) {
      await this.#knex('catalog_readings')
        .where({ started_at: earlier.since })
        .whereNotNull('error')
        .update(note);
    }
  }

  /**
   * Forgets a reading that was broken off; not one that is in force.
   *
   * @returns whether it is forgotten
   */
  async abandon(readingId: number): Promise<boolean> {
    if (!(await this.#updateIncomplete(readingId, { forgotten: true }))) {
      return false;
    }
    await this.#forget(readingId);
    return true;
  }

  /**
   * Whoever puts a reading in force at this moment keeps it, or is told that it
   * cannot be.
   *
   * @returns false where it is complete; true also where others have forgotten it
   */
  async #updateIncomplete(
    readingId: number,
    change: { forgotten: true } | { error: string; acceptable: boolean },
  ): Promise<boolean> {
    const isOfReading = { reading_id: readingId };
    const updated = await this.#knex('catalog_readings')
      .where(isOfReading)
      .whereNull('completed_at')
      .update(change);
    return (
      updated === 1 ||
      !(await this.#knex('catalog_readings').where(isOfReading).first('users'))
    );
  }

  async #forget(readingId: number): Promise<void> {
    await this.#forgetContent(readingId);
    await this.#knex('catalog_readings')
      .where({ reading_id: readingId })
      .delete();
  }

  async #forgetContent(readingId: number): Promise<void> {
    await this.#deleteContent(rows => rows.where({ reading_id: readingId }));
  }

  /**
   * Deletes what was written into older readings after they had been forgotten, by a
   * process that was frozen meanwhile and has died before it was told.
   */
  async #forgetStrays(readingId: number): Promise<void> {
    await this.#deleteContent(rows =>
      rows
        .where('reading_id', '<', readingId)
        .whereNotIn(
          'reading_id',
          this.#knex('catalog_readings').select('reading_id'),
        ),
    );
  }

  async #deleteContent(
    which: (rows: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<void> {
    for (const table of CONTENT_TABLES) {
      await deleteInChunks(this.#knex, table, which);
    }
  }
}
