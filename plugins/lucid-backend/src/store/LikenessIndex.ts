import { CatalogUser } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import {
  Identity,
  identityOfCatalogUser,
} from '../reconciliation/likeness/Identity';
import {
  likenessKeys,
  pairKeys,
} from '../reconciliation/likeness/likenessKeys';
import { isOneOf, isPostgres } from './bulkRows';

/** A catalog user with what it is compared by. */
export interface KnownUser {
  user: CatalogUser;
  identity: Identity;
}

// More people than these who sound the same are not all looked at, and more of
// the same name say nothing about any of them.
const MOST_OF_SOUNDS = 48;
const MOST_OF_WORDS = 12;

/** Some 10 MB of them. */
const MOST_KNOWN = 10_000;

const SOURCES = ['name', 'local', 'entity'] as const;
const PAIRS = ['given_name', 'family_name'] as const;

interface FoundRow {
  entity_ref: string;
  display_name: string;
  email: string | null;
  key: number;
}

/** Finds catalog users of one reading who may be alike, for many Lucid users at a time. */
export class LikenessIndex {
  readonly #knex: Knex;
  readonly #readingId: number;
  /** The same people are found again and again, and taking names apart takes long. */
  readonly #known = new Map<string, KnownUser>();

  constructor(options: { knex: Knex; readingId: number }) {
    this.#knex = options.knex;
    this.#readingId = options.readingId;
  }

  /**
   * Catalog users who share a key with any of some identities.
   *
   * @returns for each identity, in their order
   */
  async find(identities: Identity[]): Promise<KnownUser[][]> {
    const wanted = identities.map(({ names, localParts }) => {
      const all = [...names, ...localParts];
      const pairs = all.map(pairKeys);
      return {
        words: all.map(likenessKeys),
        pairs: pairs.flatMap(({ given, family }) => [...given, ...family]),
      };
    });
    const words = wanted.flatMap(one => one.words);
    const found = new Map<number, FoundRow[]>();
    for (const source of SOURCES) {
      const [sounds, same] = [`${source}_sounds`, `${source}_words`];
      await this.#add(found, {
        column: same,
        indexed: sounds,
        where: this.#haveWords([sounds, same], words),
        most: MOST_OF_WORDS,
      });
      await this.#add(found, {
        column: sounds,
        where: this.#have(
          sounds,
          words.map(keys => keys.sounds),
        ),
        most: MOST_OF_SOUNDS,
      });
    }
    const pairs = wanted.flatMap(one => one.pairs);
    for (const column of PAIRS) {
      await this.#add(found, {
        column,
        where: this.#have(column, pairs),
        most: MOST_OF_SOUNDS,
      });
    }

    if (this.#known.size > MOST_KNOWN) {
      this.#known.clear();
    }
    return wanted.map(one => {
      const shared = [
        ...one.words.flatMap(keys => [keys.words, keys.sounds]),
        ...one.pairs,
      ];
      const rows = shared.flatMap(key => found.get(key) ?? []);
      return [...new Set(rows.map(row => this.#knownUser(row)))];
    });
  }

  /** Those of some catalog users that are there. */
  async byRef(refs: string[]): Promise<Map<string, KnownUser>> {
    if (refs.length === 0) {
      return new Map();
    }
    const rows: Omit<FoundRow, 'key'>[] = await this.#knex('catalog_users')
      .where({ reading_id: this.#readingId })
      .whereRaw(isOneOf(this.#knex, 'entity_ref', refs))
      .select('entity_ref', 'display_name', 'email');
    return new Map(rows.map(row => [row.entity_ref, toKnownUser(row)]));
  }

  #have(column: string, keys: number[]): Knex.Raw {
    return isOneOf(this.#knex, column, [...new Set(keys)], 'integer');
  }

  /** In a crowd that sounds the same, those with the same words are not overlooked. */
  #haveWords(
    columns: string[],
    keys: { words: number; sounds: number }[],
  ): Knex.Raw {
    const knex = this.#knex;
    const pairs = isPostgres(knex)
      ? knex.raw('select * from unnest(?::integer[], ?::integer[])', [
          keys.map(({ sounds }) => sounds),
          keys.map(({ words }) => words),
        ])
      : knex.raw(
          `select value ->> '$[0]', value ->> '$[1]' from json_each(?)`,
          [JSON.stringify(keys.map(({ sounds, words }) => [sounds, words]))],
        );
    return knex.raw(`(${columns.join(', ')}) in (?)`, [pairs]);
  }

  async #add(
    found: Map<number, FoundRow[]>,
    options: {
      column: string;
      where: Knex.Raw;
      /** Of the columns of the index, the first; the column itself unless told. */
      indexed?: string;
      most: number;
    },
  ): Promise<void> {
    const { column, where, indexed = column, most } = options;
    const knex = this.#knex;
    const rows: FoundRow[] = await knex
      .from(
        knex('catalog_users')
          .where({ reading_id: this.#readingId })
          // Says that the index is enough, which holds no others.
          .whereNotNull(indexed)
          .whereRaw(where)
          .select('entity_ref', 'display_name', 'email', {
            key: column,
            place: knex.raw(
              `row_number() over (partition by ${column} order by entity_ref)`,
            ),
          })
          .as('c'),
      )
      .where('place', '<=', most)
      .select('entity_ref', 'display_name', 'email', 'key');
    for (const row of rows) {
      const others = found.get(row.key);
      if (others) {
        others.push(row);
      } else {
        found.set(row.key, [row]);
      }
    }
  }

  #knownUser(row: FoundRow): KnownUser {
    let user = this.#known.get(row.entity_ref);
    if (!user) {
      user = toKnownUser(row);
      this.#known.set(row.entity_ref, user);
    }
    return user;
  }
}

function toKnownUser(row: Omit<FoundRow, 'key'>): KnownUser {
  const user: CatalogUser = {
    entityRef: row.entity_ref,
    displayName: row.display_name,
    ...(row.email !== null && { email: row.email }),
  };
  return { user, identity: identityOfCatalogUser(user) };
}
