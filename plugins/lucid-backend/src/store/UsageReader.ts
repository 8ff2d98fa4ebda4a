import {
  LicenceUsage,
  ListPage,
  RevisedUsagePage,
  UsageChange,
  UsageFacets,
  UsageListQuery,
  UsageSortField,
  accessLevelSchema,
  usageStateSchema,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { groupMembers } from './groupMembers';
import { readKeysetPage } from './keysetPage';
import { decodeCursor, queryText } from './listCursor';
import { searchPattern } from './searchPattern';
import { UsageRow, entityRefOfName, selectUsage, toUsage } from './usageRow';

type UsageFilters = Omit<UsageListQuery, 'cursor' | 'limit'>;

// Never null, so that rows can be compared with a position in the list. Who is
// still there was seen last, hence after every date.
const SORT_EXPRESSIONS: Record<UsageSortField, string> = {
  displayName: 'u.sort_name',
  email: `lower(coalesce(u.email, ''))`,
  department: `lower(coalesce(u.department, ''))`,
  state: 'u.state',
  createdAt: `coalesce(u.created_at, '')`,
  firstSeen: 'u.first_seen_at',
  lastSeen: `coalesce(u.last_seen_at, '9999')`,
};

const filtersSchema: z.ZodType<UsageFilters> = z.object({
  account: queryText.optional(),
  state: z.array(usageStateSchema).optional(),
  licence: queryText.optional(),
  access: accessLevelSchema.optional(),
  department: queryText.optional(),
  group: queryText.optional(),
  q: queryText.optional(),
  sort: z
    .custom<UsageListQuery['sort']>(
      value =>
        typeof value === 'string' &&
        Object.hasOwn(SORT_EXPRESSIONS, value.replace(/^-/, '')),
    )
    .optional(),
});

const MOST_FACETS = 200;
const MOST_HISTORY = 100;

/** Reads what is known of Lucid users. */
export class UsageReader {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * @param options - the reading of the catalog in which groups are looked up
   * @throws InputError when the cursor is not one of this list
   */
  async list(
    { cursor: encoded, limit = 25, ...given }: UsageListQuery,
    options: { readingId: number | undefined },
  ): Promise<ListPage<LicenceUsage>> {
    const cursor =
      encoded === undefined
        ? undefined
        : decodeCursor(encoded, filtersSchema, 3);
    const query = cursor?.query ?? given;
    const sort = query.sort ?? 'displayName';
    const field = sort.replace(/^-/, '') as UsageSortField;

    const matching = this.#filtered(query, options.readingId);
    const [{ count }] = await matching.clone().count({ count: '*' });
    const page = await readKeysetPage<UsageRow, UsageFilters>(
      this.#knex,
      selectUsage(this.#knex, matching),
      {
        order: {
          expressions: [SORT_EXPRESSIONS[field], 'u.account_id', 'u.user_id'],
          descending: sort.startsWith('-'),
        },
        query,
        limit,
        cursor,
      },
    );
    return {
      items: page.rows.map(toUsage),
      totalItems: Number(count),
      ...(page.nextCursor && { nextCursor: page.nextCursor }),
      ...(page.prevCursor && { prevCursor: page.prevCursor }),
    };
  }

  async get(account: string, id: string): Promise<LicenceUsage | undefined> {
    const row = await selectUsage(this.#knex, this.#users())
      .where({ 'u.account_id': account, 'u.user_id': id })
      .first<UsageRow>();
    return row && toUsage(row);
  }

  /** @param name - `metadata.name` of a `LicenceUsage` entity, in any case */
  async getByEntityName(name: string): Promise<LicenceUsage | undefined> {
    const row = await selectUsage(this.#knex, this.#users())
      .where('u.entity_name', name.toLocaleLowerCase('en-US'))
      .first<UsageRow>();
    return row && toUsage(row);
  }

  /** Lucid users of the current snapshots that are, or may be, a catalog user. */
  async listMatching(entityRef: string): Promise<LicenceUsage[]> {
    const rows: UsageRow[] = await selectUsage(this.#knex, this.#users())
      .join('lucid_user_matches as m', join =>
        join.on('m.account_id', 'u.account_id').andOn('m.user_id', 'u.user_id'),
      )
      .where('m.entity_ref', entityRef)
      .orderBy(['u.account_id', 'u.user_id']);
    return rows.map(toUsage);
  }

  /** Newest first. */
  async history(account: string, id: string): Promise<UsageChange[]> {
    const rows = await this.#knex('usage_changes')
      .where({ account_id: account, user_id: id })
      .orderBy('change_id', 'desc')
      .limit(MOST_HISTORY)
      .select<
        {
          sync_id: string | null;
          at: string;
          type: UsageChange['type'];
          before: string | null;
          after: string | null;
        }[]
      >('sync_id', 'at', 'type', 'before', 'after');
    return rows.map(row => ({
      ...(row.sync_id !== null && { syncId: row.sync_id }),
      at: row.at,
      type: row.type,
      ...(row.before !== null && { before: row.before }),
      ...(row.after !== null && { after: row.after }),
    }));
  }

  async facets(account?: string): Promise<UsageFacets> {
    const present = () =>
      this.#filtered(account === undefined ? {} : { account }, undefined);
    const most = async (rows: Knex.QueryBuilder, column: string) => {
      const found: { value: string; users: number | string }[] = await rows
        .whereNotNull(column)
        .groupBy(column)
        .select({ value: column })
        .count({ users: '*' })
        .orderBy([{ column: 'users', order: 'desc' }, { column: 'value' }])
        .limit(MOST_FACETS);
      return found.map(({ value, users }) => ({ value, users: Number(users) }));
    };
    return {
      licences: await most(
        present().join('lucid_user_licences as l', join =>
          join
            .on('l.account_id', 'u.account_id')
            .andOn('l.user_id', 'u.user_id'),
        ),
        'l.licence',
      ),
      departments: await most(present(), 'u.department'),
    };
  }

  /**
   * What became of the users that changed after a revision, in the order of
   * revisions. A revision that is ahead of every change was given out by a
   * store that has been lost since; the answer then is the newest one there is.
   */
  async changes(since: number, limit: number): Promise<RevisedUsagePage> {
    const rows: UsageRow[] = await selectUsage(this.#knex, this.#users())
      .where('u.revision', '>', since)
      .orderBy('u.revision')
      .limit(limit + 1);
    const items = rows.slice(0, limit).map(row =>
      row.state === 'departed'
        ? {
            type: 'tombstone' as const,
            revision: Number(row.revision),
            entityRef: entityRefOfName(row.entity_name),
          }
        : {
            type: 'current' as const,
            revision: Number(row.revision),
            usage: toUsage(row),
          },
    );
    const revision =
      items.at(-1)?.revision ?? Math.min(since, await this.#newestRevision());
    return { items, revision, more: rows.length > limit };
  }

  async #newestRevision(): Promise<number> {
    const row = await this.#knex('revision_counter').first<{
      revision: number | string;
    }>('revision');
    return Number(row?.revision ?? 0);
  }

  #users(): Knex.QueryBuilder {
    return this.#knex('lucid_users as u');
  }

  #filtered(
    query: UsageFilters,
    readingId: number | undefined,
  ): Knex.QueryBuilder {
    const knex = this.#knex;
    const users = this.#users();
    if (query.account !== undefined) {
      users.where('u.account_id', query.account);
    }
    if (query.state?.length) {
      users.whereIn('u.state', query.state);
    } else {
      users.whereNot('u.state', 'departed');
    }
    if (query.department !== undefined) {
      users.where('u.department', query.department);
    }
    if (query.q !== undefined) {
      users.whereRaw(`u.search_text like ? escape '\\'`, [
        searchPattern(query.q),
      ]);
    }
    const { licence, access, group } = query;
    if (licence !== undefined || access !== undefined) {
      users.whereExists(held =>
        held
          .select(knex.raw('1'))
          .from('lucid_user_licences as l')
          .where('l.account_id', knex.ref('u.account_id'))
          .where('l.user_id', knex.ref('u.user_id'))
          .where({
            ...(licence !== undefined && { 'l.licence': licence }),
            ...(access !== undefined && { 'l.access': access }),
          }),
      );
    }
    if (group !== undefined) {
      users.whereExists(matched =>
        matched
          .select(knex.raw('1'))
          .from('lucid_user_matches as m')
          .where('m.account_id', knex.ref('u.account_id'))
          .where('m.user_id', knex.ref('u.user_id'))
          // Keeps SQLite from trying every member of the group for each user.
          .whereRaw(`coalesce(m.entity_ref, '') in (?)`, [
            groupMembers(knex, readingId, group),
          ]),
      );
    }
    return users;
  }
}
