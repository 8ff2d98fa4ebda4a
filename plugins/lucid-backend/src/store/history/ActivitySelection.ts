import { ActivityQuery } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { addDays } from '../../time/calendar';
import { searchPattern } from '../searchPattern';

/** What tells which changes are in a list. */
export type ActivityFilters = Omit<ActivityQuery, 'cursor' | 'limit'>;

/** Users who are searched for one by one; of more, a page is soon full anyway. */
const MOST_USERS = 500;

type UserKey = { account_id: string; user_id: string };

/** Where in the list to look for what is asked for. */
interface Whereabouts {
  /** The first and the last change of the days, and maybe some of others. */
  ids?: { first: number | string; last: number | string } | 'none';
  users?: UserKey[] | 'many';
}

/**
 * Changes that fit the filters. What is asked for by an index is asked first, so
 * that the list itself is gone through in its order: SQLite would rather sort all
 * that it finds by an index, be it the whole table.
 */
export class ActivitySelection {
  readonly #knex: Knex;
  readonly #filters: ActivityFilters;
  readonly #whereabouts: Whereabouts;

  private constructor(options: {
    knex: Knex;
    filters: ActivityFilters;
    whereabouts: Whereabouts;
  }) {
    this.#knex = options.knex;
    this.#filters = options.filters;
    this.#whereabouts = options.whereabouts;
  }

  static async find(
    knex: Knex,
    filters: ActivityFilters,
  ): Promise<ActivitySelection> {
    return new ActivitySelection({
      knex,
      filters,
      whereabouts: {
        ids: await findIds(knex, filters),
        users: await findUsers(knex, filters),
      },
    });
  }

  /** `usage_changes as c`, to be read in the order of their ids until there are enough. */
  page(): Knex.QueryBuilder {
    const changes = this.#inOrder();
    const { q } = this.#filters;
    if (q !== undefined && this.#whereabouts.users === 'many') {
      changes.whereExists(
        this.#searched(q)
          .select(this.#knex.raw('1'))
          .where('s.account_id', this.#knex.ref('c.account_id'))
          .where('s.user_id', this.#knex.ref('c.user_id')),
      );
    }
    return changes;
  }

  /** `usage_changes as c`, to be read from the first to the last. */
  whole(): Knex.QueryBuilder {
    const changes = this.#inOrder();
    const { q } = this.#filters;
    if (q !== undefined && this.#whereabouts.users === 'many') {
      // Looks for them once, and not once for each change.
      changes.whereIn(
        ['c.account_id', 'c.user_id'],
        this.#searched(q).select('s.account_id', 's.user_id'),
      );
    }
    return changes;
  }

  #inOrder(): Knex.QueryBuilder {
    const { account, type, from, to, sync } = this.#filters;
    const { ids, users } = this.#whereabouts;
    const changes = this.#knex('usage_changes as c');
    if (ids === 'none') {
      changes.whereRaw('1 = 0');
    } else if (ids) {
      changes.whereBetween('c.change_id', [ids.first, ids.last]);
    }
    // Each "coalesce" keeps an index out.
    if (from !== undefined) {
      changes.whereRaw(`coalesce(c.at, '') >= ?`, [from]);
    }
    if (to !== undefined) {
      changes.whereRaw(`coalesce(c.at, '') < ?`, [addDays(to, 1)]);
    }
    if (account !== undefined) {
      changes.whereRaw(`coalesce(c.account_id, '') = ?`, [account]);
    }
    if (type?.length) {
      changes.whereIn('c.type', type);
    }
    if (sync !== undefined) {
      changes.where('c.sync_id', sync);
    }
    if (users && users !== 'many') {
      changes.whereIn(
        ['c.account_id', 'c.user_id'],
        users.map(user => [user.account_id, user.user_id]),
      );
    }
    return changes;
  }

  #searched(q: string): Knex.QueryBuilder {
    return search(this.#knex, q);
  }
}

/** A day sorts before its moments. */
async function findIds(
  knex: Knex,
  { from, to }: ActivityFilters,
): Promise<Whereabouts['ids']> {
  if (from === undefined && to === undefined) {
    return undefined;
  }
  const changes = knex('usage_changes');
  if (from !== undefined) {
    changes.where('at', '>=', from);
  }
  if (to !== undefined) {
    changes.where('at', '<', addDays(to, 1));
  }
  const { first, last } = await changes
    .min({ first: 'change_id' })
    .max({ last: 'change_id' })
    .first<{ first: number | string | null; last: number | string | null }>();
  return first === null || last === null ? 'none' : { first, last };
}

async function findUsers(
  knex: Knex,
  { q }: ActivityFilters,
): Promise<Whereabouts['users']> {
  if (q === undefined) {
    return undefined;
  }
  const users: UserKey[] = await search(knex, q)
    .limit(MOST_USERS + 1)
    .select('s.account_id', 's.user_id');
  return users.length > MOST_USERS ? 'many' : users;
}

function search(knex: Knex, q: string): Knex.QueryBuilder {
  return knex('lucid_users as s').whereRaw(`s.search_text like ? escape '\\'`, [
    searchPattern(q),
  ]);
}
