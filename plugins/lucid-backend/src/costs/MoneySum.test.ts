import { Decimal } from 'decimal.js';
import { Exact } from './Exact';
import { MoneySum } from './MoneySum';
import { Price } from './Price';

function sumOf(...amounts: [string, Decimal][]) {
  const sum = new MoneySum();
  for (const [currency, amount] of amounts) {
    sum.add(currency, amount);
  }
  return sum.toMoney();
}

describe('MoneySum', () => {
  it('adds nothing of one currency to another, and puts them in order', () => {
    expect(
      sumOf(
        ['USD', new Exact('1.10')],
        ['EUR', new Exact('2')],
        ['USD', new Exact('2.20')],
      ),
    ).toEqual([
      { amount: '2.00', currency: 'EUR' },
      { amount: '3.30', currency: 'USD' },
    ]);
  });

  it.each([
    ['EUR', '1234567890123.456', '1234567890123.46'],
    ['JPY', '1234.5', '1234'],
    ['JPY', '1235.5', '1236'],
    ['KWD', '1.0005', '1.000'],
    ['EUR', '0.005', '0.00'],
    ['EUR', '0.015', '0.02'],
    ['EUR', '0.1', '0.10'],
  ])(
    'rounds %s %s to its minor unit, half to even',
    (currency, amount, expected) => {
      expect(sumOf([currency, new Exact(amount)])).toEqual([
        { amount: expected, currency },
      ]);
    },
  );

  it('adds twelfths to the very half that they make, and rounds that to even', () => {
    // 100.06 / 12 is 8.338333…, and three of them are 25.015.
    const third = new Price({
      amount: '100.06',
      currency: 'EUR',
      per: 'year',
    }).perMonth();
    expect(sumOf(['EUR', third], ['EUR', third], ['EUR', third])).toEqual([
      { amount: '25.02', currency: 'EUR' },
    ]);
  });

  it('gets the price of a month back from all of its days', () => {
    const price = new Price({ amount: '7.95', currency: 'EUR', per: 'month' });
    const days = Array.from({ length: 31 }, (_, index) =>
      price.ofDay(`2026-05-${String(index + 1).padStart(2, '0')}`),
    );
    expect(
      sumOf(...days.map(day => ['EUR', day] as [string, Decimal])),
    ).toEqual([{ amount: '7.95', currency: 'EUR' }]);
  });
});
