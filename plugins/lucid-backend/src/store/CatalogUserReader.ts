import {
  AccessLevel,
  CatalogUser,
  CatalogUserListQuery,
  GroupUsage,
  ListPage,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { groupMembers } from './groupMembers';
import { readKeysetPage } from './keysetPage';
import { decodeCursor, queryText } from './listCursor';
import { searchPattern } from './searchPattern';

type CatalogUserFilters = Omit<CatalogUserListQuery, 'cursor' | 'limit'>;

const filtersSchema: z.ZodType<CatalogUserFilters> = z.object({
  state: z.literal('unlicensed').optional(),
  account: queryText.optional(),
  group: queryText.optional(),
  q: queryText.optional(),
});

interface CatalogUserRow {
  entity_ref: string;
  display_name: string;
  email: string | null;
}

/** Reads catalog users and their groups, as the reading in force knows them. */
export class CatalogUserReader {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** @throws InputError when the cursor is not one of this list */
  async list(
    { cursor: encoded, limit = 25, ...given }: CatalogUserListQuery,
    options: { readingId: number | undefined },
  ): Promise<ListPage<CatalogUser>> {
    const cursor =
      encoded === undefined
        ? undefined
        : decodeCursor(encoded, filtersSchema, 2);
    const query = cursor?.query ?? given;
    const matching = this.#filtered(query, options.readingId);
    const [{ count }] = await matching.clone().count({ count: '*' });
    const page = await readKeysetPage<CatalogUserRow, CatalogUserFilters>(
      this.#knex,
      matching.select('c.entity_ref', 'c.display_name', 'c.email'),
      {
        order: {
          expressions: ['c.sort_name', 'c.entity_ref'],
          descending: false,
        },
        query,
        limit,
        cursor,
      },
    );
    return {
      items: page.rows.map(row => ({
        entityRef: row.entity_ref,
        displayName: row.display_name,
        ...(row.email !== null && { email: row.email }),
      })),
      totalItems: Number(count),
      ...(page.nextCursor && { nextCursor: page.nextCursor }),
      ...(page.prevCursor && { prevCursor: page.prevCursor }),
    };
  }

  /** Whether the reading in force has a user. */
  async knows(
    userRef: string,
    readingId: number | undefined,
  ): Promise<boolean> {
    const known = await this.#knex('catalog_users')
      .where({ reading_id: readingId ?? 0, entity_ref: userRef })
      .first('entity_ref');
    return known !== undefined;
  }

  /** How the members of a group and its subgroups are licensed, each member counted once. */
  async groupUsage(
    groupRef: string,
    readingId: number | undefined,
  ): Promise<Pick<GroupUsage, 'members' | 'byLicence'>> {
    const knex = this.#knex;
    // Memberships can name users that the catalog does not have.
    const members = () =>
      knex('catalog_users as c')
        .where('c.reading_id', readingId ?? 0)
        .whereIn('c.entity_ref', groupMembers(knex, readingId, groupRef));
    const [{ total }] = await members().count<{ total: number | string }[]>({
      total: '*',
    });
    const detected = () =>
      members()
        .join('lucid_user_matches as m', 'm.entity_ref', 'c.entity_ref')
        .join('lucid_users as u', join =>
          join
            .on('u.account_id', 'm.account_id')
            .andOn('u.user_id', 'm.user_id'),
        )
        // Keeps SQLite from going through all detected users for each member.
        .whereRaw(`coalesce(u.state, '') = 'detected'`);
    const [{ licensed }] = await detected().countDistinct<
      { licensed: number | string }[]
    >({ licensed: 'c.entity_ref' });
    const byLicence = await detected()
      .join('lucid_user_licences as l', join =>
        join.on('l.account_id', 'u.account_id').andOn('l.user_id', 'u.user_id'),
      )
      .groupBy('l.licence', 'l.access')
      .select({ licence: 'l.licence', access: 'l.access' })
      .countDistinct<
        {
          licence: string;
          access: AccessLevel | null;
          members: number | string;
        }[]
      >({ members: 'c.entity_ref' })
      .orderBy([{ column: 'members', order: 'desc' }, { column: 'licence' }]);
    return {
      members: { total: Number(total), licensed: Number(licensed) },
      byLicence: byLicence.map(row => ({
        licence: row.licence,
        ...(row.access !== null && { access: row.access }),
        members: Number(row.members),
      })),
    };
  }

  #filtered(
    query: CatalogUserFilters,
    readingId: number | undefined,
  ): Knex.QueryBuilder {
    const knex = this.#knex;
    const users = knex('catalog_users as c').where(
      'c.reading_id',
      readingId ?? 0,
    );
    if (query.state === 'unlicensed') {
      users.whereNotExists(matches => {
        matches
          .select(knex.raw('1'))
          .from('lucid_user_matches as m')
          .where('m.entity_ref', knex.ref('c.entity_ref'));
        if (query.account !== undefined) {
          matches.where('m.account_id', query.account);
        }
      });
    }
    if (query.group !== undefined) {
      users.whereIn('c.entity_ref', groupMembers(knex, readingId, query.group));
    }
    if (query.q !== undefined) {
      users.whereRaw(`c.search_text like ? escape '\\'`, [
        searchPattern(query.q),
      ]);
    }
    return users;
  }
}
