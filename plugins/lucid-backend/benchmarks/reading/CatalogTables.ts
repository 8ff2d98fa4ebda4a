import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import { insertRows, isPostgres } from '../../src/store/bulkRows';
import { searchRows } from './searchRows';

const ENTITIES_AT_ONCE = 1_000;

/** While the catalog is filled, SQLite has the indexes of all of it in memory. */
const FILLING_CACHE_KIB = 1_000_000;

/** The tables of a catalog, written without the catalog. */
export class CatalogTables {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * Writes what the catalog would have left of entities once it had processed and
   * stitched them, which would take it some 11 ms for each. What it reads only to
   * process them again is left out.
   */
  async fill(entities: Iterable<Entity>): Promise<void> {
    const cache = await this.#enlargeCache();
    let some: Entity[] = [];
    for (const entity of entities) {
      some.push(entity);
      if (some.length === ENTITIES_AT_ONCE) {
        await this.#add(some);
        some = [];
      }
    }
    await this.#add(some);
    if (isPostgres(this.#knex)) {
      // As the autovacuum of any PostgreSQL does.
      await this.#knex.raw('vacuum analyze');
    } else {
      await this.#knex.raw(`pragma cache_size = ${cache}`);
    }
  }

  /** Gives some users other addresses, spread over all of them. */
  async changeAddresses(count: number): Promise<void> {
    const rows = await this.#knex('final_entities')
      .where('entity_ref', 'like', 'user:%')
      .orderBy('entity_id')
      .select<{ entity_id: string; final_entity: string }[]>(
        'entity_id',
        'final_entity',
      );
    const distance = Math.floor(rows.length / count);
    for (let index = 0; index < count; index += 1) {
      const { entity_id: id, final_entity: json } = rows[index * distance];
      const entity: Entity = JSON.parse(json);
      const address = `moved-${index}@acme.example`;
      const profile = entity.spec?.profile as JsonObject;
      entity.spec = { ...entity.spec, profile: { ...profile, email: address } };
      await this.#knex('final_entities')
        .where({ entity_id: id })
        .update(finalRow(entity));
      await this.#knex('search')
        .where({ entity_id: id, key: 'spec.profile.email' })
        .update({ value: address, original_value: address });
    }
  }

  async #enlargeCache(): Promise<number> {
    if (isPostgres(this.#knex)) {
      return 0;
    }
    const [before]: { cache_size: number }[] = await this.#knex.raw(
      'pragma cache_size',
    );
    await this.#knex.raw(`pragma cache_size = -${FILLING_CACHE_KIB}`);
    return before.cache_size;
  }

  async #add(entities: Entity[]): Promise<void> {
    await this.#knex.transaction(async trx => {
      await insertRows(trx, {
        table: 'refresh_state',
        columns: {
          entity_id: 'text',
          entity_ref: 'text',
          unprocessed_entity: 'text',
          processed_entity: 'text',
          errors: 'text',
          next_update_at: 'text',
          last_discovery_at: 'text',
        },
        rows: entities.map(stateRow),
      });
      await insertRows(trx, {
        table: 'final_entities',
        columns: {
          entity_id: 'text',
          entity_ref: 'text',
          final_entity: 'text',
          hash: 'text',
          last_updated_at: 'text',
        },
        rows: entities.map(finalRow),
      });
      await insertRows(trx, {
        table: 'search',
        columns: {
          entity_id: 'text',
          key: 'text',
          value: 'text',
          original_value: 'text',
        },
        rows: entities.flatMap(searchRows),
      });
    });
  }
}

function stateRow({ relations, ...entity }: Entity) {
  const now = new Date().toISOString();
  const json = JSON.stringify(entity);
  return {
    entity_id: idOf(entity),
    entity_ref: stringifyEntityRef(entity),
    unprocessed_entity: json,
    processed_entity: json,
    errors: '[]',
    next_update_at: now,
    last_discovery_at: now,
  };
}

function finalRow(entity: Entity) {
  const json = JSON.stringify(entity);
  return {
    entity_id: idOf(entity),
    entity_ref: stringifyEntityRef(entity),
    final_entity: json,
    hash: createHash('sha1').update(json).digest('hex'),
    last_updated_at: new Date().toISOString(),
  };
}

function idOf({ metadata: { uid } }: Entity): string {
  if (!uid) {
    throw new Error('An entity of the catalog has an id');
  }
  return uid;
}
