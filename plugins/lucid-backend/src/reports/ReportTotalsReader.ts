import {
  ReportTotals,
  USAGE_STATES,
  UsageState,
} from 'backstage-plugin-lucid-common';
import { SummedTotal, TotalsReader } from '../store/totals/TotalsReader';
import { addDays, firstDayOf, lastDayOf } from '../time/calendar';

/** Reads how many there were at both ends of a month, in all accounts together. */
export class ReportTotalsReader {
  readonly #totals: TotalsReader;
  readonly #accounts: string[];

  constructor(options: { totals: TotalsReader; accounts: string[] }) {
    this.#totals = options.totals;
    this.#accounts = options.accounts;
  }

  /** The first day of which anything was recorded. */
  async firstDay(): Promise<string | undefined> {
    return (await this.#firstDays('')).sort()[0];
  }

  /** On the last recorded day before a month, or the first one in it. */
  async before(month: string): Promise<ReportTotals | undefined> {
    const first = firstDayOf(month);
    const before = await this.#lastDays(addDays(first, -1));
    const within = (await this.#firstDays(first)).filter(
      day => day <= lastDayOf(month),
    );
    const day = before.sort().at(-1) ?? within.sort()[0];
    return day === undefined ? undefined : this.#read(day);
  }

  /** On the last recorded day of a month. */
  async after(month: string): Promise<ReportTotals | undefined> {
    const within = (await this.#lastDays(lastDayOf(month))).filter(
      day => day >= firstDayOf(month),
    );
    const day = within.sort().at(-1);
    return day === undefined ? undefined : this.#read(day);
  }

  async #firstDays(from: string): Promise<string[]> {
    const days = await Promise.all(
      this.#accounts.map(account => this.#totals.firstDay(account, { from })),
    );
    return days.flatMap(day => day ?? []);
  }

  async #lastDays(to: string): Promise<string[]> {
    const days = await Promise.all(
      this.#accounts.map(account => this.#totals.lastDay(account, { to })),
    );
    return days.flatMap(day => day ?? []);
  }

  async #read(day: string): Promise<ReportTotals> {
    const totals: SummedTotal[] = [];
    for (const account of this.#accounts) {
      for (const selection of [
        { slices: ['state' as const], by: ['key' as const] },
        { slices: ['licence' as const], by: ['licence' as const] },
      ]) {
        const [found] = await this.#totals.standing(account, [day], selection);
        totals.push(...(found ?? []));
      }
    }
    const usersOf = (key: UsageState | 'unlicensed') =>
      totals
        .filter(total => total.slice === 'state' && total.key === key)
        .reduce((sum, { users }) => sum + users, 0);
    return {
      day,
      users: USAGE_STATES.reduce((sum, state) => sum + usersOf(state), 0),
      detected: usersOf('detected'),
      undetected: usersOf('undetected'),
      ambiguous: usersOf('ambiguous'),
      excepted: usersOf('excepted'),
      leftOut: usersOf('left-out'),
      unlicensed: usersOf('unlicensed'),
      byLicence: sumByLicence(totals),
    };
  }
}

function sumByLicence(totals: SummedTotal[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { slice, licence, users } of totals) {
    if (slice === 'licence') {
      sums.set(licence, (sums.get(licence) ?? 0) + users);
    }
  }
  return Object.fromEntries(
    [...sums].sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
