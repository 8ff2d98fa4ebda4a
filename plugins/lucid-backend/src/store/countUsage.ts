import { UsageCounts } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { noCounts } from './AccountStore';
import { rowsPerStatement } from './bulkRows';
import { readLicenceSets } from './licenceSets';

/**
 * Counts an account, so that showing a status costs the same for a hundred
 * users and for a hundred thousand.
 */
export async function countUsage(
  trx: Knex.Transaction,
  account: string,
  readingId: number | undefined,
): Promise<UsageCounts> {
  const counts = noCounts();
  const sets = await readLicenceSets(trx);
  for await (const { state, licence_set: set, users } of usersByState(
    trx,
    account,
  )) {
    if (state === 'departed') {
      counts.departed += users;
      continue;
    }
    counts[state as 'detected' | 'undetected' | 'ambiguous'] += users;
    counts.users += users;
    const licences = sets.get(set) ?? [];
    for (const { licence } of licences) {
      counts.byLicence[licence] = (counts.byLicence[licence] ?? 0) + users;
    }
    for (const access of new Set(licences.map(held => held.access))) {
      counts.byAccess[access ?? 'unknown'] += users;
    }
  }
  counts.byLicence = Object.fromEntries(
    Object.entries(counts.byLicence).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  counts.unlicensed = await countUnlicensed(trx, account, readingId);
  return counts;
}

interface StateCount {
  state: string;
  licence_set: string;
  users: number;
}

/** Goes through the users of an account a few at a time, in the order of their ids. */
async function* usersByState(
  trx: Knex.Transaction,
  account: string,
): AsyncGenerator<StateCount, void, undefined> {
  const rowsAtOnce = rowsPerStatement(trx);
  let after = '';
  for (;;) {
    const rows: (Omit<StateCount, 'users'> & {
      users: number | string;
      last: string;
    })[] = await trx
      .from(
        trx('lucid_users')
          .where({ account_id: account })
          .where('user_id', '>', after)
          .orderBy('user_id')
          .limit(rowsAtOnce)
          .select('user_id', 'state', 'licence_set')
          .as('some'),
      )
      .groupBy('state', 'licence_set')
      .select(
        'state',
        'licence_set',
        trx.raw('count(*) as users'),
        // By the database, whose order of texts is not that of JavaScript.
        trx.raw('max(max(user_id)) over () as last'),
      );
    let users = 0;
    for (const row of rows) {
      yield { ...row, users: Number(row.users) };
      users += Number(row.users);
      after = row.last;
    }
    if (users < rowsAtOnce) {
      return;
    }
    await yieldToEventLoop();
  }
}

async function countUnlicensed(
  trx: Knex.Transaction,
  account: string,
  readingId: number | undefined,
): Promise<number> {
  const rowsAtOnce = rowsPerStatement(trx);
  let after = '';
  let unlicensed = 0;
  for (;;) {
    const users = trx('catalog_users')
      .where('reading_id', readingId ?? 0)
      .where('entity_ref', '>', after)
      .orderBy('entity_ref')
      .limit(rowsAtOnce)
      .select('entity_ref');
    const row = await trx
      .from(users.as('c'))
      .select({
        users: trx.raw('count(*)'),
        last: trx.raw('max(c.entity_ref)'),
        unlicensed: trx.raw(
          `sum(case when exists (
               select 1 from lucid_users u
               where u.match_ref = c.entity_ref and u.account_id = ?)
             or exists (
               select 1 from ambiguous_matches m
               where m.entity_ref = c.entity_ref and m.account_id = ?)
             then 0 else 1 end)`,
          [account, account],
        ),
      })
      .first<{
        users: number | string;
        last: string | null;
        unlicensed: number | string | null;
      }>();
    unlicensed += Number(row?.unlicensed ?? 0);
    if (!row?.last || Number(row.users) < rowsAtOnce) {
      return unlicensed;
    }
    after = row.last;
    await yieldToEventLoop();
  }
}
