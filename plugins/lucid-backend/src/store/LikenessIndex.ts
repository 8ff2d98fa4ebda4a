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
import { isOneOf } from './bulkRows';

/** A catalog user with what it is compared by. */
export interface KnownUser {
  user: CatalogUser;
  identity: Identity;
}

/** Of more people who share a key, the others are not looked at. */
const MOST_OF_KEY = 48;

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

/** Keys to find in a column. Its name holds no input of a caller. */
interface Wanted {
  column: string;
  keys: number[];
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
    const found = new Map<number, FoundRow[]>();
    for (const source of SOURCES) {
      await this.#add(found, {
        column: `${source}_sounds`,
        keys: wanted.flatMap(one => one.words.map(({ sounds }) => sounds)),
        // In a crowd that sounds the same, those with the same words come first.
        first: {
          column: `${source}_words`,
          keys: wanted.flatMap(one => one.words.map(({ words }) => words)),
        },
      });
    }
    for (const column of PAIRS) {
      await this.#add(found, {
        column,
        keys: wanted.flatMap(one => one.pairs),
      });
    }

    if (this.#known.size > MOST_KNOWN) {
      this.#known.clear();
    }
    return wanted.map(one => {
      const shared = [...one.words.map(({ sounds }) => sounds), ...one.pairs];
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

  async #add(
    found: Map<number, FoundRow[]>,
    options: Wanted & { first?: Wanted },
  ): Promise<void> {
    const { column, keys, first } = options;
    const knex = this.#knex;
    const order = first
      ? knex.raw('case when ? then 0 else 1 end, entity_ref', [
          this.#isWanted(first),
        ])
      : knex.raw('entity_ref');
    const rows: FoundRow[] = await knex
      .from(
        knex('catalog_users')
          .where({ reading_id: this.#readingId })
          // Says that the index is enough, which holds no others.
          .whereNotNull(column)
          .whereRaw(this.#isWanted({ column, keys }))
          .select('entity_ref', 'display_name', 'email', {
            key: column,
            place: knex.raw(
              `row_number() over (partition by ${column} order by ?)`,
              [order],
            ),
          })
          .as('c'),
      )
      .where('place', '<=', MOST_OF_KEY)
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

  #isWanted({ column, keys }: Wanted): Knex.Raw {
    return isOneOf(this.#knex, column, [...new Set(keys)], 'integer');
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
