import {
  TestApiProvider,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import { seatPoolOf } from '../../testing/figureFixtures';
import {
  licenceHistory,
  seatHistory,
  spendHistory,
  stateHistory,
} from '../../testing/historyFixtures';
import { lucidApiRef } from '../../api';
import { SyncTracker } from '../../sync/SyncTracker';
import { Trends } from './Trends';

function show(api: FakeLucidApi, account?: string) {
  return renderInTestApp(
    <TestApiProvider apis={[[lucidApiRef, api]]}>
      <main>
        <Trends account={account} level="h2" pools={api.data.seats} />
      </main>
    </TestApiProvider>,
  );
}

async function openTable(chart: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: `Show as table: ${chart}` }),
  );
  return within(screen.getByRole('table', { name: chart }));
}

describe('the charts of the overview', () => {
  it('show users, and the share of them that is detected', async () => {
    const { container } = show(
      new FakeLucidApi({ usageHistories: { state: stateHistory() } }),
    );
    const users = await openTable('Users over time');
    expect(
      users.getByRole('row', { name: 'Mar 10, 2026 210 40' }),
    ).toBeVisible();
    const share = await openTable('Detected share');
    expect(share.getByRole('row', { name: 'Mar 10, 2026 84%' })).toBeVisible();
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('show licences, and say of the proxy that it is one', async () => {
    show(new FakeLucidApi({ usageHistories: { licence: licenceHistory() } }));
    const licences = await openTable('Licences over time');
    expect(
      licences.getByRole('columnheader', { name: 'Active user (proxy)' }),
    ).toBeVisible();
  });

  it('show seats used and bought where there are any', async () => {
    show(
      new FakeLucidApi({
        seats: [seatPoolOf()],
        usageHistories: { seats: seatHistory() },
      }),
    );
    const seats = await openTable(
      'Seats used of bought: Lucidchart · Can edit',
    );
    expect(
      seats.getByRole('row', { name: 'Mar 9, 2026 170 200' }),
    ).toBeVisible();
  });

  it('show what was spent, with one chart for each currency', async () => {
    show(new FakeLucidApi({ costHistory: spendHistory() }));
    const euros = await openTable('Spend by month in EUR');
    expect(
      euros.getByRole('row', { name: 'February 2026 €1,975.50' }),
    ).toBeVisible();
    const dollars = await openTable('Spend by month in USD');
    expect(dollars.getAllByRole('row')).toHaveLength(2);
  });

  it('show neither seats nor spend where there are none', async () => {
    show(new FakeLucidApi());
    expect(
      await screen.findByRole('heading', { name: 'Users over time' }),
    ).toBeVisible();
    expect(
      (await screen.findAllByText(/^Nothing has been recorded/)).length,
    ).toBe(3);
    expect(screen.queryByRole('heading', { name: /^S/ })).toBeNull();
  });

  it('say once of each answer why it is not there, and not in each of its charts', async () => {
    const api = new FakeLucidApi({
      seats: [seatPoolOf(), seatPoolOf({ id: 'other' })],
      costHistory: spendHistory(),
    });
    api.failure = new Error('The database is away');
    show(api);
    await waitFor(() =>
      expect(
        screen.getAllByRole('alert').map(alert => alert.textContent),
      ).toEqual([
        expect.stringContaining('Users over time could not be loaded'),
        expect.stringContaining('Licences could not be loaded'),
        expect.stringContaining('Seats could not be loaded'),
        expect.stringContaining('Costs and seats could not be loaded'),
      ]),
    );
  });

  it('keep what they show when they cannot be read again, and say once why', async () => {
    const api = new FakeLucidApi({ costHistory: spendHistory() });
    show(api);
    await screen.findByRole('heading', { name: 'Spend by month in USD' });
    api.failure = new Error('The database is away');
    act(() => SyncTracker.of(api).invalidate());
    expect(
      await screen.findByText('Costs and seats could not be loaded'),
    ).toBeVisible();
    expect(
      screen.getByRole('heading', { name: 'Spend by month in USD' }),
    ).toBeVisible();
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(3));
  });

  it('go back as far as the URL says, and 90 days unless it says so', async () => {
    const api = new FakeLucidApi();
    show(api);
    const spans = within(
      await screen.findByRole('navigation', { name: 'Days shown in charts' }),
    );
    expect(spans.getByRole('link', { name: '90 days' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await userEvent.click(spans.getByRole('link', { name: 'A year' }));
    expect(spans.getByRole('link', { name: 'A year' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    const lengths = api.historyQueries
      .filter(({ by }) => by === 'state')
      .map(({ from = '', to = '' }) => daysBetween(from, to));
    expect(lengths).toEqual([90, 365]);
    expect(api.costHistoryQueries.at(-1)).toEqual(
      expect.objectContaining({
        by: 'total',
        interval: 'month',
        from: expect.stringMatching(/-01$/),
      }),
    );
  });

  it('are those of one account where there are several', async () => {
    const api = new FakeLucidApi({ seats: [seatPoolOf()] });
    show(api, 'asia');
    expect(
      await screen.findByRole('navigation', {
        name: 'Days shown in charts: asia',
      }),
    ).toBeVisible();
    expect(
      [...api.historyQueries, ...api.costHistoryQueries].map(
        ({ account }) => account,
      ),
    ).toEqual(['asia', 'asia', 'asia', 'asia']);
  });
});

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1000) + 1;
}
