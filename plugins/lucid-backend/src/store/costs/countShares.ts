import { UsageState } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { countUsersBy } from '../countUsersBy';
import { readInParts } from '../readInParts';
import { ShareTally, Shares } from './ShareTally';

/** Counts the users of an account by an attribute of theirs. */
export async function countSharesOfAttribute(
  knex: Knex,
  account: string,
  column: 'department' | 'cost_center',
): Promise<Shares> {
  const tally = new ShareTally();
  for await (const row of countUsersBy<{
    state: UsageState;
    licence_set: string;
    department: string | null;
    cost_center: string | null;
  }>(knex, account, ['state', 'licence_set', column])) {
    tally.add(row[column], row);
  }
  return tally.shares;
}

interface GroupRow {
  group_ref: string | null;
  state: UsageState;
  licence_set: string;
  users: number | string;
}

/**
 * Counts the users of an account by the catalog groups of which those are direct
 * members whom they are detected as. Who is in several groups counts in each.
 *
 * @param readingId - the reading of the catalog in which groups are looked up
 */
export async function countSharesOfGroups(
  knex: Knex,
  account: string,
  readingId: number,
): Promise<Shares> {
  const tally = new ShareTally();
  for await (const row of readInParts<GroupRow>(knex, account, async users =>
    users
      .leftJoin('catalog_memberships as m', join =>
        join
          .on('m.member_ref', 'u.match_ref')
          .andOn('m.reading_id', knex.raw('?', [readingId])),
      )
      .groupBy('m.group_ref', 'u.state', 'u.licence_set')
      .select('m.group_ref', 'u.state', 'u.licence_set')
      .count({ users: '*' }),
  )) {
    tally.add(row.group_ref, { ...row, users: Number(row.users) });
  }
  return tally.shares;
}
