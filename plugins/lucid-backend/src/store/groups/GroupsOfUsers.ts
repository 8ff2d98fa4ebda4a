import {
  ACTIVE_USER_LICENCE,
  LicenceHint,
  LicenceUsage,
  LucidGroupReference,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { LicenceHintRule } from '../../config/GroupsConfig';
import { wildcardPattern } from '../../text/wildcardPattern';
import { isOneOf } from '../bulkRows';
import { AccountCache } from '../AccountCache';
import { GroupGraph } from './GroupGraph';

/** A group of Lucid that a user is in, or that one of those is in. */
interface Membership {
  id: string;
  name: string;
  isDirect: boolean;
}

/**
 * Adds to Lucid users what is known of their groups, and what those say of the
 * kind of a licence.
 */
export class GroupsOfUsers {
  readonly #knex: Knex;
  readonly #graphs: AccountCache<GroupGraph>;
  readonly #rules: {
    fits: (group: string) => boolean;
    licence: LicenceHintRule['licence'];
  }[];

  constructor(options: { knex: Knex; licenceHints: LicenceHintRule[] }) {
    const { knex } = options;
    this.#knex = knex;
    this.#graphs = new AccountCache({
      knex,
      make: account => GroupGraph.read(knex, account),
    });
    this.#rules = options.licenceHints.map(({ group, licence }) => ({
      fits: wildcardPattern(group),
      licence,
    }));
  }

  /** @param usages - a page of a list: some hundreds at most */
  async addTo<T extends LicenceUsage>(usages: T[]): Promise<T[]> {
    const memberships = await this.#read(usages);
    return usages.map(usage => {
      const found = memberships.get(keyOf(usage.account, usage.id)) ?? [];
      const groups = merge(usage.groups, found);
      const licenceHints = this.#hintsOf(usage, [
        ...groups.flatMap(group => group.name ?? []),
        ...found.map(group => group.name),
      ]);
      return {
        ...usage,
        groups,
        ...(licenceHints.length > 0 && { licenceHints }),
      };
    });
  }

  /** Each kind of licence once, in the order of the rules. */
  #hintsOf(usage: LicenceUsage, groupNames: string[]): LicenceHint[] {
    const isProxy = usage.licences.every(
      ({ name }) => name === ACTIVE_USER_LICENCE,
    );
    if (!isProxy || usage.licences.length === 0) {
      return [];
    }
    const hints = new Map<string, LicenceHint>();
    for (const { fits, licence } of this.#rules) {
      const group = groupNames.find(fits);
      const kind = `${licence.name}\n${licence.access ?? ''}`;
      if (group !== undefined && !hints.has(kind)) {
        hints.set(kind, { ...licence, group });
      }
    }
    return [...hints.values()];
  }

  /** The groups of each user, those above them included, by name. */
  async #read(usages: LicenceUsage[]): Promise<Map<string, Membership[]>> {
    const memberships = new Map<string, Membership[]>();
    for (const account of new Set(usages.map(usage => usage.account))) {
      const ids = usages
        .filter(usage => usage.account === account)
        .map(usage => usage.id);
      for (const [id, found] of await this.#readAccount(account, ids)) {
        memberships.set(keyOf(account, id), found);
      }
    }
    return memberships;
  }

  async #readAccount(
    account: string,
    userIds: string[],
  ): Promise<Map<string, Membership[]>> {
    const rows: { member_id: string; group_id: string }[] = await this.#knex(
      'lucid_group_members',
    )
      .where({ account_id: account })
      .whereRaw(isOneOf(this.#knex, 'member_id', userIds))
      .select('member_id', 'group_id');
    if (rows.length === 0) {
      return new Map();
    }
    const direct = new Map<string, string[]>();
    for (const { member_id: userId, group_id: groupId } of rows) {
      direct.set(userId, [...(direct.get(userId) ?? []), groupId]);
    }
    const graph = await this.#graphs.of(account);
    const above = new Map(
      [...direct].map(([userId, groupIds]) => [
        userId,
        graph.withAncestors(groupIds),
      ]),
    );
    const names = await this.#readNames(
      account,
      [...above.values()].flatMap(ids => [...ids]),
    );
    return new Map(
      [...above].map(([userId, ids]) => {
        const own = new Set(direct.get(userId));
        return [
          userId,
          [...ids]
            .flatMap(id => {
              const name = names.get(id);
              return name === undefined
                ? []
                : [{ id, name, isDirect: own.has(id) }];
            })
            .sort(byName),
        ];
      }),
    );
  }

  async #readNames(
    account: string,
    groupIds: string[],
  ): Promise<Map<string, string>> {
    const rows: { group_id: string; display_name: string }[] = await this.#knex(
      'lucid_groups',
    )
      .where({ account_id: account })
      .whereRaw(isOneOf(this.#knex, 'group_id', [...new Set(groupIds)]))
      .select('group_id', 'display_name');
    return new Map(rows.map(row => [row.group_id, row.display_name]));
  }
}

function keyOf(account: string, userId: string): string {
  return `${account}/${userId}`;
}

function byName(one: LucidGroupReference, other: LucidGroupReference): number {
  return (one.name ?? one.id).localeCompare(other.name ?? other.id, 'en-US');
}

/** What the user says of its groups, and what groups say of the user, by name. */
function merge(
  own: LucidGroupReference[],
  memberships: Membership[],
): LucidGroupReference[] {
  if (memberships.length === 0) {
    return own;
  }
  const groups = new Map(own.map(group => [group.id, group]));
  for (const { id, name, isDirect } of memberships) {
    // A group that the user names may be one that it is in through another.
    if (isDirect || groups.has(id)) {
      groups.set(id, { id, name });
    }
  }
  return [...groups.values()].sort(byName);
}
