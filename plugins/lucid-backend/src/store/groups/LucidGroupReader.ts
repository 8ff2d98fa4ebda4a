import {
  ListPage,
  LucidGroup,
  LucidGroupListQuery,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { queryText } from '../../text/queryText';
import { readKeysetPage } from '../keysetPage';
import { readListRequest } from '../listCursor';
import { searchPattern } from '../searchPattern';
import { CatalogGroupMatch, GroupMatchRow } from './CatalogGroupMatch';
import { GroupCensus, GroupPopulation, NOBODY } from './GroupCensus';

type GroupFilters = Omit<LucidGroupListQuery, 'cursor' | 'limit'>;

const filtersSchema: z.ZodType<GroupFilters> = z.object({
  account: queryText.optional(),
  matched: z.boolean().optional(),
  q: queryText.optional(),
});

interface GroupRow extends GroupMatchRow {
  account_id: string;
  group_id: string;
  display_name: string;
}

/** Reads the groups of Lucid, with how many users are in each. */
export class LucidGroupReader {
  readonly #knex: Knex;
  readonly #census: GroupCensus;
  readonly #isOnlyAccount: boolean;

  constructor(options: {
    knex: Knex;
    census: GroupCensus;
    isOnlyAccount: boolean;
  }) {
    this.#knex = options.knex;
    this.#census = options.census;
    this.#isOnlyAccount = options.isOnlyAccount;
  }

  /**
   * @param options - the reading of the catalog in which groups are looked up
   * @throws InputError when the cursor is not one of this list
   */
  async list(
    asked: LucidGroupListQuery,
    options: { readingId: number | undefined },
  ): Promise<ListPage<LucidGroup>> {
    const request = readListRequest(asked, filtersSchema);
    const match = new CatalogGroupMatch({
      knex: this.#knex,
      isOnlyAccount: this.#isOnlyAccount,
      ...options,
    });
    const matching = this.#filtered(request.query, match);
    const [{ count }] = await matching.clone().count({ count: '*' });
    const { rows, ...cursors } = await readKeysetPage<GroupRow, GroupFilters>(
      this.#knex,
      matching
        .select('g.account_id', 'g.group_id', 'g.display_name')
        .select(match.columns()),
      {
        ...request,
        order: {
          expressions: ['g.sort_name', 'g.account_id', 'g.group_id'],
          descending: false,
        },
      },
    );
    return {
      items: await this.#withPopulations(rows),
      totalItems: Number(count),
      ...cursors,
    };
  }

  #filtered(query: GroupFilters, match: CatalogGroupMatch): Knex.QueryBuilder {
    const groups = this.#knex('lucid_groups as g');
    if (query.account !== undefined) {
      groups.where('g.account_id', query.account);
    }
    if (query.matched === true) {
      groups.where(match.isMatched());
    } else if (query.matched === false) {
      groups.whereNot(match.isMatched());
    }
    const { q } = query;
    if (q !== undefined) {
      groups.where(found =>
        found
          .whereRaw(`g.name_key like ? escape '\\'`, [searchPattern(q)])
          .orWhere('g.group_id', q),
      );
    }
    return groups;
  }

  async #withPopulations(rows: GroupRow[]): Promise<LucidGroup[]> {
    const populations = new Map<string, Map<string, GroupPopulation>>();
    for (const account of new Set(rows.map(row => row.account_id))) {
      populations.set(account, await this.#census.of(account));
    }
    return rows.map(row => {
      const match = CatalogGroupMatch.of(row);
      return {
        account: row.account_id,
        id: row.group_id,
        name: row.display_name,
        ...(populations.get(row.account_id)?.get(row.group_id) ?? NOBODY),
        ...(match && { match }),
      };
    });
  }
}
