import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  costOf,
  costOverviewOf,
  costShareOf,
  seatPoolOf,
} from '../../testing/figureFixtures';
import { accountOf, statusOf } from '../../testing/fixtures';
import { spendHistory } from '../../testing/historyFixtures';
import { openPage } from '../../__testUtils__/openPage';

const priced = () =>
  new FakeLucidApi({
    costs: costOverviewOf(),
    costHistory: spendHistory({
      series: [
        { key: 'Lucidchart', currency: 'EUR', values: ['1600.50', '500.10'] },
        { key: 'unused-seats', currency: 'EUR', values: ['375.00', '140.00'] },
      ],
    }),
    costShares: {
      department: Array.from({ length: 12 }, (_, index) =>
        costShareOf({ key: `Department ${index}` }),
      ),
      costCenter: [costShareOf({ key: undefined, users: 7 })],
      group: [
        costShareOf({
          key: 'group:default/platform',
          displayName: 'Platform Team',
        }),
      ],
    },
    seats: [seatPoolOf()],
  });

describe('the costs', () => {
  it('are told in total, by licence, and by what might be saved', async () => {
    const api = priced();
    // The chart has tests of its own, and takes its time.
    api.data.costHistory = spendHistory({ series: [] });
    const { container } = openPage('/lucid/costs', api);
    expect(await screen.findByText('€2,015.00')).toBeVisible();
    expect(screen.getByText('€1,800.00')).toBeVisible();
    expect(screen.getByText('€215.00')).toBeVisible();

    const licences = within(
      await screen.findByRole('grid', { name: 'Costs by licence' }),
    );
    expect(
      licences.getByRole('row', { name: 'Lucidspark Can edit' }),
    ).toHaveTextContent('LucidsparkCan edit30€180.00');
    // A free licence is free, and not without a price.
    expect(
      licences.getByRole('row', { name: 'Lucidchart View only' }),
    ).toHaveTextContent('LucidchartView only40Free');

    const findings = within(
      screen.getByRole('list', { name: 'What might be saved' }),
    );
    expect(
      findings.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      expect.stringContaining('€225.0025 users'),
      expect.stringContaining('€27.003 users'),
      // SCIM alone does not tell who is billed though departed.
      expect.stringContaining('View only suffices'),
    ]);
    expect(
      findings.getByRole('link', { name: 'Show them: Leavers' }),
    ).toHaveAttribute('href', '/lucid/undetected?reason=leaver');
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('are free only where somebody holds something', async () => {
    const api = priced();
    const nothing = { total: costOf(), allocated: costOf(), unusedSeats: [] };
    api.data.costs = costOverviewOf({ ...nothing, byLicence: [] });
    api.data.costShares = {};
    const { unmount } = openPage('/lucid/costs', api);
    expect(await screen.findByText('Spend per month')).toBeVisible();
    expect(screen.queryByText('Free')).not.toBeInTheDocument();
    expect(screen.getAllByText('–')).toHaveLength(2);
    unmount();

    const [, , viewers] = costOverviewOf().byLicence;
    api.data.costs = costOverviewOf({ ...nothing, byLicence: [viewers] });
    openPage('/lucid/costs', api);
    // In total, held by users, and in the table of licences.
    await waitFor(() => expect(screen.getAllByText('Free')).toHaveLength(3));
  });

  it('lead to those who are billed though they have departed', async () => {
    const api = priced();
    api.data.costs = costOverviewOf({
      findings: {
        ...costOverviewOf().findings,
        departedButBilled: { users: 2, cost: costOf('18.00') },
      },
    });
    openPage('/lucid/costs', api);
    expect(
      await screen.findByRole('link', {
        name: 'Show all who have departed: Departed, but billed',
      }),
    ).toHaveAttribute('href', '/lucid/licences?state=departed');
  });

  it('are broken down by department, cost centre and group, in pages', async () => {
    openPage('/lucid/costs', priced());
    const departments = await screen.findByRole('grid', {
      name: 'Costs by department',
    });
    expect(
      await within(departments).findByRole('link', { name: 'Department 0' }),
    ).toHaveAttribute('href', '/lucid/licences?department=Department+0');
    expect(screen.getByText('12 departments')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(
      await screen.findByRole('link', { name: 'Department 11' }),
    ).toBeVisible();

    // Another view begins with its first page.
    await userEvent.click(screen.getByRole('link', { name: 'Cost centres' }));
    expect(await screen.findByText('Without a cost centre')).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: 'Groups' }));
    expect(
      await screen.findByRole('link', { name: 'Platform Team' }),
    ).toHaveAttribute('href', '/catalog/default/group/platform');
  });

  it('never stand under another breakdown than their own', async () => {
    const api = priced();
    const answer = api.costShares.bind(api);
    let isAway = false;
    api.costShares = query => (isAway ? new Promise(() => {}) : answer(query));
    openPage('/lucid/costs', api);
    await screen.findByRole('link', { name: 'Department 0' });
    isAway = true;
    await userEvent.click(screen.getByRole('link', { name: 'Groups' }));
    expect(
      await screen.findByRole('grid', {
        name: /Costs by group of the catalog/,
      }),
    ).toBeVisible();
    expect(screen.queryByText('Department 0')).toBeNull();
  });

  it('are told for each month, with unused seats beside the licences', async () => {
    openPage('/lucid/costs', priced());
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show as table: Spend by month in EUR',
      }),
    );
    const table = within(screen.getByRole('table'));
    expect(
      table.getAllByRole('columnheader').map(each => each.textContent),
    ).toEqual(['Month', 'Lucidchart', 'Unused seats']);
    expect(
      table.getByRole('row', { name: 'March 2026 €500.10 €140.00' }),
    ).toBeVisible();
  });

  it('offer no days for charts that are not there, but a way back from those chosen', async () => {
    const api = priced();
    api.data.costHistory = spendHistory({ series: [] });
    const { unmount } = openPage('/lucid/costs', api);
    await screen.findByRole('grid', { name: 'Costs by department' });
    const days = { name: 'Days shown in charts' };
    expect(screen.queryByRole('navigation', days)).toBeNull();
    unmount();

    const cursor = JSON.stringify({
      filters: { by: 'department' },
      offset: 10,
    });
    openPage(
      `/lucid/costs?span=month&cursor=${encodeURIComponent(cursor)}`,
      api,
    );
    expect(
      within(await screen.findByRole('navigation', days)).getByRole('link', {
        name: 'A year',
      }),
    ).toHaveAttribute('href', '/lucid/costs?span=year');
  });

  it('have to be given a price first, for the licences that there are', async () => {
    const { container } = openPage(
      '/lucid/costs',
      new FakeLucidApi({
        status: statusOf(
          accountOf({
            counts: {
              ...accountOf().counts,
              byLicence: { 'Lucid Suite: all': 4 },
            },
          }),
        ),
        seats: [seatPoolOf()],
      }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Say what licences cost' }),
    ).toBeVisible();
    expect(
      screen.getByRole('figure', { name: 'Configuration of prices' }),
    ).toHaveTextContent('- licence: "Lucid Suite: all" seats: 200');
    expect(screen.queryByText('By licence')).not.toBeInTheDocument();
    // Seats are known without a price.
    expect(
      await screen.findByRole('progressbar', {
        name: 'Seats used: Lucidchart · Can edit',
      }),
    ).toHaveAttribute('aria-valuenow', '90');
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('are narrowed to an account, and say that its seats are old', async () => {
    const api = priced();
    api.data.status = statusOf(
      accountOf({ id: 'europe' }),
      accountOf({
        id: 'asia',
        seats: {
          stale: { since: '2026-03-01T08:00:00Z', reason: 'Key refused.' },
        },
      }),
    );
    const asked: (string | undefined)[] = [];
    const { costs } = api.data;
    api.costs = async query => {
      asked.push(query?.account);
      return costs;
    };
    openPage('/lucid/costs?account=asia', api);
    expect(await screen.findByText(/Key refused\.$/)).toBeVisible();
    await waitFor(() => expect(asked).toEqual(['asia']));
    expect(
      screen.getByRole('link', { name: 'Show them: Undetected' }),
    ).toHaveAttribute('href', '/lucid/undetected?account=asia');
  });
});
