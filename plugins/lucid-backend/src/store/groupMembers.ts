import { Knex } from 'knex';

/**
 * A query for the refs of everybody who is a member of a group or of one of
 * its subgroups, each once.
 */
export function groupMembers(
  knex: Knex,
  readingId: number | undefined,
  groupRef: string,
): Knex.QueryBuilder {
  return allMembers(knex, readingId, groupRef).whereRaw(
    `member_ref like 'user:%'`,
  );
}

/** A query for the refs of all subgroups of a group, each once. */
export function subgroups(
  knex: Knex,
  readingId: number | undefined,
  groupRef: string,
): Knex.QueryBuilder {
  return allMembers(knex, readingId, groupRef).whereRaw(
    `member_ref like 'group:%'`,
  );
}

/** `union` (not `union all`) ends the recursion where groups contain each other. */
function allMembers(
  knex: Knex,
  readingId: number | undefined,
  groupRef: string,
): Knex.QueryBuilder {
  // No reading has the id 0.
  const inReading = { 'c.reading_id': readingId ?? 0 };
  return knex
    .withRecursive('members', ['member_ref'], direct =>
      direct
        .select('c.member_ref')
        .from('catalog_memberships as c')
        .where(inReading)
        .where('c.group_ref', groupRef)
        .union(nested =>
          nested
            .select('c.member_ref')
            .from('members as m')
            // Keeps SQLite from going through all memberships for each member.
            .joinRaw('cross join catalog_memberships as c')
            .where('c.group_ref', knex.ref('m.member_ref'))
            .where(inReading),
        ),
    )
    .select('member_ref')
    .from('members');
}
