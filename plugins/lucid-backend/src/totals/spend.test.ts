import { createTestStore, databases } from '../__testUtils__/databases';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { catalogUser } from '../__testUtils__/SyncHarness';
import { RecordedPortal } from './__testUtils__/RecordedPortal';

jest.setTimeout(60_000);

/** A user who holds one licence. */
function holder(id: string, name: string, access?: 'can-edit' | 'view-only') {
  return lucidUser(id, { licences: [{ name, ...(access && { access }) }] });
}

/** A seat pool of the configuration. */
function pool(licence: string, bought: number, used: number) {
  return {
    id: licence,
    source: 'configuration' as const,
    licence,
    bought,
    used,
    overage: 0,
  };
}

/**
 * Cents, rounded half to even, as a decimal.
 *
 * @param numerator - of a number of cents
 */
function cents(numerator: bigint, denominator: bigint): string {
  const doubled = (numerator * 2n) / denominator;
  const isExact = (numerator * 2n) % denominator === 0n;
  const floor = numerator / denominator;
  const isHalf = isExact && doubled % 2n === 1n;
  const isMore = !isExact && doubled % 2n === 1n;
  const rounded = floor + (isMore || (isHalf && floor % 2n === 1n) ? 1n : 0n);
  const text = rounded.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

describe.each(databases.eachSupportedId())('spend on %s', databaseId => {
  async function newPortal(
    options?: ConstructorParameters<typeof RecordedPortal>[1],
  ) {
    return new RecordedPortal(await createTestStore(databaseId), options);
  }

  const inMonths = { interval: 'month', by: 'total' } as const;
  const inDays = { interval: 'day', by: 'total' } as const;

  it('is that of an independent reckoning, in two currencies, with a price that changes in mid-month and a backend that was off', async () => {
    const portal = await newPortal({
      licences: [
        {
          licence: 'Lucidchart',
          price: { amount: '7.95', currency: 'EUR', per: 'month' },
          to: '2027-12-14',
        },
        {
          licence: 'Lucidchart',
          price: { amount: '9.10', currency: 'EUR', per: 'month' },
          from: '2027-12-15',
        },
        {
          licence: 'Lucidspark',
          price: { amount: '100', currency: 'USD', per: 'year' },
        },
      ],
    });
    const { lucid } = portal.harness;
    portal.harness.catalogUsers = [catalogUser('ada', 'p0@example.com')];
    // Lucidchart and Lucidspark of each day until the next one: the backend is off
    // in between, over the end of a month and of a year.
    const recorded: [day: string, charts: number, sparks: number][] = [
      ['2027-12-03', 7, 1],
      ['2027-12-10', 9, 3],
      ['2027-12-20', 8, 3],
      ['2028-01-05', 9, 4],
      ['2028-02-28', 11, 5],
      ['2028-03-02', 12, 5],
    ];
    const today = '2028-03-09';
    for (const [day, charts, sparks] of recorded) {
      lucid.users.clear();
      for (let id = 0; id < 12; id += 1) {
        // Who has neither is there, too, and is free.
        const name = id < charts ? 'Lucidchart' : 'Lucidspark';
        const isPaid = id < charts || id < charts + sparks;
        lucid.add({
          ...holder(`${id}`, name, isPaid ? 'can-edit' : 'view-only'),
          email: `p${id}@example.com`,
        });
      }
      for (let id = 12; id < charts + sparks; id += 1) {
        lucid.add(holder(`${id}`, 'Lucidspark'));
      }
      for (let id = lucid.users.size; id < 20; id += 1) {
        lucid.add(holder(`${id}`, 'Lucidspark', 'view-only'));
      }
      await portal.syncOn(day);
    }
    portal.today = today;

    // One euro cent and one US cent in parts of which every month and year is made.
    const whole = 28n * 29n * 30n * 31n * 365n * 366n;
    const euros = new Map<string, bigint>();
    const dollars = new Map<string, bigint>();
    for (let month = '2027-12'; month <= '2028-03'; ) {
      const [year, number] = month.split('-').map(Number);
      const length = [
        31,
        year % 4 ? 28 : 29,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
      ][number - 1];
      let [ofEuros, ofDollars] = [0n, 0n];
      for (let date = 1; date <= length; date += 1) {
        const day = `${month}-${String(date).padStart(2, '0')}`;
        const [, charts, sparks] = recorded
          .filter(([from]) => from <= day)
          .at(-1) ?? ['', 0, 0];
        if (day <= today) {
          const price = day < '2027-12-15' ? 795n : 910n;
          ofEuros += (BigInt(charts) * price * whole) / BigInt(length);
          ofDollars +=
            (BigInt(sparks) * 10_000n * whole) / (year % 4 ? 365n : 366n);
        }
      }
      euros.set(month, ofEuros);
      dollars.set(month, ofDollars);
      month =
        number === 12
          ? `${year + 1}-01`
          : `${year}-${String(number + 1).padStart(2, '0')}`;
    }
    const span = { from: '2027-11-01', to: '2028-04-30' };
    const expected = {
      euros: [null, ...[...euros.values()].map(sum => cents(sum, whole)), null],
      dollars: [
        null,
        ...[...dollars.values()].map(sum => cents(sum, whole)),
        null,
      ],
    };

    expect(await portal.spent({ ...span, ...inMonths })).toEqual({
      'total EUR': expected.euros,
      'total USD': expected.dollars,
    });
    expect(await portal.spent({ ...span, ...inMonths, by: 'licence' })).toEqual(
      {
        'Lucidchart EUR': expected.euros,
        'Lucidspark USD': expected.dollars,
      },
    );
    // Only the first user is in the catalog, and he has always had Lucidchart.
    const byState = await portal.spent({ ...span, ...inMonths, by: 'state' });
    expect(byState['detected EUR'][3]).toBe('9.10');
    expect(byState['undetected USD']).toEqual(expected.dollars);
    expect(Object.keys(byState)).toEqual([
      'detected EUR',
      'undetected EUR',
      'undetected USD',
    ]);
    const days = await portal.spent({ ...span, ...inDays });
    const newYear = days['total EUR'].slice(60, 62);
    expect(newYear).toEqual([cents(8n * 910n, 31n), cents(8n * 910n, 31n)]);
    expect(days['total USD'].slice(60, 62)).toEqual([
      cents(30_000n, 365n),
      cents(30_000n, 366n),
    ]);
  });

  it('of a whole month with the same users is its price, in a short month, a long one and a leap year', async () => {
    const portal = await newPortal({
      licences: [
        {
          licence: 'Lucidchart',
          price: { amount: '9.95', currency: 'EUR', per: 'month' },
        },
      ],
    });
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2028-01-01');
    portal.today = '2028-04-30';
    const span = { from: '2028-01-17', to: '2028-04-02' };
    expect(await portal.spent({ ...span, ...inMonths })).toEqual({
      'total EUR': ['9.95', '9.95', '9.95', '9.95'],
    });
  });

  it('of all days of a year is the price per year', async () => {
    const portal = await newPortal({
      licences: [
        {
          licence: 'Lucidchart',
          price: { amount: '100', currency: 'EUR', per: 'year' },
        },
      ],
    });
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2027-12-31');
    portal.today = '2028-12-31';
    const { spends } = await portal.spend.read({
      ...inMonths,
      from: '2028-01-01',
      to: '2028-12-31',
    });
    const sum = spends[0].amounts.reduce((all, amount) => all.plus(amount));
    expect(sum.toFixed(20)).toBe('100.00000000000000000000');
  });

  it('does not hold what would have been spent before the first day that was recorded, or will be after today', async () => {
    const portal = await newPortal({
      licences: [
        {
          licence: 'Lucidchart',
          price: { amount: '31', currency: 'EUR', per: 'month' },
        },
      ],
    });
    portal.harness.lucid.add(lucidUser('1'), lucidUser('2'));
    await portal.syncOn('2026-01-30');
    expect(
      await portal.spent({ ...inDays, from: '2026-01-29', to: '2026-02-01' }),
    ).toEqual({ 'total EUR': [null, '2.00', null, null] });
    expect(
      await portal.spent({ ...inMonths, from: '2025-12-01', to: '2026-02-01' }),
    ).toEqual({ 'total EUR': [null, '2.00', null] });
  });

  it('counts seats that are bought and not held, as one more state and one more licence', async () => {
    const portal = await newPortal({
      licences: [
        {
          licence: 'Lucidchart',
          seats: 5,
          price: { amount: '31', currency: 'EUR', per: 'month' },
        },
        {
          licence: 'Lucidspark',
          seats: 1,
          price: { amount: '62', currency: 'EUR', per: 'month' },
        },
      ],
    });
    portal.harness.lucid.add(
      holder('1', 'Lucidchart', 'can-edit'),
      holder('2', 'Lucidchart', 'view-only'),
      holder('3', 'Lucidspark'),
      holder('4', 'Lucidspark'),
    );
    // More Lucidspark is used than bought: that is no money back.
    portal.pools = [pool('Lucidchart', 5, 1), pool('Lucidspark', 1, 2)];
    await portal.syncOn('2026-01-10');
    const day = {
      from: '2026-01-10',
      to: '2026-01-10',
      interval: 'day',
    } as const;
    expect(await portal.spent({ ...day, by: 'total' })).toEqual({
      'total EUR': ['9.00'],
    });
    expect(await portal.spent({ ...day, by: 'licence' })).toEqual({
      'Lucidchart EUR': ['1.00'],
      'Lucidspark EUR': ['4.00'],
      'unused-seats EUR': ['4.00'],
    });
    expect(await portal.spent({ ...day, by: 'state' })).toEqual({
      'undetected EUR': ['5.00'],
      'unused-seats EUR': ['4.00'],
    });
  });

  it('goes by the prices of each account', async () => {
    const portal = await newPortal({
      accounts: ['eu', 'us'],
      licences: [
        {
          licence: 'Lucidchart',
          price: { amount: '31', currency: 'USD', per: 'month' },
        },
        {
          licence: 'Lucidchart',
          account: 'eu',
          price: { amount: '62', currency: 'EUR', per: 'month' },
        },
      ],
    });
    portal.harness.lucids.eu.add(lucidUser('1'));
    portal.harness.lucids.us.add(lucidUser('1'), lucidUser('2'));
    await portal.syncOn('2026-01-10', 'eu');
    await portal.syncOn('2026-01-11', 'us');
    const span = { from: '2026-01-10', to: '2026-01-11' };
    expect(await portal.spent({ ...span, ...inDays })).toEqual({
      'total EUR': ['2.00', '2.00'],
      'total USD': ['0.00', '2.00'],
    });
    expect(await portal.spent({ ...span, ...inDays, account: 'us' })).toEqual({
      'total USD': [null, '2.00'],
    });
  });

  it('is not guessed where nothing has a price', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2026-01-10');
    expect(
      await portal.spend.history({
        ...inMonths,
        from: '2026-01-10',
        to: '2026-01-10',
      }),
    ).toEqual({ periods: ['2026-01'], series: [] });
  });
});
