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
import { groupsAboveUsers } from './groupTree';

interface MembershipRow {
  account_id: string;
  user_id: string;
  group_id: string;
  display_name: string;
  is_direct: number | boolean;
}

/**
 * Adds to Lucid users what is known of their groups, and what those say of the
 * kind of a licence.
 */
export class GroupsOfUsers {
  readonly #knex: Knex;
  readonly #rules: {
    fits: (group: string) => boolean;
    licence: LicenceHintRule['licence'];
  }[];

  constructor(options: { knex: Knex; licenceHints: LicenceHintRule[] }) {
    this.#knex = options.knex;
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
        ...found.map(group => group.display_name),
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
  async #read(usages: LicenceUsage[]): Promise<Map<string, MembershipRow[]>> {
    const memberships = new Map<string, MembershipRow[]>();
    for (const account of new Set(usages.map(usage => usage.account))) {
      const ids = usages
        .filter(usage => usage.account === account)
        .map(usage => usage.id);
      const rows: MembershipRow[] = await groupsAboveUsers(
        this.#knex,
        this.#knex('lucid_users')
          .where({ account_id: account })
          .whereRaw(isOneOf(this.#knex, 'user_id', ids))
          .select('account_id', 'user_id'),
      )
        .join('lucid_groups as g', join =>
          join
            .on('g.account_id', 'a.account_id')
            .andOn('g.group_id', 'a.group_id'),
        )
        .orderBy(['g.sort_name', 'g.group_id'])
        .select(
          'a.account_id',
          'a.user_id',
          'a.group_id',
          'g.display_name',
          this.#knex.raw(
            `exists (select 1 from lucid_group_members d
              where d.account_id = a.account_id and d.group_id = a.group_id
                and d.member_id = a.user_id) as is_direct`,
          ),
        );
      for (const row of rows) {
        const key = keyOf(row.account_id, row.user_id);
        memberships.set(key, [...(memberships.get(key) ?? []), row]);
      }
    }
    return memberships;
  }
}

function keyOf(account: string, userId: string): string {
  return `${account}/${userId}`;
}

/** What the user says of its groups, and what groups say of the user, by name. */
function merge(
  own: LucidGroupReference[],
  memberships: MembershipRow[],
): LucidGroupReference[] {
  if (memberships.length === 0) {
    return own;
  }
  const groups = new Map(own.map(group => [group.id, group]));
  for (const { group_id: id, display_name: name, is_direct } of memberships) {
    // A group that the user names may be one that it is in through another.
    if (is_direct || groups.has(id)) {
      groups.set(id, { id, name });
    }
  }
  return [...groups.values()].sort((one, other) =>
    (one.name ?? one.id).localeCompare(other.name ?? other.id, 'en-US'),
  );
}
