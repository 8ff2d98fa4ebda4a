import { MockFetchApi, registerMswTestHooks } from '@backstage/test-utils';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import {
  activityOf,
  alertOf,
  costOverviewOf,
  costShareOf,
  reportOf,
  seatPoolOf,
} from '../testing/figureFixtures';
import { LucidClient } from './LucidClient';

const BASE = 'http://backend.example.com/api/lucid';

const client = new LucidClient({
  fetchApi: new MockFetchApi({
    resolvePluginProtocol: {
      discoveryApi: {
        getBaseUrl: async id => `http://backend.example.com/api/${id}`,
      },
    },
  }),
});

describe('LucidFiguresClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it.each([
    ['what licences cost', () => client.costs(), '/v1/costs', costOverviewOf()],
    [
      'what licences of one account cost',
      () => client.costs({ account: 'europe' }),
      '/v1/costs?account=europe',
      costOverviewOf(),
    ],
    [
      'costs by cost centre',
      () => client.costShares({ by: 'costCenter', limit: 10 }),
      '/v1/costs/shares?by=costCenter&limit=10',
      { items: [costShareOf({ key: undefined })], totalItems: 1 },
    ],
    [
      'what was spent in each month',
      () => client.costHistory({ from: '2026-01-01', by: 'licence' }),
      '/v1/costs/history?from=2026-01-01&by=licence',
      {
        periods: ['2026-01', '2026-02'],
        series: [
          { key: 'Lucidchart', currency: 'EUR', values: [null, '1600.50'] },
        ],
      },
    ],
    [
      'how many users there were on each day',
      () => client.usageHistory({ by: 'state', to: '2026-03-10' }),
      '/v1/history?by=state&to=2026-03-10',
      {
        by: 'state',
        days: ['2026-03-09', '2026-03-10'],
        series: [{ key: 'detected', values: [null, 210] }],
      },
    ],
    [
      'seats',
      () => client.seats(),
      '/v1/seats',
      { pools: [seatPoolOf(), seatPoolOf({ id: 'other', bought: undefined })] },
    ],
    [
      'what happened, with one parameter per type',
      () =>
        client.activity({
          type: ['licence-lost', 'access'],
          from: '2026-03-01',
          q: 'Jana & co',
        }),
      '/v1/activity?type=licence-lost&type=access&from=2026-03-01&q=Jana+%26+co',
      { items: [activityOf()], totalItems: 1 },
    ],
    [
      'the months of which there is a report',
      () => client.reportMonths(),
      '/v1/reports',
      { months: ['2026-03', '2026-02'] },
    ],
    [
      'the report of a month',
      () => client.report('2026/02'),
      '/v1/reports/2026%2F02',
      reportOf(),
    ],
    [
      'alerts that go on',
      () => client.alerts(),
      '/v1/alerts',
      { alerts: [alertOf()] },
    ],
  ])('asks the backend for %s', async (_, ask, path, answer) => {
    const asked: string[] = [];
    server.use(
      http.get(`${BASE}/*`, ({ request }) => {
        asked.push(request.url.slice(BASE.length));
        return HttpResponse.json(answer);
      }),
    );

    // What is undefined is not sent, and so not there.
    await expect(ask()).resolves.toEqual(JSON.parse(JSON.stringify(answer)));
    expect(asked).toEqual([path]);
  });

  it('takes no amount for money that is not a decimal number', async () => {
    server.use(
      http.get(`${BASE}/v1/costs`, () =>
        HttpResponse.json(
          costOverviewOf({
            unusedSeats: [{ amount: '1e3', currency: 'EUR' }],
          }),
        ),
      ),
    );

    await expect(client.costs()).rejects.toThrow(
      /^The Lucid backend gave an unexpected answer to \/costs;/,
    );
  });
});
