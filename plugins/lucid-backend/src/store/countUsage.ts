import { UsageCounts } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { noCounts } from './AccountStore';
import { isPostgres, rowsPerStatement } from './bulkRows';
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
  const rowsAtOnce = usersAtOnce(trx);
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
  const rowsAtOnce = usersAtOnce(trx);
  let after = '';
  let unlicensed = 0;
  for (;;) {
    const end = await trx
      .from(
        catalogUsers(trx, readingId, after)
          .orderBy('c.entity_ref')
          .limit(rowsAtOnce)
          .select('c.entity_ref')
          .as('some'),
      )
      .max({ last: 'entity_ref' })
      .count({ users: '*' })
      .first<{ last: string | null; users: number | string }>();
    if (!end?.last) {
      return unlicensed;
    }
    const [{ count }] = await catalogUsers(trx, readingId, after)
      .where('c.entity_ref', '<=', end.last)
      .whereNotExists(detected =>
        detected
          .select(trx.raw('1'))
          .from('lucid_users as u')
          .where('u.match_ref', trx.ref('c.entity_ref'))
          .where('u.account_id', account),
      )
      .whereNotExists(ambiguous =>
        ambiguous
          .select(trx.raw('1'))
          .from('ambiguous_matches as m')
          .where('m.entity_ref', trx.ref('c.entity_ref'))
          .where('m.account_id', account),
      )
      .count<{ count: number | string }[]>({ count: '*' });
    unlicensed += Number(count);
    if (Number(end.users) < rowsAtOnce) {
      return unlicensed;
    }
    after = end.last;
    await yieldToEventLoop();
  }
}

function catalogUsers(
  trx: Knex.Transaction,
  readingId: number | undefined,
  after: string,
): Knex.QueryBuilder {
  return trx('catalog_users as c')
    .where('c.reading_id', readingId ?? 0)
    .where('c.entity_ref', '>', after);
}

/**
 * PostgreSQL goes through all of them at once in the time of a few chunks, and
 * does not keep this process waiting.
 */
function usersAtOnce(trx: Knex.Transaction): number {
  return isPostgres(trx) ? 100_000_000 : rowsPerStatement(trx);
}
