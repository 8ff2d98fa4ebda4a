import { COUNTS, SHARES, amountsIn } from './chartFormats';

describe('values of charts', () => {
  it('are never rounded up to all, nor down to nothing', () => {
    expect([0, 0.00001, 0.5, 0.99999, 1].map(SHARES.value)).toEqual([
      '0%',
      '0.1%',
      '50%',
      '99.9%',
      '100%',
    ]);
  });

  it('are written to the last digit of an amount', () => {
    const { value } = amountsIn('EUR');
    expect(value('90071992547409931234.57')).toBe(
      '€90,071,992,547,409,931,234.57',
    );
  });

  it('are counted in whole numbers', () => {
    expect(COUNTS.value(12345)).toBe('12,345');
    expect(COUNTS.isWhole).toBe(true);
  });
});
