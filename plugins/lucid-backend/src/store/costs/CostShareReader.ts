import {
  COST_KEYS,
  CostShare,
  CostShareQuery,
  ListPage,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { CostTally, HeldLicence } from '../../costs/CostTally';
import { PriceList } from '../../costs/PriceList';
import { queryText } from '../../text/queryText';
import { isOneOf } from '../bulkRows';
import { readLicenceSets } from '../licenceSets';
import { readListRequest } from '../listCursor';
import { ShareCensus } from './ShareCensus';
import { Shares } from './ShareTally';
import { pageOfSorted } from './pageOfSorted';
import { readAccounts } from './readAccounts';

type ShareFilters = Omit<CostShareQuery, 'cursor' | 'limit'>;

const filtersSchema: z.ZodType<ShareFilters> = z.object({
  by: z.enum(COST_KEYS),
  account: queryText.optional(),
});

/** Users of all accounts who have the same department, cost centre or group. */
interface Share {
  /** `''` for those who have none. */
  key: string;
  users: number;
  undetected: number;
}

/** Reads how costs are shared among departments, cost centres or groups. */
export class CostShareReader {
  readonly #knex: Knex;
  readonly #census: ShareCensus;
  readonly #prices: PriceList;
  readonly #today: () => string;

  /** @param options - `today` is `YYYY-MM-DD` in UTC */
  constructor(options: {
    knex: Knex;
    census: ShareCensus;
    prices: PriceList;
    today: () => string;
  }) {
    this.#knex = options.knex;
    this.#census = options.census;
    this.#prices = options.prices;
    this.#today = options.today;
  }

  /**
   * Most users first.
   *
   * @param options - the reading of the catalog in which groups are looked up
   * @throws InputError when the cursor is not one of this list
   */
  async list(
    asked: CostShareQuery,
    options: { readingId: number | undefined },
  ): Promise<ListPage<CostShare>> {
    const request = readListRequest(asked, filtersSchema);
    const { query } = request;
    const counted = new Map<string, Shares>();
    const { by, account: only } = query;
    for (const account of await readAccounts(this.#knex, { account: only })) {
      counted.set(account, await this.#census.of(account, { by, ...options }));
    }
    const all = addUp([...counted.values()]);
    const { items: shares, ...cursors } = pageOfSorted(all, {
      // As text, in which order numbers have as many digits.
      orderBy: [({ users }) => descending(users), ({ key }) => key],
      ...request,
    });
    const sets = await readLicenceSets(this.#knex);
    const names =
      query.by === 'group'
        ? await this.#namesOf(shares, options.readingId)
        : new Map<string, string>();
    return {
      items: shares.map(share => ({
        ...(share.key !== '' && { key: share.key }),
        ...(names.has(share.key) && { displayName: names.get(share.key) }),
        users: share.users,
        undetected: share.undetected,
        cost: this.#costOf(share.key, counted, sets),
      })),
      totalItems: all.length,
      ...cursors,
    };
  }

  #costOf(
    key: string,
    counted: Map<string, Shares>,
    sets: Map<string, HeldLicence[]>,
  ): CostShare['cost'] {
    const tally = new CostTally({ prices: this.#prices, day: this.#today() });
    for (const [account, shares] of counted) {
      for (const [licenceSet, { users }] of shares.get(key) ?? []) {
        tally.add(account, sets.get(licenceSet) ?? [], users);
      }
    }
    return tally.cost;
  }

  async #namesOf(
    shares: Share[],
    readingId: number | undefined,
  ): Promise<Map<string, string>> {
    const rows: { group_ref: string; display_name: string }[] =
      await this.#knex('catalog_groups')
        .where('reading_id', readingId ?? 0)
        .whereRaw(
          isOneOf(
            this.#knex,
            'group_ref',
            shares.map(({ key }) => key),
          ),
        )
        .select('group_ref', 'display_name');
    return new Map(rows.map(row => [row.group_ref, row.display_name]));
  }
}

/** Those of several accounts, each key once. */
function addUp(counted: Shares[]): Share[] {
  const shares = new Map<string, Share>();
  for (const [key, held] of counted.flatMap(one => [...one])) {
    const share = shares.get(key) ?? { key, users: 0, undetected: 0 };
    shares.set(key, share);
    for (const { users, undetected } of held.values()) {
      share.users += users;
      share.undetected += undetected;
    }
  }
  return [...shares.values()];
}

function descending(users: number): string {
  const digits = String(Number.MAX_SAFE_INTEGER).length;
  return String(Number.MAX_SAFE_INTEGER - users).padStart(digits, '0');
}
