import { daysOf, wholeMonths } from './span';

describe('the span of a chart', () => {
  const now = Date.parse('2026-03-10T23:59:59Z');

  it.each([
    ['month', '2026-02-09'],
    ['quarter', '2025-12-11'],
    ['year', '2025-03-11'],
  ] as const)('of a %s begins at %s and ends today', (span, from) => {
    expect(daysOf(span, now)).toEqual({ from, to: '2026-03-10' });
  });

  it('has whole months where what is shown are months', () => {
    expect(wholeMonths(daysOf('quarter', now))).toEqual({
      from: '2025-12-01',
      to: '2026-03-10',
    });
  });
});
