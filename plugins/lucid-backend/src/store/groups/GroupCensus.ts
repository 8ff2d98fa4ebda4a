import { LucidGroup } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { isPostgres } from '../bulkRows';
import { AccountCache } from './AccountCache';
import { GroupGraph } from './GroupGraph';

/** How many users are in a group or in one of its subgroups, each counted once. */
export type GroupPopulation = Pick<
  LucidGroup,
  'users' | 'undetected' | 'departed'
>;

/** What one group holds that nobody is in. */
export const NOBODY: GroupPopulation = { users: 0, undetected: 0, departed: 0 };

/** Users of one state who are in exactly the same groups, subgroups not included. */
interface CohortRow {
  /** Ids of the groups, one a line. */
  group_ids: string;
  state: string;
  users: number | string;
}

/**
 * Counts the users of all groups of an account together: most users share their
 * groups with others, so there are few different combinations of groups, and
 * each is looked at once. What was counted holds until users or groups change.
 */
export class GroupCensus {
  readonly #knex: Knex;
  readonly #counted: AccountCache<Map<string, GroupPopulation>>;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
    this.#counted = new AccountCache({
      knex: options.knex,
      make: account => this.#count(account),
    });
  }

  /** The populations of an account by the id of the group; whoever is absent has nobody. */
  of(account: string): Promise<Map<string, GroupPopulation>> {
    return this.#counted.of(account);
  }

  async #count(account: string): Promise<Map<string, GroupPopulation>> {
    const cohorts = await this.#cohorts(account);
    const graph = await GroupGraph.read(this.#knex, account);
    const populations = new Map<string, GroupPopulation>();
    for (const { group_ids: ids, state, users } of cohorts) {
      for (const id of graph.withAncestors(ids.split('\n'))) {
        const population = populations.get(id) ?? { ...NOBODY };
        populations.set(id, population);
        if (state === 'departed') {
          population.departed += Number(users);
        } else {
          population.users += Number(users);
        }
        if (state === 'undetected') {
          population.undetected += Number(users);
        }
      }
    }
    return populations;
  }

  async #cohorts(account: string): Promise<CohortRow[]> {
    const knex = this.#knex;
    // In the order of the index, in which both databases have them anyway.
    const ids = isPostgres(knex)
      ? 'string_agg(m.group_id, chr(10) order by m.group_id)'
      : 'group_concat(m.group_id, char(10))';
    const memberships = knex('lucid_group_members as m')
      .where('m.account_id', account)
      .groupBy('m.member_id')
      .select('m.member_id', knex.raw(`${ids} as group_ids`));
    return (
      knex
        .from(memberships.as('c'))
        // Keeps SQLite from going through the users, and not the members.
        .joinRaw('cross join lucid_users as u')
        .where('u.account_id', account)
        .where('u.user_id', knex.ref('c.member_id'))
        .groupBy('c.group_ids', 'u.state')
        .select('c.group_ids', 'u.state')
        .count({ users: '*' })
    );
  }
}
