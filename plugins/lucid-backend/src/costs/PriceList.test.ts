import { LicenceTerms } from '../config/LicencesConfig';
import { Price } from './Price';
import { Holding, PriceList } from './PriceList';

const DAY = '2026-05-15';

function euros(amount: string, per: 'month' | 'year' = 'month') {
  return { amount, currency: 'EUR', per };
}

function priceOf(
  licences: LicenceTerms[],
  holding: Partial<Holding> = {},
  day = DAY,
) {
  const price = new PriceList(licences).priceOf(
    { account: 'default', licence: 'Lucidchart', ...holding },
    day,
  );
  return price instanceof Price
    ? `${price.perMonth().toFixed()} ${price.currency}`
    : price;
}

describe('PriceList', () => {
  it('finds the price of a licence by its name, in whatever case', () => {
    const licences = [{ licence: 'LUCIDCHART', price: euros('7.95') }];
    expect(priceOf(licences)).toBe('7.95 EUR');
    expect(priceOf(licences, { licence: 'Lucidspark' })).toBeUndefined();
  });

  it('counts a twelfth of a price per year', () => {
    expect(
      priceOf([{ licence: 'Lucidchart', price: euros('90', 'year') }]),
    ).toBe('7.5 EUR');
  });

  it('takes an entry without access for whoever can edit or is not known, and never for whoever can only view', () => {
    const licences = [{ licence: 'Lucidchart', price: euros('8') }];
    expect(priceOf(licences, { access: 'can-edit' })).toBe('8 EUR');
    expect(priceOf(licences, {})).toBe('8 EUR');
    expect(priceOf(licences, { access: 'view-only' })).toBe('free');
  });

  it('takes an entry with access for that access only', () => {
    const licences: LicenceTerms[] = [
      { licence: 'Lucidchart', access: 'can-edit', price: euros('8') },
      { licence: 'Lucidchart', access: 'view-only', price: euros('1') },
    ];
    expect(priceOf(licences, { access: 'can-edit' })).toBe('8 EUR');
    expect(priceOf(licences, { access: 'view-only' })).toBe('1 EUR');
    expect(priceOf(licences, {})).toBeUndefined();
  });

  it('lets an entry for can-edit go before one that is for any', () => {
    const licences: LicenceTerms[] = [
      { licence: 'Lucidchart', price: euros('7') },
      { licence: 'Lucidchart', access: 'can-edit', price: euros('8') },
    ];
    expect(priceOf(licences, { access: 'can-edit' })).toBe('8 EUR');
    expect(priceOf(licences, {})).toBe('7 EUR');
  });

  it('lets an entry for the account go before everything that is for all', () => {
    const licences: LicenceTerms[] = [
      { licence: 'Lucidchart', access: 'can-edit', price: euros('8') },
      { licence: 'Lucidchart', account: 'eu', price: euros('6') },
    ];
    expect(priceOf(licences, { account: 'eu', access: 'can-edit' })).toBe(
      '6 EUR',
    );
    expect(priceOf(licences, { account: 'us', access: 'can-edit' })).toBe(
      '8 EUR',
    );
  });

  it('looks further where an entry has seats and no price', () => {
    const licences: LicenceTerms[] = [
      { licence: 'Lucidchart', account: 'eu', seats: 10 },
      { licence: 'Lucidchart', price: euros('8') },
    ];
    expect(priceOf(licences, { account: 'eu' })).toBe('8 EUR');
  });

  it('knows the price of each day, the first and the last included', () => {
    const licences: LicenceTerms[] = [
      { licence: 'Lucidchart', price: euros('7'), to: '2026-05-15' },
      {
        licence: 'Lucidchart',
        price: euros('8'),
        from: '2026-05-16',
        to: '2026-05-17',
      },
    ];
    expect(
      [
        '2020-01-01',
        '2026-05-15',
        '2026-05-16',
        '2026-05-17',
        '2026-05-18',
      ].map(day => priceOf(licences, {}, day)),
    ).toEqual(['7 EUR', '7 EUR', '8 EUR', '8 EUR', undefined]);
  });

  it('says on which days anything has a price', () => {
    const prices = new PriceList([
      {
        licence: 'Lucidchart',
        price: euros('7'),
        from: '2026-05-10',
        to: '2026-05-12',
      },
      { licence: 'Lucidspark', seats: 5 },
    ]);
    expect(prices.isPriced('2026-05-09')).toBe(false);
    expect(prices.isPriced('2026-05-10')).toBe(true);
    expect(prices.isPriced('2026-05-12')).toBe(true);
    expect(prices.isPriced('2026-05-13')).toBe(false);
    expect(prices.isPriced('2026-05-01', '2026-05-31')).toBe(true);
    expect(prices.isPriced('2026-06-01', '2026-06-30')).toBe(false);
  });

  it('says whose seat a licence takes, and gives what follows in time the same id', () => {
    const prices = new PriceList([
      { licence: 'Lucidchart', account: 'eu', seats: 10, to: '2026-05-31' },
      { licence: 'lucidchart', account: 'eu', seats: 12, from: '2026-06-01' },
      { licence: 'Lucidchart', account: 'eu', access: 'view-only', seats: 3 },
      { licence: 'Lucidchart', price: euros('8') },
    ]);
    const held = { account: 'eu', licence: 'Lucidchart' };
    const before = prices.seatsFor(held, '2026-05-31');
    const after = prices.seatsFor(held, '2026-06-01');
    expect([before?.seats, after?.seats]).toEqual([10, 12]);
    expect(after?.id).toBe(before?.id);
    expect(prices.seatsFor({ ...held, access: 'view-only' }, DAY)?.seats).toBe(
      3,
    );
    expect(prices.seatsFor({ ...held, account: 'us' }, DAY)).toBeUndefined();
    const ids = prices.entries(DAY).map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  it('prices a seat that nobody takes like those of whoever can edit, unless it has a price of its own', () => {
    const seats = { licence: 'Lucidchart', seats: 10 };
    const forEditors = {
      licence: 'Lucidchart',
      access: 'can-edit' as const,
      price: euros('9'),
    };
    const priceOfSeat = (
      licences: LicenceTerms[],
      access?: 'can-edit' | 'view-only',
    ) =>
      new PriceList(licences)
        .priceOfSeat({ account: 'eu', licence: 'Lucidchart', access }, DAY)
        ?.perMonth()
        .toFixed();
    expect(priceOfSeat([seats, forEditors])).toBe('9');
    expect(priceOfSeat([{ ...seats, price: euros('8') }, forEditors])).toBe(
      '8',
    );
    expect(priceOfSeat([seats, forEditors], 'can-edit')).toBe('9');
    expect(priceOfSeat([seats, forEditors], 'view-only')).toBeUndefined();
    expect(priceOfSeat([seats])).toBeUndefined();
  });

  it.each([
    ['a month of 31 days', euros('31'), '2026-05-15', '1'],
    ['a February', euros('28'), '2026-02-28', '1'],
    ['a February of a leap year', euros('29'), '2028-02-29', '1'],
    ['a December', euros('31'), '2026-12-31', '1'],
    ['a year', euros('365', 'year'), '2026-05-15', '1'],
    ['a leap year', euros('366', 'year'), '2028-12-31', '1'],
  ])('spreads the price of %s over its days', (_, config, day, expected) => {
    expect(new Price(config).ofDay(day).toFixed()).toBe(expected);
  });
});
