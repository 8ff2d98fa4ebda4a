import { UsageCounts, UsageState } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { COUNT_OF_STATE } from '../countUsage';
import { countUsersBy } from '../countUsersBy';
import { readLicenceSets } from '../licenceSets';
import { Tally } from './Tally';
import { TotalRow, TotalSlice } from './TotalRow';

/**
 * Departments of a day, those with most users: no more are ever shown, and an
 * account may have as many as users.
 */
const MOST_DEPARTMENTS = 500;

/** The totals that have been counted with the snapshot already. */
export function totalsOfCounts(counts: UsageCounts): TotalRow[] {
  const { departed: _, ...countOfState } = COUNT_OF_STATE;
  const states = Object.entries(countOfState).map(
    ([state, count]) => [state, counts[count]] as const,
  );
  return [
    ...states.map(([state, users]) => total('state', state, users)),
    total('state', 'leavers', counts.leavers),
    total('state', 'unlicensed', counts.unlicensed),
    ...Object.entries(counts.byAccess)
      .filter(([, users]) => users > 0)
      .map(([access, users]) => total('access', access, users)),
  ];
}

/** The totals for which users have to be gone through. Departed ones count in none. */
export async function countTotals(
  knex: Knex,
  account: string,
): Promise<TotalRow[]> {
  return [
    ...(await countLicences(knex, account)),
    ...(await countDepartments(knex, account)),
  ];
}

async function countLicences(knex: Knex, account: string): Promise<TotalRow[]> {
  const tally = new Tally({ slice: 'licence' });
  const sets = await readLicenceSets(knex);
  for await (const { state, licence_set: set, users } of countUsersBy<{
    state: UsageState;
    licence_set: string;
  }>(knex, account, ['state', 'licence_set'])) {
    for (const { licence, access } of sets.get(set) ?? []) {
      if (state !== 'departed') {
        tally.add({ key: state, licence, access: access ?? '' }, users);
      }
    }
  }
  return tally.rows;
}

async function countDepartments(
  knex: Knex,
  account: string,
): Promise<TotalRow[]> {
  const tally = new Tally({ slice: 'department' });
  // Every recorded day has it, even one without users.
  tally.add({ key: '' }, 0);
  for await (const { state, department, users } of countUsersBy<{
    state: UsageState;
    department: string | null;
  }>(knex, account, ['state', 'department'])) {
    if (state !== 'departed') {
      tally.add({ key: department ?? '' }, users);
    }
  }
  const { rows } = tally;
  return [
    ...rows.filter(({ key }) => key === ''),
    ...rows.filter(({ key }) => key !== '').slice(0, MOST_DEPARTMENTS),
  ];
}

function total(slice: TotalSlice, key: string, users: number): TotalRow {
  return { slice, key, licence: '', access: '', users };
}
