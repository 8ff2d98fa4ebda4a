import { Knex } from 'knex';

/**
 * A query for the ids of everybody who is a member of a group of Lucid or of one
 * of its subgroups. Who is in several of those comes several times; `union` (not
 * `union all`) ends the recursion where groups contain each other.
 */
export function lucidGroupMembers(
  knex: Knex,
  account: string,
  groupId: string,
): Knex.QueryBuilder {
  return knex
    .withRecursive('nested', ['group_id'], self =>
      self
        .select('s.group_id')
        .from(knex.raw('(select cast(? as text) as group_id) as s', [groupId]))
        .union(subgroups =>
          subgroups
            .select('m.member_id')
            .from('nested as n')
            // Keeps SQLite from going through all members of the account.
            .joinRaw('cross join lucid_group_members as m')
            .joinRaw('cross join lucid_groups as g')
            .where('m.account_id', account)
            .where('m.group_id', knex.ref('n.group_id'))
            .where('g.account_id', account)
            .where('g.group_id', knex.ref('m.member_id')),
        ),
    )
    .from('nested as n')
    .joinRaw('cross join lucid_group_members as m')
    .where('m.account_id', account)
    .where('m.group_id', knex.ref('n.group_id'))
    .select('m.member_id');
}

/**
 * `above as a`: every group of Lucid that a user is in, or that one of those is
 * in, as `account_id`, `user_id` and `group_id`, each once.
 *
 * @param users - a query that selects the first two of these
 */
export function groupsAboveUsers(
  knex: Knex,
  users: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return knex
    .withRecursive('above', ['account_id', 'user_id', 'group_id'], direct =>
      direct
        .select('u.account_id', 'u.user_id', 'm.group_id')
        .from(users.as('u'))
        .joinRaw('cross join lucid_group_members as m')
        .where('m.account_id', knex.ref('u.account_id'))
        .where('m.member_id', knex.ref('u.user_id'))
        .union(nested =>
          nested
            .select('a.account_id', 'a.user_id', 'm.group_id')
            .from('above as a')
            .joinRaw('cross join lucid_group_members as m')
            .where('m.account_id', knex.ref('a.account_id'))
            .where('m.member_id', knex.ref('a.group_id')),
        ),
    )
    .from('above as a');
}
