import { Knex } from 'knex';
import { LikenessKey } from '../reconciliation/likeness/likenessKeys';
import { isOneOf, isPostgres } from './bulkRows';

/** A catalog user, and the words by which it was found. */
export interface LikenessEntry {
  label: string;
  entityRef: string;
}

// A name that more people have than these says nothing about any of them.
const MOST_OF_LABEL = 20;
const MOST_OF_BLOCK = 64;

/** Finds catalog users of one reading who may be alike, for many keys at a time. */
export class LikenessIndex {
  readonly #knex: Knex;
  readonly #readingId: number;

  constructor(options: { knex: Knex; readingId: number }) {
    this.#knex = options.knex;
    this.#readingId = options.readingId;
  }

  /** @returns who stands under each block; those who have the same label are among them */
  async find(keys: LikenessKey[]): Promise<Map<string, LikenessEntry[]>> {
    const found = new Map<string, LikenessEntry[]>();
    for (const rows of [
      await this.#sameLabel(keys),
      await this.#sameBlock([...new Set(keys.map(key => key.block))]),
    ]) {
      for (const { block, label, entity_ref: entityRef } of rows) {
        const entry = { label, entityRef };
        const known = found.get(block);
        if (known) {
          known.push(entry);
        } else {
          found.set(block, [entry]);
        }
      }
    }
    return found;
  }

  /** In blocks of which only the beginning is read, the same words are not overlooked. */
  async #sameLabel(keys: LikenessKey[]): Promise<LikenessRow[]> {
    // Each label stands under several blocks: the first one will do.
    const byLabel = new Map<string, string>();
    for (const { block, label } of keys) {
      if (!byLabel.has(label)) {
        byLabel.set(label, block);
      }
    }
    const labels = [...byLabel.keys()];
    const blocks = [...byLabel.values()];
    const knex = this.#knex;
    const pairs = isPostgres(knex)
      ? knex.raw('select * from unnest(?::text[], ?::text[])', [blocks, labels])
      : knex.raw(
          `select json_extract(value, '$[0]'), json_extract(value, '$[1]')
           from json_each(?)`,
          [JSON.stringify(labels.map((label, i) => [blocks[i], label]))],
        );
    return this.#read({
      which: knex.raw('(block, label) in (?)', [pairs]),
      partition: 'block, label',
      order: 'entity_ref',
      most: MOST_OF_LABEL,
    });
  }

  async #sameBlock(blocks: string[]): Promise<LikenessRow[]> {
    return this.#read({
      which: isOneOf(this.#knex, 'block', blocks),
      partition: 'block',
      order: 'label, entity_ref',
      most: MOST_OF_BLOCK,
    });
  }

  async #read(options: {
    which: Knex.Raw;
    /** Column names; they hold no input of a caller. */
    partition: string;
    order: string;
    most: number;
  }): Promise<LikenessRow[]> {
    const { which, partition, order, most } = options;
    const knex = this.#knex;
    return knex
      .from(
        knex('catalog_likenesses')
          .where({ reading_id: this.#readingId })
          .whereRaw(which)
          .select(
            'block',
            'label',
            'entity_ref',
            knex.raw(
              `row_number() over (partition by ${partition} order by ${order}) as place`,
            ),
          )
          .as('l'),
      )
      .where('place', '<=', most)
      .select('block', 'label', 'entity_ref');
  }
}

interface LikenessRow {
  block: string;
  label: string;
  entity_ref: string;
}
