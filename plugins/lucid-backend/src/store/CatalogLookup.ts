import { Knex } from 'knex';
import { MatchKey } from '../reconciliation/Matcher';
import { isOneOf } from './bulkRows';

/** A catalog user that is there. */
export interface Presence {
  /** How its directory names it for ever. */
  identity?: string;
  /** The first reading that had it, and each one since. */
  sinceReading: number;
}

/** Which catalog users have which keys. */
export class KeyOwners {
  readonly #owners = new Map<string, Map<string, string[]>>();

  add({ target, value }: MatchKey, entityRef: string): void {
    let ofTarget = this.#owners.get(target);
    if (!ofTarget) {
      ofTarget = new Map();
      this.#owners.set(target, ofTarget);
    }
    const known = ofTarget.get(value);
    if (known) {
      known.push(entityRef);
    } else {
      ofTarget.set(value, [entityRef]);
    }
  }

  of({ target, value }: MatchKey): readonly string[] {
    return this.#owners.get(target)?.get(value) ?? [];
  }
}

/** Finds catalog users of one reading of the catalog, for many keys at a time. */
export class CatalogLookup {
  readonly #knex: Knex;
  readonly #readingId: number;
  readonly #targets = new Map<string, Promise<boolean>>();

  constructor(options: { knex: Knex; readingId: number | undefined }) {
    this.#knex = options.knex;
    // No reading has the id 0.
    this.#readingId = options.readingId ?? 0;
  }

  /** The catalog users that have each of some keys; see {@link KeyOwners}. */
  async owners(keys: Iterable<MatchKey>): Promise<KeyOwners> {
    const values = new Map<string, Set<string>>();
    for (const { target, value } of keys) {
      const known = values.get(target);
      if (known) {
        known.add(value);
      } else {
        values.set(target, new Set([value]));
      }
    }
    const owners = new KeyOwners();
    for (const [target, valuesOfTarget] of values) {
      if (await this.has(target)) {
        await this.#addOwners(owners, target, [...valuesOfTarget]);
      }
    }
    return owners;
  }

  /** Whether any catalog user has keys of a kind: most catalogs have few kinds. */
  async has(target: string): Promise<boolean> {
    let found = this.#targets.get(target);
    if (!found) {
      found = this.#knex('catalog_user_keys')
        .where({ reading_id: this.#readingId, target })
        .first('target')
        .then(row => row !== undefined);
      this.#targets.set(target, found);
    }
    return found;
  }

  /** Those of some catalog users that are there. */
  async presence(refs: string[]): Promise<Map<string, Presence>> {
    if (refs.length === 0) {
      return new Map();
    }
    const rows: {
      entity_ref: string;
      identity: string | null;
      since_reading: number;
    }[] = await this.#knex('catalog_users')
      .where({ reading_id: this.#readingId })
      .whereRaw(isOneOf(this.#knex, 'entity_ref', refs))
      .select('entity_ref', 'identity', 'since_reading');
    return new Map(
      rows.map(row => [
        row.entity_ref,
        {
          sinceReading: row.since_reading,
          ...(row.identity !== null && { identity: row.identity }),
        },
      ]),
    );
  }

  /** Those of some catalog users that are there, but do not count. */
  async leftOut(refs: string[]): Promise<Set<string>> {
    if (refs.length === 0) {
      return new Set();
    }
    return new Set(
      await this.#knex('catalog_users_left_out')
        .where({ reading_id: this.#readingId })
        .whereRaw(isOneOf(this.#knex, 'entity_ref', refs))
        .pluck<string[]>('entity_ref'),
    );
  }

  async #addOwners(
    owners: KeyOwners,
    target: string,
    values: string[],
  ): Promise<void> {
    const rows: { value: string; entity_ref: string }[] = await this.#knex(
      'catalog_user_keys',
    )
      .where({ reading_id: this.#readingId, target })
      .whereRaw(isOneOf(this.#knex, 'value', values))
      .select('value', 'entity_ref');
    for (const { value, entity_ref: entityRef } of rows) {
      owners.add({ target, value }, entityRef);
    }
  }
}
