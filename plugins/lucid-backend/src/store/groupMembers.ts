import { Knex } from 'knex';

/**
 * A query for the refs of everybody who is a member of a group or of one of
 * its subgroups. Who is in several of those comes several times.
 */
export function groupMembers(
  knex: Knex,
  readingId: number | undefined,
  groupRef: string,
): Knex.QueryBuilder {
  return (
    groupWithSubgroups(knex, readingId, groupRef)
      // Keeps SQLite from going through all memberships first.
      .joinRaw('cross join catalog_memberships as c')
      .where('c.reading_id', readingId ?? 0)
      .where('c.group_ref', knex.ref('n.group_ref'))
      .whereRaw(`c.member_ref like 'user:%'`)
      .select('c.member_ref')
  );
}

/**
 * `nested as n`: a group and all of its subgroups as `group_ref`, each once.
 * Users are left out of the recursion, which makes it as short as the tree of
 * groups is; `union` (not `union all`) ends it where groups contain each other.
 */
export function groupWithSubgroups(
  knex: Knex,
  readingId: number | undefined,
  groupRef: string,
): Knex.QueryBuilder {
  return knex
    .withRecursive('nested', ['group_ref'], self =>
      self
        .select('s.group_ref')
        .from(
          knex.raw('(select cast(? as text) as group_ref) as s', [groupRef]),
        )
        .union(subgroups =>
          subgroups
            .select('c.member_ref')
            .from('nested as n')
            .joinRaw('cross join catalog_memberships as c')
            // No reading has the id 0.
            .where('c.reading_id', readingId ?? 0)
            .where('c.group_ref', knex.ref('n.group_ref'))
            .whereRaw(`c.member_ref like 'group:%'`),
        ),
    )
    .from('nested as n');
}
