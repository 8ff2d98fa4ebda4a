import { Knex } from 'knex';
import { isOneOf } from '../bulkRows';
import { TotalRow, TotalSlice } from './TotalRow';

/** What was added up is empty. */
export type SummedTotal = TotalRow;

/** Which totals are of interest. */
export interface TotalsSelection {
  slices: TotalSlice[];
  /** What they are told apart by; the rest is added up. */
  by: ('key' | 'licence' | 'access')[];
  /** The only keys of interest, all of them unless told. */
  keys?: string[];
}

/** Departments are known of fewer days, since old ones are not kept of every day. */
type DatedSlice = 'state' | 'department';

/** Reads what was recorded of accounts. Days are `YYYY-MM-DD`. */
export class TotalsReader {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * The totals that stand on each of some days: those of the last day on which the
   * account was recorded. `undefined` before the first.
   *
   * @param days - in their order
   */
  async standing(
    account: string,
    days: string[],
    selection: TotalsSelection,
  ): Promise<(SummedTotal[] | undefined)[]> {
    const [from, to] = [days[0], days[days.length - 1]];
    if (from === undefined) {
      return [];
    }
    const slice = selection.slices.includes('department')
      ? 'department'
      : 'state';
    const before = await this.lastDay(account, { to: from, slice });
    const recorded = await this.#daysWithin(account, { from, to, slice });
    const standing = standingDays(
      days,
      before === undefined ? recorded : [before, ...recorded],
    );
    const totals = await this.#read(account, selection, [
      ...new Set(standing.flatMap(day => day ?? [])),
    ]);
    return standing.map(day =>
      day === undefined ? undefined : totals.get(day) ?? [],
    );
  }

  /** The first day on which an account was recorded, of those that there are since one. */
  async firstDay(
    account: string,
    { from = '' }: { from?: string } = {},
  ): Promise<string | undefined> {
    const row = await this.#recorded(account, 'state')
      .where('day', '>=', from)
      .min({ day: 'day' })
      .first<{ day: string | null }>();
    return row.day ?? undefined;
  }

  /** The last day on which an account was recorded, of those that there are up to one. */
  async lastDay(
    account: string,
    { to, slice = 'state' }: { to: string; slice?: DatedSlice },
  ): Promise<string | undefined> {
    const row = await this.#recorded(account, slice)
      .where('day', '<=', to)
      .max({ day: 'day' })
      .first<{ day: string | null }>();
    return row.day ?? undefined;
  }

  /** After the first day of a span, up to its last. */
  async #daysWithin(
    account: string,
    { from, to, slice }: { from: string; to: string; slice: DatedSlice },
  ): Promise<string[]> {
    // Every recorded day has this state.
    const days: string[] = await this.#recorded(account, 'state')
      .where('key', 'detected')
      .where('day', '>', from)
      .where('day', '<=', to)
      .orderBy('day')
      .pluck('day');
    return slice === 'state'
      ? days
      : // By its key, or all departments of all days would be gone through.
        this.#recorded(account, slice)
          .where('key', '')
          .whereRaw(isOneOf(this.#knex, 'day', days))
          .orderBy('day')
          .pluck('day');
  }

  async #read(
    account: string,
    { slices, by, keys }: TotalsSelection,
    days: string[],
  ): Promise<Map<string, SummedTotal[]>> {
    const columns = ['day', 'slice', ...by];
    const query = this.#knex('daily_totals')
      .where({ account_id: account })
      .whereIn('slice', slices)
      .whereRaw(isOneOf(this.#knex, 'day', days))
      .groupBy(columns)
      .select(columns)
      .sum({ users: 'users', bought: 'bought' });
    if (keys) {
      query.whereRaw(isOneOf(this.#knex, 'key', keys));
    }
    const rows: SummedRow[] = await query;
    const totals = new Map<string, SummedTotal[]>();
    for (const row of rows) {
      const ofDay = totals.get(row.day);
      if (ofDay) {
        ofDay.push(toTotal(row));
      } else {
        totals.set(row.day, [toTotal(row)]);
      }
    }
    return totals;
  }

  #recorded(account: string, slice: DatedSlice): Knex.QueryBuilder {
    return this.#knex('daily_totals').where({ account_id: account, slice });
  }
}

/** PostgreSQL answers sums as text. */
interface SummedRow {
  day: string;
  slice: TotalSlice;
  key?: string;
  licence?: string;
  access?: TotalRow['access'];
  users: number | string;
  bought: number | string | null;
}

function toTotal(row: SummedRow): SummedTotal {
  return {
    slice: row.slice,
    key: row.key ?? '',
    licence: row.licence ?? '',
    access: row.access ?? '',
    users: Number(row.users),
    ...(row.bought !== null && { bought: Number(row.bought) }),
  };
}

/** Of each day the last recorded one up to it. Both are in their order. */
function standingDays(
  days: string[],
  recorded: string[],
): (string | undefined)[] {
  let next = 0;
  return days.map(day => {
    while (next < recorded.length && recorded[next] <= day) {
      next += 1;
    }
    return recorded[next - 1];
  });
}
