/** How far back charts go. */
export const SPANS = ['month', 'quarter', 'year'] as const;

export type Span = (typeof SPANS)[number];

/** What charts show unless told. */
export const DEFAULT_SPAN: Span = 'quarter';

/** First and last day, `YYYY-MM-DD` in UTC, both inclusive. */
export interface Days {
  from: string;
  to: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const LENGTHS: Record<Span, number> = { month: 30, quarter: 90, year: 365 };

/** The days of a span that ends today. */
export function daysOf(span: Span, now: number): Days {
  return {
    from: dayOf(now - (LENGTHS[span] - 1) * DAY_MS),
    to: dayOf(now),
  };
}

/** The same days and those before them in their first month. */
export function wholeMonths({ from, to }: Days): Days {
  return { from: `${from.slice(0, 'YYYY-MM'.length)}-01`, to };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
