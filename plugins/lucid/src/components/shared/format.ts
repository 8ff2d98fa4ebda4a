/** Writes numbers and times the way the reader's browser is set up. */

const integer = new Intl.NumberFormat();
const percent = new Intl.NumberFormat(undefined, { style: 'percent' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const calendarDay = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeZone: 'UTC',
});
const minute = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'long',
  timeStyle: 'short',
});
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

const STEPS: { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: 'year', seconds: 365 * 24 * 3600 },
  { unit: 'month', seconds: 30 * 24 * 3600 },
  { unit: 'day', seconds: 24 * 3600 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
];

export function formatCount(count: number): string {
  return integer.format(count);
}

/**
 * Share of a whole in percent. Never rounds up to all of it nor down to
 * nothing, since both would say something that is not so.
 */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return percent.format(0);
  const rounded = Math.round((part / whole) * 100) / 100;
  if (rounded === 1 && part < whole) return percent.format(0.99);
  if (rounded === 0 && part > 0) return percent.format(0.01);
  return percent.format(rounded);
}

export function formatDay(iso: string): string {
  return day.format(new Date(iso));
}

/** A day without a time, given as `YYYY-MM-DD`: the same day everywhere. */
export function formatCalendarDay(date: string): string {
  return calendarDay.format(new Date(date));
}

export function formatMoment(iso: string): string {
  return minute.format(new Date(iso));
}

/** Such as `3 hours ago` or `in 12 minutes`. */
export function formatDistance(iso: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const step = STEPS.find(each => Math.abs(seconds) >= each.seconds);
  return step
    ? relative.format(Math.round(seconds / step.seconds), step.unit)
    : relative.format(0, 'second');
}

/** Such as `0.4 s`, `12 s` or `3 min 20 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${Math.round(seconds * 10) / 10} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${integer.format(Math.floor(whole / 60))} min ${whole % 60} s`;
}
