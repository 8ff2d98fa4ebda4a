const counts = new Intl.NumberFormat('en-GB');
const shares = new Intl.NumberFormat('en-GB', {
  style: 'percent',
  maximumFractionDigits: 2,
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `1,200`. */
export function numberText(value: number): string {
  return counts.format(value);
}

/** `1 seat`, `1,200 seats`. */
export function countText(
  count: number,
  one: string,
  many = `${one}s`,
): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** `12.5%`. */
export function shareText(share: number): string {
  return shares.format(share);
}

/** The largest unit that tells enough: `90 minutes`, `6 hours`, `3 days`. */
export function durationText(milliseconds: number): string {
  if (milliseconds >= 2 * DAY) {
    return countText(Math.floor(milliseconds / DAY), 'day');
  }
  if (milliseconds >= 2 * HOUR) {
    return countText(Math.floor(milliseconds / HOUR), 'hour');
  }
  return countText(Math.floor(milliseconds / MINUTE), 'minute');
}
