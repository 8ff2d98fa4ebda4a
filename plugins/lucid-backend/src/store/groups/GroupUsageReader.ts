import { AccessLevel, GroupUsage } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { LicenceCosts } from '../../costs/LicenceCosts';
import { isPostgres } from '../bulkRows';
import { groupMembers } from '../groupMembers';
import { readLicenceSets } from '../licenceSets';
import { visibleUsers } from '../usageRow';
import { PlaceReader } from './PlaceReader';

/** What is counted of the members of one catalog group, each member once. */
class GroupQueries {
  readonly #knex: Knex;
  readonly #groupRef: string;
  readonly #readingId: number | undefined;

  constructor(options: {
    knex: Knex;
    groupRef: string;
    readingId: number | undefined;
  }) {
    this.#knex = options.knex;
    this.#groupRef = options.groupRef;
    this.#readingId = options.readingId;
  }

  async members(): Promise<number> {
    const [{ total }] = await this.#members().count<
      { total: number | string }[]
    >({ total: '*' });
    return Number(total);
  }

  async licensed(): Promise<number> {
    const [{ licensed }] = await this.#detected().countDistinct<
      { licensed: number | string }[]
    >({ licensed: 'u.match_ref' });
    return Number(licensed);
  }

  async byLicence(): Promise<GroupUsage['byLicence']> {
    const rows: {
      licence: string;
      access: AccessLevel | null;
      members: number | string;
    }[] = await this.#detected()
      .join('licence_sets as l', 'l.licence_set', 'u.licence_set')
      .groupBy('l.licence', 'l.access')
      .select({ licence: 'l.licence', access: 'l.access' })
      .countDistinct({ members: 'u.match_ref' })
      .orderBy([{ column: 'members', order: 'desc' }, { column: 'licence' }]);
    return rows.map(({ licence, access, members }) => ({
      licence,
      ...(access !== null && { access }),
      members: Number(members),
    }));
  }

  /** The Lucid users that members are, by what they hold; who is in several subgroups counts once. */
  async holders(): Promise<
    { account: string; licenceSet: string; users: number }[]
  > {
    const rows: {
      account_id: string;
      licence_set: string;
      users: number | string;
    }[] = await this.#detected()
      .groupBy('u.account_id', 'u.licence_set')
      .select('u.account_id', 'u.licence_set')
      .count({ users: '*' });
    return rows.map(row => ({
      account: row.account_id,
      licenceSet: row.licence_set,
      users: Number(row.users),
    }));
  }

  /** Whom they were is kept with the departed, as a list of one. */
  async departed(): Promise<number> {
    const refs = isPostgres(this.#knex)
      ? 'cast(u.match_refs as json)'
      : 'u.match_refs';
    const [{ departed }] = await visibleUsers(this.#knex)
      .where('u.state', 'departed')
      // Says that the index of those who are not detected is enough.
      .whereRaw(`u.state <> 'detected'`)
      .whereRaw(`json_array_length(${refs}) = 1`)
      .whereRaw(`${refs} ->> 0 in (?)`, [
        groupMembers(this.#knex, this.#readingId, this.#groupRef),
      ])
      .count<{ departed: number | string }[]>({ departed: '*' });
    return Number(departed);
  }

  /** Memberships can name users that the catalog does not have. */
  #members(): Knex.QueryBuilder {
    return this.#knex('catalog_users as c')
      .where('c.reading_id', this.#readingId ?? 0)
      .whereIn(
        'c.entity_ref',
        groupMembers(this.#knex, this.#readingId, this.#groupRef),
      );
  }

  #detected(): Knex.QueryBuilder {
    return visibleUsers(this.#knex).whereIn(
      'u.match_ref',
      this.#members().select('c.entity_ref'),
    );
  }
}

/** Reads what the card of a catalog group shows, its subgroups included. */
export class GroupUsageReader {
  readonly #knex: Knex;
  readonly #places: PlaceReader;
  readonly #costs: LicenceCosts | undefined;

  constructor(options: {
    knex: Knex;
    places: PlaceReader;
    costs?: LicenceCosts;
  }) {
    this.#knex = options.knex;
    this.#places = options.places;
    this.#costs = options.costs;
  }

  /** @param readingId - the reading of the catalog in which groups are looked up */
  async read(
    groupRef: string,
    readingId: number | undefined,
  ): Promise<
    Pick<GroupUsage, 'members' | 'byLicence' | 'cost' | 'departed' | 'places'>
  > {
    const group = new GroupQueries({ knex: this.#knex, groupRef, readingId });
    return {
      members: {
        total: await group.members(),
        licensed: await group.licensed(),
      },
      byLicence: await group.byLicence(),
      ...(await this.#costOf(group)),
      departed: await group.departed(),
      places: await this.#places.ofCatalogGroup(groupRef, readingId),
    };
  }

  async #costOf(group: GroupQueries): Promise<Pick<GroupUsage, 'cost'>> {
    if (!this.#costs?.areKnown) {
      return {};
    }
    const holders = await group.holders();
    const sets = await readLicenceSets(this.#knex);
    return {
      cost: this.#costs.of(
        holders.map(({ licenceSet, ...holder }) => ({
          ...holder,
          licences: sets.get(licenceSet) ?? [],
        })),
      ),
    };
  }
}
