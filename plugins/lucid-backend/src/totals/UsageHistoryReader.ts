import { HistoryKey, UsageHistory } from 'backstage-plugin-lucid-common';
import { TotalsReader } from '../store/totals/TotalsReader';
import { addDays, countDays } from '../time/calendar';
import { SeriesTable } from './SeriesTable';
import { TotalsSpan } from './TotalsSpan';
import { largestDepartments, viewOf } from './historyViews';

const MOST_DAYS = 400;
const MOST_DEPARTMENTS = 12;

/** How many there were of what, day by day. */
export class UsageHistoryReader {
  readonly #totals: TotalsReader;
  readonly #accounts: string[];
  readonly #today: () => string;

  /** @param options - `accounts` are added up where none is asked for */
  constructor(options: {
    totals: TotalsReader;
    accounts: string[];
    today: () => string;
  }) {
    this.#totals = options.totals;
    this.#accounts = options.accounts;
    this.#today = options.today;
  }

  async read({
    by,
    account,
    ...span
  }: TotalsSpan & { by: HistoryKey }): Promise<UsageHistory> {
    const accounts = account === undefined ? this.#accounts : [account];
    const days = sampledDays(span);
    // Of days to come, nothing is known.
    const past = days.filter(day => day <= this.#today());
    const view = viewOf(
      by,
      by === 'department'
        ? await this.#largestDepartments(accounts, past.slice(-1))
        : [],
    );
    const table = new SeriesTable({ points: days.length });
    for (const one of accounts) {
      const standing = await this.#totals.standing(one, past, view.selection);
      standing.forEach((totals, point) => {
        if (totals) {
          table.add(point, view.values(totals));
        }
      });
    }
    const series = table.series(view.isComplete ? 0 : null).sort(view.order);
    return { by, days, series };
  }

  async #largestDepartments(
    accounts: string[],
    lastDay: string[],
  ): Promise<string[]> {
    const totals = [];
    for (const account of accounts) {
      const [last] = await this.#totals.standing(account, lastDay, {
        slices: ['department'],
        by: ['key'],
      });
      totals.push(...(last ?? []));
    }
    return largestDepartments(totals, MOST_DEPARTMENTS);
  }
}

/** One day in several where there are too many, the last one always. */
function sampledDays({ from, to }: TotalsSpan): string[] {
  const count = countDays(from, to);
  const step = Math.ceil(count / MOST_DAYS);
  return Array.from({ length: Math.ceil(count / step) }, (_, index) =>
    addDays(to, -index * step),
  ).reverse();
}
