import {
  CostHistory,
  CostHistoryQuery,
  HistoryKey,
  HistoryQuery,
  UsageHistory,
} from 'backstage-plugin-lucid-common';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Nothing was recorded before. */
const FIRST_DAY = dayOf(Date.now() - 240 * DAY_MS);
/** Most days that an answer has. */
const MOST_DAYS = 400;

/** How many there were, `age` days ago. */
const COUNTS: Record<HistoryKey, Record<string, (age: number) => number>> = {
  state: {
    detected: age => 210 - age / 3 + wave(age, 4),
    undetected: age => 18 + age / 12 + wave(age + 9, 3),
    ambiguous: age => 4 + age / 60,
    excepted: age => (age > 90 ? 0 : 5),
    'left-out': () => 6,
    leavers: age => 4 + wave(age, 2),
    unlicensed: age => 17 + age / 20,
  },
  licence: {
    Lucidchart: age => 190 - age / 4 + wave(age, 5),
    Lucidspark: age => 80 - age / 6 + wave(age + 20, 4),
    LucidscaleCreator: age => Math.max(0, 24 - age / 8),
    'active-user': age => 34 + wave(age, 2),
  },
  access: {
    'can-edit': age => 180 - age / 4,
    'view-only': age => 40 + age / 20,
    unknown: () => 20,
  },
  department: {
    Platform: age => 60 - age / 10,
    Sales: () => 48,
    other: () => 90,
  },
  seats: {
    'lucidchart-can-edit': age => 188 - age / 4 + wave(age, 5),
    'lucidchart-can-edit:bought': age => (age > 120 ? 150 : 180),
    'subscription-77': age => 30 - age / 30,
    'subscription-77:bought': () => 50,
  },
};

/** Spent in a month on each thing, so many months ago, in cents. */
const SPENT: {
  key: string;
  currency: string;
  cents: (age: number) => number;
}[] = [
  { key: 'Lucidchart', currency: 'EUR', cents: age => 162_000 - age * 4_321 },
  { key: 'Lucidspark', currency: 'EUR', cents: age => 41_550 - age * 1_210 },
  { key: 'unused-seats', currency: 'EUR', cents: age => 9_000 + age * 777 },
  {
    key: 'LucidscaleCreator',
    currency: 'USD',
    cents: age => Math.max(0, 30_000 - age * 2_500),
  },
];

/** Eight months in which a company has grown. */
export function devUsageHistory(query: HistoryQuery): UsageHistory {
  const { by } = query;
  const to = query.to ?? dayOf(Date.now());
  const from = query.from ?? dayOf(Date.parse(to) - 89 * DAY_MS);
  const length = Math.min(
    MOST_DAYS,
    Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1,
  );
  const days = Array.from({ length }, (_, index) =>
    dayOf(Date.parse(to) - (length - 1 - index) * DAY_MS),
  );
  return {
    by,
    days,
    series: Object.entries(COUNTS[by]).map(([key, count]) => ({
      key,
      values: days.map((day, index) =>
        day < FIRST_DAY ? null : Math.round(count(length - 1 - index)),
      ),
    })),
  };
}

/** What that has cost, in two currencies. */
export function devCostHistory(query: CostHistoryQuery): CostHistory {
  const periods = monthsOf(query.from ?? FIRST_DAY, query.to);
  const centsOf = (index: number, cents: (age: number) => number) =>
    periods[index] < FIRST_DAY.slice(0, 7)
      ? null
      : cents(periods.length - 1 - index);
  if (query.by === 'licence') {
    return {
      periods,
      series: SPENT.map(({ key, currency, cents }) => ({
        key,
        currency,
        values: periods.map((_, index) => amount(centsOf(index, cents))),
      })),
    };
  }
  return {
    periods,
    series: ['EUR', 'USD'].map(currency => ({
      key: 'total',
      currency,
      values: periods.map((_, index) =>
        amount(
          centsOf(index, age =>
            SPENT.filter(each => each.currency === currency).reduce(
              (sum, { cents }) => sum + cents(age),
              0,
            ),
          ),
        ),
      ),
    })),
  };
}

/** The months of which there is something to tell, the newest first. */
export function devMonths(): string[] {
  return monthsOf(FIRST_DAY).reverse();
}

function monthsOf(from: string, to = dayOf(Date.now())): string[] {
  const months: string[] = [];
  const month = new Date(`${from.slice(0, 7)}-01`);
  while (dayOf(month.getTime()) <= to) {
    months.push(dayOf(month.getTime()).slice(0, 7));
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
  return months;
}

function amount(cents: number | null): string | null {
  return cents === null ? null : (cents / 100).toFixed(2);
}

function wave(age: number, height: number): number {
  return Math.sin(age / 9) * height;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
