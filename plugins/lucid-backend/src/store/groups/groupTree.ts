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
  return (
    knex
      // Few beside all members, which PostgreSQL would go through at each level.
      .withMaterialized('subgroups', ['parent_id', 'group_id'], subgroups =>
        subgroups
          .select('m.group_id', 'm.member_id')
          .from('lucid_groups as g')
          // Keeps SQLite from looking for each member among the groups.
          .joinRaw('cross join lucid_group_members as m')
          .where('g.account_id', account)
          .where('m.account_id', account)
          .where('m.member_id', knex.ref('g.group_id')),
      )
      .withRecursive('nested', ['group_id'], self =>
        self
          .select('s.group_id')
          .from(
            knex.raw('(select cast(? as text) as group_id) as s', [groupId]),
          )
          .union(subgroups =>
            subgroups
              .select('s.group_id')
              .from('nested as n')
              .join('subgroups as s', 's.parent_id', 'n.group_id'),
          ),
      )
      .from('nested as n')
      .joinRaw('cross join lucid_group_members as m')
      .where('m.account_id', account)
      .where('m.group_id', knex.ref('n.group_id'))
      .select('m.member_id')
  );
}
