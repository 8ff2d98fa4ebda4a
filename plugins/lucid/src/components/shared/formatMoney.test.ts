import { formatMoney, formatMoneyShort, formatMoneys } from './formatMoney';

describe('money', () => {
  it.each([
    ['1234.50', 'EUR', '€1,234.50'],
    ['0', 'EUR', '€0.00'],
    ['-12.30', 'USD', '-$12.30'],
    // A currency without a minor unit, and one with three digits of it.
    ['1200', 'JPY', '¥1,200'],
    ['1.234', 'KWD', 'KWD 1.234'],
    // A float has fewer digits than this.
    ['90071992547409931.23', 'EUR', '€90,071,992,547,409,931.23'],
  ])('writes %s %s as %s', (amount, currency, text) => {
    expect(formatMoney({ amount, currency }).replace(/\s/g, ' ')).toBe(text);
  });

  it('is written short beside a chart', () => {
    expect(formatMoneyShort(12400, 'EUR')).toBe('€12.4K');
  });

  it('stands side by side in several currencies, and is never added', () => {
    expect(
      formatMoneys([
        { amount: '10.00', currency: 'EUR' },
        { amount: '5.00', currency: 'USD' },
      ]),
    ).toBe('€10.00 · $5.00');
    expect(formatMoneys([])).toBe('–');
  });

  it('refuses what is not a decimal number', () => {
    expect(() => formatMoney({ amount: '1e3', currency: 'EUR' })).toThrow(
      'Not a decimal number: 1e3',
    );
  });
});
