import {
  formatCalendarDay,
  formatCount,
  formatDistance,
  formatDuration,
  formatShare,
} from './format';

describe('numbers and times', () => {
  it.each([
    [0, 0, '0%'],
    [0, 10, '0%'],
    [1, 3, '33%'],
    [10, 10, '100%'],
    [9999, 10000, '99%'],
    [1, 10000, '1%'],
  ])('writes %d of %d as %s', (part, whole, text) => {
    expect(formatShare(part, whole)).toBe(text);
  });

  it('groups the digits of a large number', () => {
    expect(formatCount(1234567)).toBe('1,234,567');
  });

  it('writes a day without a time as the same day in every time zone', () => {
    expect(formatCalendarDay('2027-03-31')).toBe('Mar 31, 2027');
  });

  it.each([
    [400, '0.4 s'],
    [12_300, '12 s'],
    [59_600, '60 s'],
    [200_000, '3 min 20 s'],
  ])('writes %d milliseconds as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it.each([
    ['2026-03-10T08:00:00Z', 'now'],
    ['2026-03-10T07:58:00Z', '2 minutes ago'],
    ['2026-03-10T11:00:00Z', 'in 3 hours'],
    ['2026-03-09T08:00:00Z', 'yesterday'],
    ['2024-01-10T08:00:00Z', '2 years ago'],
  ])('writes %s as %s', (at, text) => {
    const now = new Date('2026-03-10T08:00:00Z').getTime();
    expect(formatDistance(at, now)).toBe(text);
  });
});
