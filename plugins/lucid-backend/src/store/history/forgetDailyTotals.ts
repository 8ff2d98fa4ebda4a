import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { TOTAL_SLICES, TotalSlice } from '../totals/TotalRow';

const MILLISECONDS_A_DAY = 86_400_000;

/** 1970-01-01, from which days are counted, was a Thursday. */
const DAYS_BEFORE_MONDAY = 3;

/** Totals of a part of an account. */
interface Part {
  account: string;
  slice: TotalSlice;
}

/**
 * Forgets old totals, and of old ones by department all days but one a week: those
 * are most of all totals, since there are many departments.
 *
 * @param options - days, `YYYY-MM-DD`
 * @returns how many rows there were
 */
export async function forgetDailyTotals(
  knex: Knex,
  options: {
    before: string;
    thinDepartmentsBefore: string;
    signal: AbortSignal;
  },
): Promise<number> {
  const accounts: string[] = await knex('accounts').pluck('account_id');
  let forgotten = 0;
  for (const account of accounts) {
    for (const slice of TOTAL_SLICES) {
      const part = { account, slice };
      const old = await daysOf(knex, part, options.before);
      forgotten += await forgetDays(knex, part, old, options.signal);
    }
    const departments: Part = { account, slice: 'department' };
    const thinned = withoutLastOfWeek(
      await daysOf(knex, departments, options.thinDepartmentsBefore),
    );
    forgotten += await forgetDays(knex, departments, thinned, options.signal);
  }
  return forgotten;
}

/** From one day to the next, because "distinct" would go through all departments. */
async function daysOf(
  knex: Knex,
  part: Part,
  before: string,
): Promise<string[]> {
  const days: string[] = [];
  for (;;) {
    const row = await totalsOf(knex, part)
      .where('day', '>', days.at(-1) ?? '')
      .where('day', '<', before)
      .min({ day: 'day' })
      .first<{ day: string | null }>();
    if (!row?.day) {
      return days;
    }
    days.push(row.day);
  }
}

function withoutLastOfWeek(days: string[]): string[] {
  return days.filter((day, index) => weekOf(day) === weekOf(days[index + 1]));
}

/** Weeks begin on Monday. */
function weekOf(day: string | undefined): number | undefined {
  return day === undefined
    ? undefined
    : Math.floor(
        (Date.parse(day) / MILLISECONDS_A_DAY + DAYS_BEFORE_MONDAY) / 7,
      );
}

async function forgetDays(
  knex: Knex,
  part: Part,
  days: string[],
  signal: AbortSignal,
): Promise<number> {
  let forgotten = 0;
  for (const day of days) {
    signal.throwIfAborted();
    forgotten += await totalsOf(knex, part).where({ day }).delete();
    await yieldToEventLoop();
  }
  return forgotten;
}

function totalsOf(knex: Knex, { account, slice }: Part): Knex.QueryBuilder {
  return knex('daily_totals').where({ account_id: account, slice });
}
