import { UsageState } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { RowSet } from '../RowSet';
import { rowsPerStatement } from '../bulkRows';
import { countUsersBy } from '../countUsersBy';
import { Cohort } from './CohortCensus';
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
    const { state, licence_set: licenceSet, users } = row;
    if (state !== 'departed') {
      tally.add(row[column] ?? '', licenceSet, {
        users,
        undetected: state === 'undetected' ? users : 0,
      });
    }
  }
  return tally.shares;
}

interface MemberRow {
  group_ref: string;
  member_ref: string;
  row_id: number | string | null;
  licence_set: string | null;
}

/**
 * Counts the users of an account by the catalog groups of which those are direct
 * members whom they are detected as.
 *
 * @param options - `cohorts` is everybody, so that those are known who are in no group
 */
export async function countSharesOfGroups(
  knex: Knex,
  account: string,
  options: { readingId: number; cohorts: Cohort[] },
): Promise<Shares> {
  const tally = new ShareTally();
  // Who is in several groups counts in each, and once as somebody who is in any.
  const seen = new RowSet();
  const grouped = new Map<string, number>();
  for await (const row of members(knex, { account, ...options })) {
    const { row_id: rowId, licence_set: licenceSet } = row;
    if (rowId !== null && licenceSet !== null) {
      tally.add(row.group_ref, licenceSet, { users: 1, undetected: 0 });
      if (!seen.has(Number(rowId))) {
        seen.add(Number(rowId));
        grouped.set(licenceSet, (grouped.get(licenceSet) ?? 0) + 1);
      }
    }
  }
  for (const { state, licenceSet, users } of options.cohorts) {
    const others =
      state === 'detected' ? users - (grouped.get(licenceSet) ?? 0) : users;
    if (others > 0) {
      tally.add('', licenceSet, {
        users: others,
        undetected: state === 'undetected' ? others : 0,
      });
    }
  }
  return tally.shares;
}

/** All memberships of users, each with the Lucid user where there is one, a few at a time. */
async function* members(
  knex: Knex,
  options: { account: string; readingId: number },
): AsyncGenerator<MemberRow> {
  const limit = rowsPerStatement(knex);
  let last: MemberRow | undefined;
  for (;;) {
    const some = knex('catalog_memberships')
      .where('reading_id', options.readingId)
      .whereRaw(`member_ref like 'user:%'`)
      .orderBy(['group_ref', 'member_ref'])
      .limit(limit)
      .select('group_ref', 'member_ref');
    if (last) {
      some.whereRaw('(group_ref, member_ref) > (?, ?)', [
        last.group_ref,
        last.member_ref,
      ]);
    }
    const rows: MemberRow[] = await knex
      .from(some.as('m'))
      .leftJoin('lucid_users as u', join =>
        join
          .on('u.match_ref', 'm.member_ref')
          .andOnVal('u.account_id', options.account)
          .andOnVal('u.state', 'detected'),
      )
      .orderBy(['m.group_ref', 'm.member_ref'])
      .select('m.group_ref', 'm.member_ref', 'u.row_id', 'u.licence_set');
    yield* rows;
    last = rows.at(-1);
    // One member may be several Lucid users, so there may be more rows than members.
    if (rows.length < limit) {
      return;
    }
    await yieldToEventLoop();
  }
}
