import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  costOf,
  reportOf,
  seatPoolOf,
  totalsOf,
} from '../../testing/figureFixtures';
import { leaverUsage } from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

const now = () => reportOf().now;

function rowOf(table: string, name: string | RegExp) {
  return within(screen.getByRole('table', { name: table })).getByRole('row', {
    name,
  });
}

describe('the report of a month', () => {
  it('tells of the newest month unless the URL names another', async () => {
    const reports = [
      reportOf({ month: '2026-03', complete: false }),
      reportOf(),
    ];
    const { unmount } = openPage(
      '/lucid/report',
      new FakeLucidApi({ reports }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Lucid licences in March 2026',
      }),
    ).toBeVisible();
    expect(screen.getByText(/^This month goes on/)).toBeVisible();
    unmount();

    openPage('/lucid/report?month=2026-02', new FakeLucidApi({ reports }));
    expect(
      await screen.findByRole('heading', {
        name: 'Lucid licences in February 2026',
      }),
    ).toBeVisible();
    expect(screen.queryByText(/^This month goes on/)).not.toBeInTheDocument();
  });

  it('compares totals, and tells what changed and what it cost', async () => {
    const { container } = openPage(
      '/lucid/report',
      new FakeLucidApi({
        reports: [
          reportOf({
            after: totalsOf({ byLicence: { Lucidspark: 90 } }),
            now: {
              ...now()!,
              undetected: [{ ...leaverUsage(), cost: costOf('9.00') }],
            },
          }),
        ],
      }),
    );
    await screen.findByRole('table', { name: 'Totals' });
    expect(rowOf('Totals', 'Lucid users 244 250 +6')).toBeVisible();
    expect(rowOf('Totals', 'Detected 210 210 0')).toBeVisible();
    // Nobody holds it any more.
    expect(rowOf('Totals', 'Users with Lucidchart 200 0 -200')).toBeVisible();
    expect(rowOf('Changes', 'Licence lost 4')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Show each change' }),
    ).toHaveAttribute('href', '/lucid/activity?from=2026-02-01&to=2026-02-28');
    expect(rowOf('Spend', 'Lucidchart €1,600.50')).toBeVisible();
    expect(rowOf('Spend', 'Unused seats €375.00')).toBeVisible();
    expect(rowOf('Spend', 'In total €1,975.50')).toBeVisible();
    expect(rowOf('Spend', 'In the month before €1,900.00')).toBeVisible();
    expect(
      rowOf('Groups with most users', 'Platform Team 40 4 €360.00'),
    ).toBeVisible();
    expect(rowOf('What might be saved', 'Leavers 3 €27.00')).toBeVisible();
    expect(
      rowOf('Seats', /^Lucidchart · Can edit 180 200 20 seats left Renews/),
    ).toBeVisible();
    expect(rowOf('Undetected users', /^Jane Doe .* €9\.00$/)).toBeVisible();
    expect(
      screen.getByText('The first 1 of them, leavers first.'),
    ).toBeVisible();
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('tells seats of several Lucid accounts apart', async () => {
    openPage(
      '/lucid/report',
      new FakeLucidApi({
        reports: [
          reportOf({
            now: {
              ...now()!,
              seats: [
                seatPoolOf({ id: '1', account: 'asia' }),
                seatPoolOf({ id: '2', account: 'europe' }),
              ],
            },
          }),
        ],
      }),
    );
    await screen.findByRole('table', { name: 'Seats' });
    expect(rowOf('Seats', /^Lucidchart · Can edit · asia 180/)).toBeVisible();
    expect(rowOf('Seats', /^Lucidchart · Can edit · europe 180/)).toBeVisible();
  });

  it('tells only what is known of a month long ago', async () => {
    openPage(
      '/lucid/report',
      new FakeLucidApi({
        reports: [
          reportOf({
            before: undefined,
            changes: {},
            changesExpired: true,
            spend: { priced: false, total: [], byLicence: [] },
            now: undefined,
          }),
        ],
      }),
    );
    await screen.findByRole('table', { name: 'Totals' });
    expect(rowOf('Totals', 'Lucid users 250')).toBeVisible();
    expect(
      screen.getByText(/^Changes of this month are not kept any more/),
    ).toBeVisible();
    expect(
      screen.getByText('No licence had a price in this month.'),
    ).toBeVisible();
    expect(screen.queryByText('As of today')).not.toBeInTheDocument();
  });

  it('is printed on demand, and nothing else of the page with it', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation(() => {});
    openPage('/lucid/report', new FakeLucidApi({ reports: [reportOf()] }));
    const report = await screen.findByRole('article');
    const button = screen.getByRole('button', { name: 'Print' });
    await userEvent.click(button);
    expect(print).toHaveBeenCalledTimes(1);
    // What is printed is marked, and what prints it is not within.
    expect(report).toHaveAttribute('data-lucid-report');
    expect(report).not.toContainElement(button);
    expect(
      [...document.querySelectorAll('style')].some(({ textContent }) =>
        textContent?.includes('[data-lucid-report] tr'),
      ),
    ).toBe(true);
    print.mockRestore();
  });

  it('says that there is none yet', async () => {
    openPage('/lucid/report', new FakeLucidApi());
    expect(
      await screen.findByText('There is nothing to report yet'),
    ).toBeVisible();
  });

  it('can be reached from the overview', async () => {
    openPage('/lucid', new FakeLucidApi());
    expect(
      await screen.findByRole('link', { name: 'Monthly report' }),
    ).toHaveAttribute('href', '/lucid/report');
  });
});
