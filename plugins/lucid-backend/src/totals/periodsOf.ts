import {
  daysFrom,
  firstDayOf,
  lastDayOf,
  monthOf,
  monthsFrom,
} from '../time/calendar';

/** A stretch of days within one month. */
export interface Period {
  /** `YYYY-MM-DD` or `YYYY-MM`. */
  name: string;
  days: string[];
}

/** Whole days, or the whole months in which the first and the last day are. */
export function periodsOf(span: {
  from: string;
  to: string;
  interval: 'day' | 'month';
}): Period[] {
  return span.interval === 'day'
    ? daysFrom(span.from, span.to).map(day => ({ name: day, days: [day] }))
    : monthsFrom(monthOf(span.from), monthOf(span.to)).map(month => ({
        name: month,
        days: daysFrom(firstDayOf(month), lastDayOf(month)),
      }));
}
