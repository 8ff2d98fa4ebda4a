import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { Chart } from './Chart';
import { ChartData, ChartFormat, ChartKind } from './ChartData';
import { COUNTS, amountsIn } from './chartFormats';

const EUROS = amountsIn('EUR');

const users: ChartData = {
  periods: ['2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10'],
  series: [
    { key: 'detected', label: 'Detected', values: [null, 1200, 1210, 1230] },
    { key: 'undetected', label: 'Undetected', values: [null, 40, 35, 30] },
  ],
};

function show(
  data: ChartData,
  kind: ChartKind = 'lines',
  format: ChartFormat = COUNTS,
) {
  return renderInTestApp(
    <main>
      <Chart label="Users over time" data={data} kind={kind} format={format} />
    </main>,
  );
}

describe('a chart', () => {
  it.each(['lines', 'stack', 'bars'] as const)(
    'of %s is drawn with a legend',
    async kind => {
      const { container } = show(users, kind);
      expect(
        await screen.findByRole('application', { name: 'Users over time' }),
      ).toBeVisible();
      const legend = screen.getByRole('list', { name: 'Users over time' });
      expect(
        within(legend)
          .getAllByRole('listitem')
          .map(item => item.textContent),
      ).toEqual(['Detected', 'Undetected']);
      expect(
        await axe(container.querySelector('main') as HTMLElement),
      ).toHaveNoViolations();
    },
  );

  it('tells series apart by more than their colours', async () => {
    show(users);
    const chart = await screen.findByRole('application');
    const lines = [...chart.querySelectorAll('.recharts-line-curve')];
    expect(lines).toHaveLength(2);
    expect(lines[0]).not.toHaveAttribute('stroke-dasharray');
    expect(lines[1]).toHaveAttribute('stroke-dasharray', '7 3');
  });

  it('says what each day holds to who goes through it by the keyboard', async () => {
    show(users);
    const chart = await screen.findByRole('application');
    await userEvent.tab();
    expect(chart).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    const day = await screen.findByText('Mar 8, 2026');
    expect(day.parentElement).toHaveAttribute('role', 'status');
    expect(day.parentElement).toHaveTextContent('Detected 1,200');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(await screen.findByText('Mar 10, 2026')).toBeVisible();
    expect(screen.getByText('1,230')).toBeVisible();
  });

  it('is a table for who likes that better, with the newest day first', async () => {
    const { container } = show(users);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show as table: Users over time',
      }),
    );
    const table = screen.getByRole('table', { name: 'Users over time' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual(['Day', 'Detected', 'Undetected']);
    // The first day has nothing, and so no row.
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(header => header.textContent),
    ).toEqual(['Mar 10, 2026', 'Mar 9, 2026', 'Mar 8, 2026']);
    expect(within(table).getByRole('cell', { name: '1,210' })).toBeVisible();
    expect(screen.queryByRole('application')).not.toBeInTheDocument();
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('writes money to the last digit', async () => {
    show(
      {
        periods: ['2026-02', '2026-03'],
        series: [
          {
            key: 'total',
            label: 'Spent',
            values: ['90071992547409931.23', '0.10'],
          },
        ],
      },
      'bars',
      EUROS,
    );
    await userEvent.click(await screen.findByRole('button'));
    const table = screen.getByRole('table');
    expect(
      within(table).getByRole('row', {
        name: 'February 2026 €90,071,992,547,409,931.23',
      }),
    ).toBeVisible();
    expect(
      within(table).getByRole('columnheader', { name: 'Month' }),
    ).toBeVisible();
  });

  it('says that it begins with the second day, and what the first one holds', async () => {
    show({
      periods: ['2026-03-09', '2026-03-10'],
      series: [{ key: 'detected', label: 'Detected', values: [null, 1230] }],
    });
    expect(
      await screen.findByText(/^Totals are recorded from Mar 10, 2026 on\./),
    ).toBeVisible();
    expect(screen.getByRole('cell', { name: '1,230' })).toBeVisible();
    expect(screen.queryByRole('application')).not.toBeInTheDocument();
  });

  it('says that nothing has been recorded', async () => {
    show({ periods: ['2026-03-10'], series: [] });
    expect(
      await screen.findByText(
        /^Nothing has been recorded for these days yet\./,
      ),
    ).toBeVisible();
  });

  it('shows an amount that is the only one as a bar', async () => {
    show(
      {
        periods: ['2026-03'],
        series: [{ key: 'total', label: 'Spent', values: ['12.00'] }],
      },
      'bars',
      EUROS,
    );
    expect(await screen.findByRole('application')).toBeVisible();
  });
});
