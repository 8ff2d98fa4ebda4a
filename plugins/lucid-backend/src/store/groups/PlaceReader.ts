import { PlacedUsers } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { isOneOf } from '../bulkRows';
import { groupWithSubgroups } from '../groupMembers';
import { visibleUsers } from '../usageRow';
import { CatalogGroupMatch, GroupMatchRow } from './CatalogGroupMatch';
import { GroupCensus, NOBODY } from './GroupCensus';

const MOST_PLACES = 200;

/** In whose places nobody in the catalog accounts for them. */
const PLACED = `u.state in ('undetected', 'departed')`;

/**
 * Reads where Lucid places users whom nobody in the catalog accounts for:
 * departments, and groups with their subgroups.
 */
export class PlaceReader {
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
   * Places that hold undetected users, most of them first, at most 200.
   *
   * @param options - `matched` leaves those that are taken to be a catalog group,
   * or those that are not
   */
  async list(options: {
    account?: string;
    matched?: boolean;
    readingId: number | undefined;
  }): Promise<PlacedUsers[]> {
    const { matched } = options;
    const places = await this.#read(options);
    return places
      .filter(
        place =>
          place.undetected > 0 &&
          (matched === undefined || matched === (place.groupRef !== undefined)),
      )
      .slice(0, MOST_PLACES);
  }

  /** Places that are taken to be a catalog group or one of its subgroups. */
  async ofCatalogGroup(
    groupRef: string,
    readingId: number | undefined,
  ): Promise<PlacedUsers[]> {
    const refs = new Set(
      await groupWithSubgroups(this.#knex, readingId, groupRef).pluck<string[]>(
        'group_ref',
      ),
    );
    const places = await this.#read({ readingId });
    return places
      .filter(place => place.groupRef && refs.has(place.groupRef))
      .slice(0, MOST_PLACES);
  }

  async #read(options: {
    account?: string;
    readingId: number | undefined;
  }): Promise<PlacedUsers[]> {
    const match = new CatalogGroupMatch({
      knex: this.#knex,
      isOnlyAccount: this.#isOnlyAccount,
      readingId: options.readingId,
    });
    const places = [
      ...(await this.#departments(match, options.account)),
      ...(await this.#groups(match, options.account)),
    ];
    return places.sort(
      (one, other) =>
        other.undetected - one.undetected ||
        other.departed - one.departed ||
        one.name.localeCompare(other.name, 'en-US') ||
        // The database gives them in no order.
        (one.id ?? '').localeCompare(other.id ?? '', 'en-US'),
    );
  }

  /** Departments of the same name are one place, in however many accounts. */
  async #departments(
    match: CatalogGroupMatch,
    account: string | undefined,
  ): Promise<PlacedUsers[]> {
    const count = (state: string) =>
      this.#knex.raw(`count(case when u.state = '${state}' then 1 end)`);
    const rows: {
      department: string;
      account_id: string;
      accounts: number | string;
      undetected: number | string;
      departed: number | string;
    }[] = await this.#placedUsers(account)
      .whereNotNull('u.department')
      .groupBy('u.department')
      .select({
        department: 'u.department',
        undetected: count('undetected'),
        departed: count('departed'),
      })
      .min({ account_id: 'u.account_id' })
      .countDistinct({ accounts: 'u.account_id' });
    const refs = await match.ofDepartments(rows.map(row => row.department));
    return rows.map(row => {
      const groupRef = refs.get(row.department);
      return {
        place: 'department',
        ...(Number(row.accounts) === 1 && { account: row.account_id }),
        name: row.department,
        undetected: Number(row.undetected),
        departed: Number(row.departed),
        ...(groupRef !== undefined && { groupRef }),
      };
    });
  }

  async #groups(
    match: CatalogGroupMatch,
    account: string | undefined,
  ): Promise<PlacedUsers[]> {
    const accounts: string[] = await this.#knex('accounts')
      .whereNotNull('groups_read_at')
      .where(account === undefined ? {} : { account_id: account })
      .pluck('account_id');
    const places = await Promise.all(
      accounts.map(id => this.#groupsOf(match, id)),
    );
    return places.flat();
  }

  async #groupsOf(
    match: CatalogGroupMatch,
    account: string,
  ): Promise<PlacedUsers[]> {
    const placed = new Map(
      [...(await this.#census.of(account))].filter(
        ([, { undetected, departed }]) => undetected > 0 || departed > 0,
      ),
    );
    const rows: (GroupMatchRow & { group_id: string; display_name: string })[] =
      await this.#knex('lucid_groups as g')
        .where('g.account_id', account)
        .whereRaw(isOneOf(this.#knex, 'g.group_id', [...placed.keys()]))
        .select('g.group_id', 'g.display_name')
        .select(match.columns());
    return rows.map(row => {
      const { undetected, departed } = placed.get(row.group_id) ?? NOBODY;
      const groupRef = CatalogGroupMatch.of(row)?.entityRef;
      return {
        place: 'lucid-group',
        account,
        id: row.group_id,
        name: row.display_name,
        undetected,
        departed,
        ...(groupRef !== undefined && { groupRef }),
      };
    });
  }

  #placedUsers(account: string | undefined): Knex.QueryBuilder {
    return (
      visibleUsers(this.#knex)
        .whereRaw(PLACED)
        // Says that the index of those who are not detected is enough.
        .whereRaw(`u.state <> 'detected'`)
        .where(account === undefined ? {} : { 'u.account_id': account })
    );
  }
}
