import { UsageCounts, UsageState } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { noCounts } from './AccountStore';
import { rowsAtOnce } from './bulkRows';
import { countUsersBy } from './countUsersBy';
import { readLicenceSets } from './licenceSets';

/** Which count the users of a state are part of. */
export const COUNT_OF_STATE = {
  detected: 'detected',
  undetected: 'undetected',
  ambiguous: 'ambiguous',
  excepted: 'excepted',
  'left-out': 'leftOut',
  departed: 'departed',
} as const satisfies Record<UsageState, keyof UsageCounts>;

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
  for await (const row of countUsersBy<StateGroup>(trx, account, [
    'state',
    'undetected_reason',
    'left_out_by',
    'licence_set',
  ])) {
    const { state, licence_set: set, users } = row;
    counts[COUNT_OF_STATE[state]] += users;
    if (state === 'departed') {
      continue;
    }
    counts.users += users;
    if (state === 'undetected' && row.undetected_reason === 'leaver') {
      counts.leavers += users;
    }
    if (row.left_out_by !== null) {
      counts.byRule[row.left_out_by] =
        (counts.byRule[row.left_out_by] ?? 0) + users;
    }
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

type StateGroup = {
  state: UsageState;
  undetected_reason: string | null;
  left_out_by: string | null;
  licence_set: string;
};

async function countUnlicensed(
  trx: Knex.Transaction,
  account: string,
  readingId: number | undefined,
): Promise<number> {
  const limit = rowsAtOnce(trx);
  let after = '';
  let unlicensed = 0;
  for (;;) {
    const end = await trx
      .from(
        catalogUsers(trx, readingId, after)
          .orderBy('c.entity_ref')
          .limit(limit)
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
    if (Number(end.users) < limit) {
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
