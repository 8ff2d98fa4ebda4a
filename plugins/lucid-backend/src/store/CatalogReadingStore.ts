import { Knex } from 'knex';
import {
  CatalogMembership,
  CatalogUserRecord,
} from '../reconciliation/readCatalogUser';
import { deleteInChunks } from './deleteInChunks';
import { insertRows } from './bulkRows';
import { foldCase } from '../text/foldCase';
import { sortName } from './userRow';

/** A complete reading of the users and groups of the catalog. */
export interface CatalogReading {
  id: number;
  /** When the catalog was found to hold this for the last time. */
  completedAt: string;
  users: number;
  /** Equal for two readings of the same content. */
  digest?: string;
}

/** What a reading of the catalog that came to its end holds. */
export interface CompleteReading {
  id: number;
  users: number;
  digest?: string;
}

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
        digest: string | null;
      }>();
    return (
      row && {
        id: row.reading_id,
        completedAt: row.completed_at,
        users: row.users,
        ...(row.digest !== null && { digest: row.digest }),
      }
    );
  }

  /** Why the catalog could not be read since the reading in force, and since when. */
  async failure(): Promise<{ since: string; reason: string } | undefined> {
    const current = await this.current();
    const row = await this.#knex('catalog_readings')
      .whereNotNull('error')
      .where('reading_id', '>', current?.id ?? 0)
      .orderBy('reading_id')
      .first<{ started_at: string; error: string }>();
    return row && { since: row.started_at, reason: row.error };
  }

  /** @returns the id of the new reading. */
  async begin(): Promise<number> {
    const [row] = await this.#knex('catalog_readings')
      .insert({ started_at: new Date().toISOString() })
      .returning<{ reading_id: number }[]>('reading_id');
    return row.reading_id;
  }

  async addUsers(readingId: number, users: CatalogUserRecord[]): Promise<void> {
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
      },
      rows: users.map(user => ({
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
      })),
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
    const isInForce = await this.putInForce(reading);
    await this.forgetOlder(reading.id);
    return isInForce;
  }

  /** {@link CatalogReadingStore.complete}, without forgetting any other. */
  async putInForce({ id, users, digest }: CompleteReading): Promise<boolean> {
    const updated = await this.#knex('catalog_readings')
      .where({ reading_id: id })
      .update({ completed_at: new Date().toISOString(), users, digest });
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
    const forgotten = await this.#knex('catalog_readings')
      .where('reading_id', '<', readingId)
      .whereNot({ reading_id: kept })
      .pluck<number[]>('reading_id');
    for (const id of forgotten) {
      await this.#forget(id);
    }
  }

  /** Notes that the catalog still holds what it held when the reading in force was taken. */
  async confirm(readingId: number): Promise<void> {
    await this.#knex('catalog_readings')
      .where({ reading_id: readingId })
      .update({ completed_at: new Date().toISOString() });
    await this.#knex('catalog_readings')
      .where('reading_id', '>', readingId)
      .whereNotNull('error')
      .delete();
    await this.forgetOlder(readingId);
  }

  /**
   * Notes why a reading did not become complete, and forgets what it held. Of
   * failures in a row, one note is kept: since when, and the newest reason.
   */
  async fail(readingId: number, reason: string): Promise<void> {
    const earlier = await this.failure();
    if (!earlier) {
      await this.#knex('catalog_readings')
        .where({ reading_id: readingId })
        .update({ error: reason });
      await this.#forgetContent(readingId);
      return;
    }
    await this.#knex('catalog_readings')
      .where({ started_at: earlier.since })
      .whereNotNull('error')
      .update({ error: reason });
    await this.abandon(readingId);
  }

  /** Forgets a reading that was broken off on purpose. */
  async abandon(readingId: number): Promise<void> {
    await this.#forget(readingId);
  }

  async #forget(readingId: number): Promise<void> {
    await this.#forgetContent(readingId);
    await this.#knex('catalog_readings')
      .where({ reading_id: readingId })
      .delete();
  }

  async #forgetContent(readingId: number): Promise<void> {
    for (const table of [
      'catalog_users',
      'catalog_user_keys',
      'catalog_memberships',
    ]) {
      await deleteInChunks(this.#knex, table, rows =>
        rows.where({ reading_id: readingId }),
      );
    }
  }
}
