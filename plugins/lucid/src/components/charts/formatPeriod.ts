import { formatCalendarDay } from '../shared/format';

/** Writes days and months of charts the way the reader's browser is set up. */

const UTC = { timeZone: 'UTC' } as const;
const shortDay = new Intl.DateTimeFormat(undefined, {
  ...UTC,
  day: 'numeric',
  month: 'short',
});
const month = new Intl.DateTimeFormat(undefined, {
  ...UTC,
  month: 'long',
  year: 'numeric',
});
const shortMonth = new Intl.DateTimeFormat(undefined, {
  ...UTC,
  month: 'short',
  year: '2-digit',
});

/** A day `YYYY-MM-DD` or a month `YYYY-MM` in full. */
export function formatPeriod(period: string): string {
  return isMonth(period)
    ? month.format(new Date(period))
    : formatCalendarDay(period);
}

/** A day or a month as short as an axis needs it. */
export function formatPeriodShort(period: string): string {
  return (isMonth(period) ? shortMonth : shortDay).format(new Date(period));
}

function isMonth(period: string): boolean {
  return period.length === 'YYYY-MM'.length;
}
