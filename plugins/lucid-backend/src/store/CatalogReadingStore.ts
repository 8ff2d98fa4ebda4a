import { Knex } from 'knex';
import {
  CatalogMembership,
  CatalogUserRecord,
} from '../reconciliation/readCatalogUser';
import { insertJsonRows } from './jsonRows';
import { lockRevision } from './revision';
import { foldCase } from './userRow';

/** A complete reading of the users and groups of the catalog. */
export interface CatalogReading {
  id: number;
  completedAt: string;
  users: number;
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
      .first<{ reading_id: number; completed_at: string; users: number }>();
    return (
      row && {
        id: row.reading_id,
        completedAt: row.completed_at,
        users: row.users,
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
    await insertJsonRows(
      this.#knex,
      'catalog_users',
      {
        reading_id: 'integer',
        entity_ref: 'text',
        display_name: 'text',
        sort_name: 'text',
        search_text: 'text',
        email: 'text',
      },
      users.map(user => ({
        reading_id: readingId,
        entity_ref: user.entityRef,
        display_name: user.displayName,
        sort_name: foldCase(user.displayName),
        search_text: foldCase(
          [user.displayName, user.email, user.entityRef]
            .filter(Boolean)
            .join('\n'),
        ),
        email: user.email,
      })),
    );
    await insertJsonRows(
      this.#knex,
      'catalog_user_keys',
      {
        reading_id: 'integer',
        target: 'text',
        value: 'text',
        entity_ref: 'text',
      },
      users.flatMap(user =>
        user.keys.map(key => ({
          reading_id: readingId,
          target: key.target,
          value: key.value,
          entity_ref: user.entityRef,
        })),
      ),
    );
  }

  async addMemberships(
    readingId: number,
    memberships: CatalogMembership[],
  ): Promise<void> {
    await insertJsonRows(
      this.#knex,
      'catalog_memberships',
      { reading_id: 'integer', group_ref: 'text', member_ref: 'text' },
      memberships.map(({ groupRef, memberRef }) => ({
        reading_id: readingId,
        group_ref: groupRef,
        member_ref: memberRef,
      })),
    );
  }

  /** Puts a reading in force, and forgets the older ones. */
  async complete(readingId: number, users: number): Promise<void> {
    await this.#knex.transaction(async trx => {
      // Waits for a reconciliation that still compares with an older reading.
      await lockRevision(trx);
      await trx('catalog_readings')
        .where({ reading_id: readingId })
        .update({ completed_at: new Date().toISOString(), users });
      const older = (query: Knex.QueryBuilder) =>
        query.where('reading_id', '<', readingId);
      await forgetContent(trx, older);
      await older(trx('catalog_readings')).delete();
    });
  }

  /** Notes why a reading did not become complete, and forgets what it held. */
  async fail(readingId: number, reason: string): Promise<void> {
    await this.#knex('catalog_readings')
      .where({ reading_id: readingId })
      .update({ error: reason });
    await forgetContent(this.#knex, query =>
      query.where({ reading_id: readingId }),
    );
  }
}

async function forgetContent(
  knex: Knex,
  which: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<void> {
  for (const table of [
    'catalog_memberships',
    'catalog_user_keys',
    'catalog_users',
  ]) {
    await which(knex(table)).delete();
  }
}
