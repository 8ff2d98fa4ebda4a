import { NotFoundError } from '@backstage/errors';
import { MonthlyReport, ReportMonths } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { PriceList } from '../costs/PriceList';
import { countChanges } from '../store/history/countChanges';
import { changesKeptSince } from '../store/history/historyHorizon';
import { TotalsReader } from '../store/totals/TotalsReader';
import { addMonths, firstDayOf, monthOf, monthsFrom } from '../time/calendar';
import { SpendReader } from '../totals/SpendReader';
import { PresentReader } from './PresentReader';
import { ReportTotalsReader } from './ReportTotalsReader';
import { readMonthlySpend } from './readMonthlySpend';

/** Puts together what is to be told of a month. */
export class ReportReader {
  readonly #knex: Knex;
  readonly #accounts: string[];
  readonly #totals: ReportTotalsReader;
  readonly #spend: SpendReader;
  readonly #prices: PriceList;
  readonly #today: () => string;

  constructor(options: {
    knex: Knex;
    /** Those that are configured. */
    accounts: string[];
    spend: SpendReader;
    prices: PriceList;
    /** The day that it is, `YYYY-MM-DD` in UTC. */
    today: () => string;
  }) {
    this.#knex = options.knex;
    this.#accounts = options.accounts;
    this.#totals = new ReportTotalsReader({
      totals: new TotalsReader(options),
      accounts: options.accounts,
    });
    this.#spend = options.spend;
    this.#prices = options.prices;
    this.#today = options.today;
  }

  /** From the one in which something was recorded first up to this one. */
  async months(): Promise<ReportMonths> {
    const first = await this.#totals.firstDay();
    return {
      months:
        first === undefined
          ? []
          : monthsFrom(monthOf(first), this.#thisMonth).reverse(),
    };
  }

  /**
   * @param month - `YYYY-MM`
   * @param present - is asked for what a report of a recent month tells of today
   * @throws NotFoundError when it has not begun
   */
  async read(
    month: string,
    present: Pick<PresentReader, 'read'>,
  ): Promise<MonthlyReport> {
    if (month > this.#thisMonth) {
      throw new NotFoundError(`${month} has not begun`);
    }
    const first = firstDayOf(month);
    const before = await this.#totals.before(month);
    const after = await this.#totals.after(month);
    const keptSince = await changesKeptSince(this.#knex);
    return {
      month,
      complete: month < this.#thisMonth,
      ...(before && { before }),
      ...(after && { after }),
      changes: await countChanges(this.#knex, {
        accounts: this.#accounts,
        from: first,
        before: firstDayOf(addMonths(month, 1)),
      }),
      changesExpired:
        keptSince !== undefined && keptSince > `${first}T00:00:00.000Z`,
      spend: await readMonthlySpend(month, {
        spend: this.#spend,
        prices: this.#prices,
      }),
      ...(month >= addMonths(this.#thisMonth, -1) && {
        now: await present.read(),
      }),
    };
  }

  get #thisMonth(): string {
    return monthOf(this.#today());
  }
}
