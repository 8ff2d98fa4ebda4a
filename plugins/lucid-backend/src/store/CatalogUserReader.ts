import { ConflictError } from '@backstage/errors';
import {
  AccessLevel,
  CatalogUserListQuery,
  Licence,
  ListPage,
  ListedCatalogUser,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { queryText } from '../text/queryText';
import { isOneOf } from './bulkRows';
import { groupMembers } from './groupMembers';
import { readKeysetPage } from './keysetPage';
import { ListRequest, readListRequest } from './listCursor';
import { searchPattern } from './searchPattern';
import { visibleUsers } from './usageRow';

type CatalogUserFilters = Omit<CatalogUserListQuery, 'cursor' | 'limit'>;

const filtersSchema: z.ZodType<CatalogUserFilters> = z.object({
  state: z.enum(['licensed', 'unlicensed']).optional(),
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
    asked: CatalogUserListQuery,
    options: { readingId: number | undefined },
  ): Promise<ListPage<ListedCatalogUser>> {
    const request = readListRequest(asked, filtersSchema);
    const [{ count }] = await this.#filtered(
      request.query,
      options.readingId,
    ).count({ count: '*' });
    const page = await this.#page(request, options.readingId);
    return { ...page, totalItems: Number(count) };
  }

  /**
   * Everybody who fits, in pages that are read when they are asked for. A reading
   * of the catalog never changes, so whoever fits all the while is read exactly
   * once, and nobody is read twice.
   *
   * @throws ConflictError when the reading was forgotten meanwhile, because the
   * catalog has changed twice
   */
  async *all(
    query: CatalogUserFilters,
    options: { readingId: number | undefined; pageSize: number },
  ): AsyncGenerator<ListedCatalogUser[]> {
    const { readingId, pageSize: limit } = options;
    let next: string | undefined;
    do {
      const page = await this.#page(
        readListRequest({ ...query, limit, cursor: next }, filtersSchema),
        readingId,
      );
      await this.#requireReading(readingId);
      yield page.items;
      next = page.nextCursor;
    } while (next !== undefined);
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

  async #page(
    request: ListRequest<CatalogUserFilters>,
    readingId: number | undefined,
  ): Promise<Omit<ListPage<ListedCatalogUser>, 'totalItems'>> {
    const { query } = request;
    const { rows, ...cursors } = await readKeysetPage<
      CatalogUserRow,
      CatalogUserFilters
    >(
      this.#knex,
      this.#filtered(query, readingId).select(
        'c.entity_ref',
        'c.display_name',
        'c.email',
      ),
      {
        order: {
          expressions: ['c.sort_name', 'c.entity_ref'],
          descending: false,
        },
        ...request,
      },
    );
    const licences = await this.#licencesOf(
      rows.map(row => row.entity_ref),
      query.account,
    );
    return {
      items: rows.map(row => ({
        entityRef: row.entity_ref,
        displayName: row.display_name,
        ...(row.email !== null && { email: row.email }),
        licences: licences.get(row.entity_ref) ?? [],
      })),
      ...cursors,
    };
  }

  /** Makes sure that nobody can have begun to forget a reading; the last two are kept. */
  async #requireReading(readingId: number | undefined): Promise<void> {
    const newer = await this.#knex('catalog_readings')
      .where('reading_id', '>', readingId ?? 0)
      .whereNotNull('completed_at')
      .limit(2)
      .select('reading_id');
    if (readingId !== undefined && newer.length > 1) {
      throw new ConflictError(
        'The catalog has changed twice since the list was begun',
      );
    }
  }

  /** What the Lucid users hold that are matched to catalog users, each once. */
  async #licencesOf(
    entityRefs: string[],
    account: string | undefined,
  ): Promise<Map<string, Licence[]>> {
    const rows: {
      match_ref: string;
      licence: string;
      access: AccessLevel | null;
    }[] = await visibleUsers(this.#knex)
      .join('licence_sets as l', 'l.licence_set', 'u.licence_set')
      .whereRaw(isOneOf(this.#knex, 'u.match_ref', entityRefs))
      .where(account === undefined ? {} : { 'u.account_id': account })
      .distinct('u.match_ref', 'l.licence', 'l.access')
      .orderBy(['u.match_ref', 'l.licence', 'l.access']);
    const licences = new Map<string, Licence[]>();
    for (const { match_ref: ref, licence: name, access } of rows) {
      const held = licences.get(ref) ?? [];
      held.push(access === null ? { name } : { name, access });
      licences.set(ref, held);
    }
    return licences;
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
    const matches = () => {
      const detected = visibleUsers(knex);
      if (query.account !== undefined) {
        detected.where('u.account_id', query.account);
      }
      return detected;
    };
    const detected = () =>
      matches()
        .where('u.match_ref', knex.ref('c.entity_ref'))
        .select(knex.raw('1'));
    if (query.state === 'licensed') {
      users.whereExists(detected());
    }
    if (query.state === 'unlicensed') {
      users.whereNotExists(detected()).whereNotExists(
        matches()
          .join('ambiguous_matches as m', join =>
            join
              .on('m.account_id', 'u.account_id')
              .andOn('m.user_id', 'u.user_id'),
          )
          .where('m.entity_ref', knex.ref('c.entity_ref'))
          .select(knex.raw('1')),
      );
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
