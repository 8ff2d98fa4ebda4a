import {
  CostHistory,
  CostHistoryQuery,
  USAGE_STATES,
} from 'backstage-plugin-lucid-common';
import { roundedAmount } from '../costs/Exact';
import { Price } from '../costs/Price';
import { PriceList } from '../costs/PriceList';
import {
  SummedTotal,
  TotalsReader,
  TotalsSelection,
} from '../store/totals/TotalsReader';
import { Spend, SpendTable } from './SpendTable';
import { TotalsSpan } from './TotalsSpan';
import { periodsOf } from './periodsOf';

type SpendKey = NonNullable<CostHistoryQuery['by']>;

/** What is asked for, with nothing left to guess. */
export interface SpendQuery extends TotalsSpan {
  interval: 'day' | 'month';
  by: SpendKey;
}

/** What was spent in some periods. */
export interface SpendOfPeriods {
  periods: string[];
  /** Of each period, whether anything was recorded in it or before. */
  isRecorded: boolean[];
  spends: Spend[];
}

/** What stands beside licences and states. */
const UNUSED_SEATS = 'unused-seats';

const TOTALS_BY: Record<SpendKey, TotalsSelection['by']> = {
  total: ['licence', 'access'],
  licence: ['licence', 'access'],
  state: ['key', 'licence', 'access'],
};

/** Reckons what was spent, each day with the users and at the prices of that day. */
export class SpendReader {
  readonly #totals: TotalsReader;
  readonly #prices: PriceList;
  readonly #accounts: string[];
  readonly #today: () => string;

  /** @param options - `accounts` are added up where none is asked for */
  constructor(options: {
    totals: TotalsReader;
    prices: PriceList;
    accounts: string[];
    today: () => string;
  }) {
    this.#totals = options.totals;
    this.#prices = options.prices;
    this.#accounts = options.accounts;
    this.#today = options.today;
  }

  /** In the words of the API, and rounded. */
  async history(query: SpendQuery): Promise<CostHistory> {
    const { periods, isRecorded, spends } = await this.read(query);
    return {
      periods,
      series: spends.map(({ key, currency, amounts }) => ({
        key,
        currency,
        values: amounts.map((amount, period) =>
          isRecorded[period] ? roundedAmount(amount, currency) : null,
        ),
      })),
    };
  }

  async read(query: SpendQuery): Promise<SpendOfPeriods> {
    const periods = periodsOf(query);
    const table = new SpendTable({ periods });
    const isRecorded = periods.map(() => false);
    const days = periods
      .flatMap((period, index) => period.days.map(day => ({ day, index })))
      // What will be spent, nobody knows.
      .filter(({ day }) => day <= this.#today());
    for (const account of query.account ? [query.account] : this.#accounts) {
      const standing = await this.#standing(
        account,
        days.map(({ day }) => day),
        query.by,
      );
      days.forEach(({ day, index }, place) => {
        const totals = standing[place];
        if (totals) {
          isRecorded[index] = true;
          for (const { key, total, licences } of totals) {
            const price = this.#priceOf(account, total, day);
            if (price) {
              table.add(key, index, price, licences);
            }
          }
        }
      });
    }
    return {
      periods: periods.map(({ name }) => name),
      isRecorded,
      spends: table.spends.sort(inOrder),
    };
  }

  /** What was to be paid for on each of some days. */
  async #standing(
    account: string,
    days: string[],
    by: SpendKey,
  ): Promise<(Paid[] | undefined)[]> {
    const held = await this.#totals.standing(account, days, {
      slices: ['licence'],
      by: TOTALS_BY[by],
    });
    const seats = await this.#totals.standing(account, days, {
      slices: ['seats'],
      by: ['key', 'licence', 'access'],
    });
    return held.map(
      (totals, place) =>
        totals && [
          ...totals.map(total => ({
            key: keyOf(by, total),
            total,
            licences: total.users,
          })),
          ...(seats[place] ?? []).map(total => ({
            key: by === 'total' ? by : UNUSED_SEATS,
            total,
            licences: Math.max(0, (total.bought ?? 0) - total.users),
          })),
        ],
    );
  }

  #priceOf(
    account: string,
    { slice, licence, access }: SummedTotal,
    day: string,
  ): Price | undefined {
    const holding = {
      account,
      licence,
      ...(access !== '' && { access }),
    };
    if (slice === 'seats') {
      return this.#prices.priceOfSeat(holding, day);
    }
    const price = this.#prices.priceOf(holding, day);
    return price === 'free' ? undefined : price;
  }
}

/** Licences that are paid for. */
interface Paid {
  key: string;
  total: SummedTotal;
  licences: number;
}

function keyOf(by: SpendKey, { key, licence }: SummedTotal): string {
  switch (by) {
    case 'total':
      return by;
    case 'licence':
      return licence;
    default:
      return key;
  }
}

const FIRST_TO_LAST: string[] = [...USAGE_STATES];

/** States in their order, licences by name, and unused seats at the end. */
function inOrder(one: Spend, other: Spend): number {
  const place = ({ key, currency }: Spend) => [
    key === UNUSED_SEATS ? '1' : '0',
    String(FIRST_TO_LAST.indexOf(key)).padStart(2, '0'),
    key,
    currency,
  ];
  const [before, after] = [place(one), place(other)];
  const differs = before.findIndex((part, index) => part !== after[index]);
  return differs < 0 || before[differs] < after[differs] ? -1 : 1;
}
