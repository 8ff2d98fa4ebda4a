import { mockCredentials } from '@backstage/backend-test-utils';
import {
  CostHistory,
  UsageHistory,
  costHistorySchema,
  costOverviewSchema,
  lucidStatusSchema,
  monthlyReportSchema,
  reportMonthsSchema,
  usageHistorySchema,
} from 'backstage-plugin-lucid-common';
import { LucidSimulator, startLucidSimulator } from 'lucid-simulator';
import { LucidBackend } from '../__testUtils__/LucidBackend';

jest.setTimeout(60_000);

/** Waits for what follows a sync. */
async function eventually<T>(read: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await read();
    if (found !== undefined) {
      return found;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

describe('history over HTTP', () => {
  let simulator: LucidSimulator;
  let backend: LucidBackend;

  beforeAll(async () => {
    simulator = await startLucidSimulator({ token: 'token-of-the-test' });
    backend = await LucidBackend.start(
      {
        token: 'token-of-the-test',
        baseUrl: simulator.url,
        schedule: { frequency: { trigger: 'manual' }, timeout: { minutes: 1 } },
        licences: [
          {
            licence: 'Lucidchart',
            seats: 100,
            price: { amount: '7.95', currency: 'EUR', per: 'month' },
          },
        ],
      },
      [],
    );
  });

  afterAll(async () => {
    await simulator.close();
  });

  const today = () => new Date().toISOString().slice(0, 10);

  async function history(query: string): Promise<UsageHistory> {
    const { status, body } = await backend.get(`/history?${query}`);
    expect(status).toBe(200);
    return usageHistorySchema.parse(body);
  }

  async function costHistory(query = ''): Promise<CostHistory> {
    const { status, body } = await backend.get(`/costs/history?${query}`);
    expect(status).toBe(200);
    return costHistorySchema.parse(body);
  }

  it('has an answer before anything was read', async () => {
    const { days, series } = await history('by=state');
    expect(days).toHaveLength(90);
    expect(days.at(-1)).toBe(today());
    expect(series).toEqual([]);
    const { periods } = await costHistory();
    expect(periods).toHaveLength(12);
    expect(periods.at(-1)).toBe(today().slice(0, 7));
    expect((await backend.get('/reports')).body).toEqual({ months: [] });
    const report = await backend.get(`/reports/${today().slice(0, 7)}`);
    expect(monthlyReportSchema.parse(report.body)).toMatchObject({
      complete: false,
      changes: {},
      changesExpired: false,
      spend: { priced: true, total: [], byLicence: [] },
      now: { undetected: [], topGroups: [] },
    });
  });

  it('has the totals of today after a sync, and they are those of the status', async () => {
    await backend.sync();
    const { series } = await eventually(async () => {
      const read = await history('by=state');
      return read.series.length > 0 ? read : undefined;
    });
    const status = lucidStatusSchema.parse((await backend.get('/status')).body);
    const { counts } = status.accounts[0];
    const last = Object.fromEntries(
      series.map(({ key, values }) => [key, values.at(-1)]),
    );
    expect(last).toEqual({
      detected: counts.detected,
      undetected: counts.undetected,
      ambiguous: counts.ambiguous,
      excepted: counts.excepted,
      'left-out': counts.leftOut,
      leavers: counts.leavers,
      unlicensed: counts.unlicensed,
    });
    expect(series[0].values.slice(0, -1)).toEqual(new Array(89).fill(null));
    const byLicence = await history(`by=licence&from=${today()}`);
    expect(
      Object.fromEntries(
        byLicence.series.map(({ key, values }) => [key, values[0]]),
      ),
    ).toEqual(counts.byLicence);
    const seats = await history(`by=seats&from=${today()}&account=default`);
    expect(seats.series.map(({ values }) => values[0])).toContain(100);
  });

  it('spends in a day of this month what the overview of costs says of a month', async () => {
    const costs = costOverviewSchema.parse((await backend.get('/costs')).body);
    const [perMonth] = costs.total.perMonth;
    const [year, month] = today().split('-').map(Number);
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const { periods, series } = await costHistory(
      `from=${today()}&interval=day&by=total`,
    );
    expect(periods).toEqual([today()]);
    expect(series).toMatchObject([{ key: 'total', currency: 'EUR' }]);
    expect(Number(series[0].values[0])).toBeCloseTo(
      Number(perMonth.amount) / days,
      1,
    );
    const byState = await costHistory(`from=${today()}&interval=day&by=state`);
    expect(byState.series.map(({ key }) => key)).toContain('unused-seats');
  });

  it('reports this month', async () => {
    const month = today().slice(0, 7);
    expect(
      reportMonthsSchema.parse((await backend.get('/reports')).body),
    ).toEqual({ months: [month] });
    const report = monthlyReportSchema.parse(
      (await backend.get(`/reports/${month}`)).body,
    );
    const status = lucidStatusSchema.parse((await backend.get('/status')).body);
    const { counts } = status.accounts[0];
    expect(report.after).toMatchObject({
      day: today(),
      users: counts.users,
      undetected: counts.undetected,
      byLicence: counts.byLicence,
    });
    expect(report.before).toEqual(report.after);
    const { series } = await costHistory(`from=${today()}&interval=month`);
    expect(report.spend.total).toEqual([
      { amount: series[0].values[0], currency: 'EUR' },
    ]);
    expect(report.spend.byLicence.map(({ key }) => key)).toContain(
      'Lucidchart',
    );
    expect(report.spend).not.toHaveProperty('monthBefore');
    expect(report.now?.undetected).toHaveLength(
      Math.min(100, counts.undetected),
    );
    expect(report.now?.undetected[0]).toHaveProperty('cost');
    expect(report.now?.topDepartments.length).toBeGreaterThan(0);
    expect(report.now?.seats).toMatchObject([{ bought: 100 }]);
  });

  it.each([
    ['/history', 'by'],
    ['/history?by=colour', 'by'],
    ['/history?by=state&from=2026-02-30', 'from'],
    ['/history?by=state&to=yesterday', 'to'],
    ['/history?by=state&from=1026-01-01', 'from'],
    ['/history?by=state&from=2026-02-02&to=2026-02-01', 'from'],
    ['/history?by=state&from=2999-01-01', 'from'],
    ['/history?by=state&from=2010-01-01&to=2026-01-01', 'from'],
    ['/history?by=state&account=', 'account'],
    ['/history?by=state&day=2026-01-01', 'day'],
    ['/costs/history?interval=week', 'interval'],
    ['/costs/history?by=department', 'by'],
    ['/costs/history?from=2026-02-02&to=2026-02-01', 'from'],
    ['/costs/history?from=2010-01-01', 'from'],
    ['/reports/2026-13', 'month'],
    ['/reports/lately', 'month'],
    ['/reports/2026-01?account=emea', 'account'],
    ['/reports?account=emea', 'account'],
  ])('refuses %s, and names the parameter "%s"', async (path, parameter) => {
    const { status, body } = await backend.get(path);
    expect(status).toBe(400);
    expect(body.error.message).toContain(`parameter "${parameter}"`);
  });

  it('knows no report of a month to come', async () => {
    const { status, body } = await backend.get('/reports/2999-01');
    expect(status).toBe(404);
    expect(body.error.message).toContain('2999-01');
  });

  it.each([
    '/history?by=state',
    '/costs/history',
    '/reports',
    '/reports/2026-01',
  ])('tells nobody without a token of %s', async path => {
    const { status } = await backend.get(path, mockCredentials.none.header());
    expect(status).toBe(401);
  });
});
