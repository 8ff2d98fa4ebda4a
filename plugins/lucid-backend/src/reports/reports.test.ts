import { MonthlyReport } from 'backstage-plugin-lucid-common';
import { createTestStore, databases } from '../__testUtils__/databases';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { PriceList } from '../costs/PriceList';
import { setChangesKeptSince } from '../store/history/historyHorizon';
import { RecordedPortal } from '../totals/__testUtils__/RecordedPortal';
import { Present } from './PresentReader';
import { ReportReader } from './ReportReader';

jest.setTimeout(60_000);

const LICENCES = [
  {
    licence: 'Lucidchart',
    price: { amount: '31', currency: 'EUR', per: 'month' as const },
  },
  {
    licence: 'Lucidspark',
    price: { amount: '28', currency: 'USD', per: 'month' as const },
    from: '2026-02-01',
  },
];

const PRESENT: Present = {
  topGroups: [],
  topDepartments: [],
  findings: {
    undetected: { users: 0, cost: { perMonth: [], unpriced: 0 } },
    leavers: { users: 0, cost: { perMonth: [], unpriced: 0 } },
    viewOnlySuffices: { users: 0, cost: { perMonth: [], unpriced: 0 } },
  },
  undetected: [],
  seats: [],
};

describe.each(databases.eachSupportedId())('reports on %s', databaseId => {
  async function newPortal(accounts = ['default']) {
    const portal = new RecordedPortal(await createTestStore(databaseId), {
      accounts,
      licences: LICENCES,
    });
    const reports = new ReportReader({
      knex: portal.knex,
      accounts,
      spend: portal.spend,
      prices: new PriceList(LICENCES),
      today: () => portal.today,
    });
    const read = (month: string): Promise<MonthlyReport> =>
      reports.read(month, { read: async () => PRESENT });
    return { portal, reports, read };
  }

  it('are there from the first month that was recorded to this one, whether or not anything was recorded in it', async () => {
    const { portal, reports } = await newPortal();
    expect(await reports.months()).toEqual({ months: [] });
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2025-11-30');
    portal.today = '2026-02-01';
    expect(await reports.months()).toEqual({
      months: ['2026-02', '2026-01', '2025-12', '2025-11'],
    });
  });

  it('hold the totals before the month and at its end, and what was spent in it and in the month before', async () => {
    const { portal, read } = await newPortal();
    const { lucid } = portal.harness;
    lucid.add(lucidUser('1'), lucidUser('2'));
    await portal.syncOn('2026-01-22');
    lucid.add(lucidUser('3', { licences: [{ name: 'Lucidspark' }] }));
    await portal.syncOn('2026-02-10');
    await portal.syncOn('2026-02-15');
    lucid.add(lucidUser('4'));
    await portal.syncOn('2026-03-01');

    expect(await read('2026-02')).toMatchObject({
      month: '2026-02',
      complete: true,
      before: { day: '2026-01-22', users: 2, undetected: 2, detected: 0 },
      after: {
        day: '2026-02-15',
        users: 3,
        byLicence: { Lucidchart: 2, Lucidspark: 1 },
      },
      spend: {
        priced: true,
        // Lucidspark was there on 19 of 28 days.
        total: [
          { amount: '62.00', currency: 'EUR' },
          { amount: '19.00', currency: 'USD' },
        ],
        byLicence: [
          {
            key: 'Lucidchart',
            spent: [{ amount: '62.00', currency: 'EUR' }],
          },
          {
            key: 'Lucidspark',
            spent: [{ amount: '19.00', currency: 'USD' }],
          },
        ],
        // Two users on ten of its days.
        monthBefore: [{ amount: '20.00', currency: 'EUR' }],
      },
    });
    const first = await read('2026-01');
    expect(first.before).toEqual(first.after);
    expect(first.spend).not.toHaveProperty('monthBefore');
    const earlier = await read('2025-12');
    expect(earlier).toEqual({
      month: '2025-12',
      complete: true,
      changes: {},
      changesExpired: false,
      spend: { priced: true, total: [], byLicence: [] },
    });
  });

  it('of a month in which the backend was off tell what was spent all the same, and no totals of its end', async () => {
    const { portal, read } = await newPortal();
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2026-01-01');
    portal.today = '2026-03-01';
    const { before, after, spend } = await read('2026-02');
    expect({ before, after }).toMatchObject({
      before: { day: '2026-01-01' },
      after: undefined,
    });
    expect(spend.total).toEqual([{ amount: '31.00', currency: 'EUR' }]);
  });

  it('add up accounts, also where one of them was not recorded on the last day', async () => {
    const { portal, read } = await newPortal(['eu', 'us']);
    portal.harness.lucids.eu.add(lucidUser('1'));
    portal.harness.lucids.us.add(lucidUser('1'), lucidUser('2'));
    await portal.syncOn('2026-01-10', 'eu');
    await portal.syncOn('2026-01-20', 'us');
    expect(await read('2026-01')).toMatchObject({
      before: { day: '2026-01-10', users: 1 },
      after: { day: '2026-01-20', users: 3, byLicence: { Lucidchart: 3 } },
    });
  });

  it('tell of today in this month and in the one before it, and not in older ones', async () => {
    const { portal, read } = await newPortal();
    portal.today = '2026-03-31';
    expect(await read('2026-03')).toMatchObject({ complete: false, now: {} });
    expect(await read('2026-02')).toMatchObject({ complete: true, now: {} });
    expect(await read('2026-01')).not.toHaveProperty('now');
    await expect(read('2026-04')).rejects.toThrow('2026-04 has not begun');
  });

  it('count what happened in the month, to users of the accounts that are configured', async () => {
    const { portal, read } = await newPortal();
    portal.today = '2026-03-31';
    const change = { user_id: '1', account_id: 'default' };
    await portal.knex('usage_changes').insert([
      { ...change, at: '2026-01-31T23:59:59.999Z', type: 'appeared' },
      { ...change, at: '2026-02-01T00:00:00.000Z', type: 'appeared' },
      { ...change, at: '2026-02-14T12:00:00.000Z', type: 'departed' },
      { ...change, at: '2026-02-28T23:59:59.999Z', type: 'appeared' },
      { ...change, at: '2026-03-01T00:00:00.000Z', type: 'departed' },
      {
        user_id: '1',
        account_id: 'retired',
        at: '2026-02-14T12:00:00.000Z',
        type: 'returned',
      },
    ]);
    expect((await read('2026-02')).changes).toEqual({
      appeared: 2,
      departed: 1,
    });
  });

  it('say that changes of a month are not all kept any more', async () => {
    const { portal, read } = await newPortal();
    portal.today = '2026-03-31';
    await setChangesKeptSince(portal.knex, '2026-02-01T00:00:00.000Z');
    expect((await read('2026-02')).changesExpired).toBe(false);
    await setChangesKeptSince(portal.knex, '2026-02-01T00:00:00.001Z');
    expect((await read('2026-02')).changesExpired).toBe(true);
    expect((await read('2026-03')).changesExpired).toBe(false);
  });
});
