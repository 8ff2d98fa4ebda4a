import {
  LicenceUsage,
  ListPage,
  RevisedUsagePage,
  UsageCounts,
  UsageFacets,
  UsageListQuery,
  USAGE_STATES,
  accessLevelSchema,
  undetectedReasonSchema,
  usageStateSchema,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { LicenceHintRule } from '../config/GroupsConfig';
import { LicenceCosts } from '../costs/LicenceCosts';
import { queryText } from '../text/queryText';
import { COUNT_OF_STATE } from './countUsage';
import { GroupsOfUsers } from './groups/GroupsOfUsers';
import { withEntityName } from './entityName';
import { readKeysetPage } from './keysetPage';
import { readListRequest } from './listCursor';
import { readChangedUsers } from './readChangedUsers';
import {
  UsageFilters,
  filterUsers,
  isUsageSort,
  usageOrder,
} from './usageFilters';
import {
  UsageRow,
  entityRefOfName,
  selectUsage,
  toUsage,
  visibleUsers,
} from './usageRow';
import { wholeUsageList } from './wholeUsageList';

const filtersSchema: z.ZodType<UsageFilters> = z.object({
  account: queryText.optional(),
  state: z.array(usageStateSchema).optional(),
  reason: undetectedReasonSchema.optional(),
  licence: queryText.optional(),
  access: accessLevelSchema.optional(),
  department: queryText.optional(),
  group: queryText.optional(),
  lucidGroup: queryText.optional(),
  q: queryText.optional(),
  sort: z.custom<UsageListQuery['sort']>(isUsageSort).optional(),
});

const PRESENT_STATES = USAGE_STATES.filter(state => state !== 'departed');

const MOST_FACETS = 200;

/** Reads what is known of Lucid users. */
export class UsageReader {
  readonly #knex: Knex;
  readonly #groups: GroupsOfUsers;
  readonly #costs: LicenceCosts | undefined;

  /**
   * @param options - `licenceHints` is what groups of Lucid say of licences; without
   * `costs`, nothing is said of what they cost
   */
  constructor(options: {
    knex: Knex;
    licenceHints?: LicenceHintRule[];
    costs?: LicenceCosts;
  }) {
    this.#knex = options.knex;
    this.#groups = new GroupsOfUsers({
      knex: options.knex,
      licenceHints: options.licenceHints ?? [],
    });
    this.#costs = options.costs;
  }

  /** Whether the configuration has prices, of whatever day. */
  get tellsCosts(): boolean {
    return this.#costs?.areConfigured ?? false;
  }

  /**
   * @param options - the reading of the catalog in which groups are looked up
   * @throws InputError when the cursor is not one of this list
   */
  async list(
    asked: UsageListQuery,
    options: { readingId: number | undefined },
  ): Promise<ListPage<LicenceUsage>> {
    const request = readListRequest(asked, filtersSchema);
    const { query } = request;
    const matching = filterUsers(this.#knex, query, options.readingId);
    const { rows, ...cursors } = await readKeysetPage<UsageRow, UsageFilters>(
      this.#knex,
      selectUsage(this.#knex, matching),
      { ...request, order: usageOrder(query) },
    );
    return {
      items: await this.#toUsages(rows),
      totalItems: await this.#count(query, matching),
      ...cursors,
    };
  }

  /**
   * Everybody who fits, in pages that are read when they are asked for; see
   * {@link wholeUsageList} for what is promised while syncs go on.
   *
   * @param options - `readingId` finds the reading of the catalog that is in force
   */
  async *all(
    query: UsageFilters,
    options: {
      readingId: () => Promise<number | undefined>;
      pageSize: number;
    },
  ): AsyncGenerator<LicenceUsage[]> {
    for await (const rows of wholeUsageList(this.#knex, query, options)) {
      yield await this.#toUsages(rows);
    }
  }

  async get(account: string, id: string): Promise<LicenceUsage | undefined> {
    const row = await selectUsage(this.#knex, this.#users())
      .where({ 'u.account_id': account, 'u.user_id': id })
      .first<UsageRow>();
    return this.#toUsage(row);
  }

  /** @param name - `metadata.name` of a `LicenceUsage` entity, in any case */
  async getByEntityName(name: string): Promise<LicenceUsage | undefined> {
    const row = await withEntityName(
      selectUsage(this.#knex, this.#users()),
      name,
    ).first<UsageRow>();
    return this.#toUsage(row);
  }

  /** Lucid users of the current snapshots that are, or may be, a catalog user. */
  async listMatching(entityRef: string): Promise<LicenceUsage[]> {
    const rows: UsageRow[] = await selectUsage(this.#knex, this.#users())
      .where(match =>
        match
          .where('u.match_ref', entityRef)
          .orWhereIn(
            ['u.account_id', 'u.user_id'],
            this.#knex('ambiguous_matches')
              .where({ entity_ref: entityRef })
              .select('account_id', 'user_id'),
          ),
      )
      .orderBy(['u.account_id', 'u.user_id']);
    return this.#toUsages(rows);
  }

  /** @param rows - a page of a list: some hundreds at most */
  async #toUsages(rows: UsageRow[]): Promise<LicenceUsage[]> {
    const usages = await this.#groups.addTo(rows.map(toUsage));
    return this.#costs?.addTo(usages) ?? usages;
  }

  async #toUsage(row: UsageRow | undefined): Promise<LicenceUsage | undefined> {
    const [usage] = await this.#toUsages(row ? [row] : []);
    return usage;
  }

  async facets(account?: string): Promise<UsageFacets> {
    const present = () =>
      filterUsers(
        this.#knex,
        account === undefined ? {} : { account },
        undefined,
      );
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
        present().join('licence_sets as l', 'l.licence_set', 'u.licence_set'),
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
    const { users, incomplete } = await readChangedUsers(this.#knex, {
      since,
      limit: limit + 1,
    });
    const rows = users.slice(0, limit);
    const usages = await this.#groups.addTo(rows.map(toUsage));
    const items = rows.map((row, index) =>
      row.state === 'departed'
        ? {
            type: 'tombstone' as const,
            revision: Number(row.revision),
            entityRef: entityRefOfName(row.entity_name),
          }
        : {
            type: 'current' as const,
            revision: Number(row.revision),
            usage: usages[index],
          },
    );
    const revision =
      items.at(-1)?.revision ?? Math.min(since, await this.#newestRevision());
    return {
      items,
      revision,
      more: users.length > limit,
      ...(incomplete && { incomplete }),
    };
  }

  async #newestRevision(): Promise<number> {
    const row = await this.#knex('revision_counter').first<{
      revision: number | string;
    }>('revision');
    return Number(row?.revision ?? 0);
  }

  /** Goes through the users only where nobody has counted them yet. */
  async #count(
    { account, state, sort: _, ...filters }: UsageFilters,
    matching: Knex.QueryBuilder,
  ): Promise<number> {
    if (Object.values(filters).some(filter => filter !== undefined)) {
      const [{ count }] = await matching.clone().count({ count: '*' });
      return Number(count);
    }
    const rows = await this.#knex('accounts')
      .where(account === undefined ? {} : { account_id: account })
      .whereNotNull('snapshot_at')
      .pluck<string[]>('counts');
    const states = state?.length ? [...new Set(state)] : PRESENT_STATES;
    return rows
      .flatMap(row => {
        const counts: UsageCounts = JSON.parse(row);
        return states.map(one => counts[COUNT_OF_STATE[one]]);
      })
      .reduce((sum, count) => sum + count, 0);
  }

  #users(): Knex.QueryBuilder {
    return visibleUsers(this.#knex);
  }
}
