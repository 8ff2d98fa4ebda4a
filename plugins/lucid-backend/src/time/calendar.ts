const MILLISECONDS_A_DAY = 86_400_000;

/** Days are `YYYY-MM-DD` and months `YYYY-MM`, in UTC: they compare as text. */
export function today(): string {
  return dayOf(new Date());
}

/** @param count - negative for days before */
export function addDays(day: string, count: number): string {
  return dayOf(new Date(Date.parse(day) + count * MILLISECONDS_A_DAY));
}

/** All days from one to another, both included. */
export function daysFrom(from: string, to: string): string[] {
  const count = countDays(from, to);
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    addDays(from, index),
  );
}

/** How many days there are from one to another, both included. */
export function countDays(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY + 1;
}

export function monthOf(day: string): string {
  return day.slice(0, 'YYYY-MM'.length);
}

/** @param count - negative for months before */
export function addMonths(month: string, count: number): string {
  const date = new Date(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return monthOf(dayOf(date));
}

/** All months from one to another, both included. */
export function monthsFrom(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) {
    months.push(month);
  }
  return months;
}

export function firstDayOf(month: string): string {
  return `${month}-01`;
}

export function lastDayOf(month: string): string {
  return addDays(firstDayOf(addMonths(month, 1)), -1);
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
