import { LucidGroup } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isPostgres, rowsAtOnce } from '../bulkRows';
import { AccountCache } from '../AccountCache';
import { GroupGraph } from './GroupGraph';

/** How many users are in a group or in one of its subgroups, each counted once. */
export type GroupPopulation = Pick<
  LucidGroup,
  'users' | 'undetected' | 'departed'
>;

/** What one group holds that nobody is in. */
export const NOBODY: GroupPopulation = { users: 0, undetected: 0, departed: 0 };

/** Users of one state who are in exactly the same groups, subgroups not included. */
interface Cohort {
  groupIds: string[];
  state: string;
  users: number;
}

interface CohortRow {
  /** Ids of the groups, one a line. */
  group_ids: string;
  /** Null of members who are no users: groups, and whom nobody knows. */
  state: string | null;
  members: number | string;
  last: string;
}

/** Cohorts that are added up before the event loop gets its turn: some 5 ms. */
const COHORTS_PER_TURN = 2_000;

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
    for (const [index, { groupIds, state, users }] of cohorts.entries()) {
      for (const id of graph.withAncestors(groupIds)) {
        const population = populations.get(id) ?? { ...NOBODY };
        populations.set(id, population);
        if (state === 'departed') {
          population.departed += users;
        } else {
          population.users += users;
        }
        if (state === 'undetected') {
          population.undetected += users;
        }
      }
      if (index % COHORTS_PER_TURN === COHORTS_PER_TURN - 1) {
        await yieldToEventLoop();
      }
    }
    return populations;
  }

  /** Goes through the members a few at a time, in the order of their ids. */
  async #cohorts(account: string): Promise<Cohort[]> {
    const cohorts = new Map<string, Cohort>();
    const limit = rowsAtOnce(this.#knex);
    let after = '';
    for (;;) {
      let counted = 0;
      for (const row of await this.#read(account, { after, limit })) {
        const { group_ids: ids, state, last } = row;
        const members = Number(row.members);
        counted += members;
        after = last;
        if (state !== null) {
          const key = `${state}\n${ids}`;
          const cohort = cohorts.get(key) ?? {
            groupIds: ids.split('\n'),
            state,
            users: 0,
          };
          cohort.users += members;
          cohorts.set(key, cohort);
        }
      }
      if (counted < limit) {
        return [...cohorts.values()];
      }
      await yieldToEventLoop();
    }
  }

  #read(
    account: string,
    { after, limit }: { after: string; limit: number },
  ): Promise<CohortRow[]> {
    const knex = this.#knex;
    // In the order of the index, in which both databases have them anyway.
    const ids = isPostgres(knex)
      ? 'string_agg(m.group_id, chr(10) order by m.group_id)'
      : 'group_concat(m.group_id, char(10))';
    const members = knex('lucid_group_members as m')
      .where('m.account_id', account)
      .where('m.member_id', '>', after)
      .groupBy('m.member_id')
      .orderBy('m.member_id')
      .limit(limit)
      .select('m.member_id', knex.raw(`${ids} as group_ids`));
    return knex
      .from(members.as('c'))
      .leftJoin('lucid_users as u', join =>
        join
          .on('u.user_id', 'c.member_id')
          .andOn('u.account_id', knex.raw('?', [account])),
      )
      .groupBy('c.group_ids', 'u.state')
      .select(
        'c.group_ids',
        'u.state',
        knex.raw('count(*) as members'),
        // By the database, whose order of texts is not that of JavaScript.
        knex.raw('max(max(c.member_id)) over () as last'),
      );
  }
}
