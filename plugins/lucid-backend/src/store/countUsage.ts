import { UsageCounts, UsageState } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { noCounts } from './AccountStore';
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
 *
 * @param options - `unlicensed` catalog users, see `countUnlicensed`
 */
export async function countUsage(
  trx: Knex.Transaction,
  account: string,
  { unlicensed }: Pick<UsageCounts, 'unlicensed'>,
): Promise<UsageCounts> {
  const counts = { ...noCounts(), unlicensed };
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
  return counts;
}

type StateGroup = {
  state: UsageState;
  undetected_reason: string | null;
  left_out_by: string | null;
  licence_set: string;
};
