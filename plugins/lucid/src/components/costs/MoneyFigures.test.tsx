import {
  TestApiProvider,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { lucidApiRef } from '../../api';
import { useLucidData } from '../../hooks/useLucidData';
import { rootRouteRef } from '../../routes';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  costOf,
  costOverviewOf,
  seatPoolOf,
} from '../../testing/figureFixtures';
import { MoneyFigures } from './MoneyFigures';

const everything = () =>
  new FakeLucidApi({ costs: costOverviewOf(), seats: [seatPoolOf()] });

function Shown() {
  const costs = useLucidData('costs', api => api.costs());
  const seats = useLucidData('seats', api => api.seats());
  const readAgain = () => {
    costs.reload();
    seats.reload();
  };
  return (
    <>
      <MoneyFigures costs={costs} seats={seats} />
      <button onClick={readAgain}>Read again</button>
    </>
  );
}

function show(api: FakeLucidApi) {
  return renderInTestApp(
    <TestApiProvider apis={[[lucidApiRef, api]]}>
      <main>
        <Shown />
      </main>
    </TestApiProvider>,
    { mountedRoutes: { '/lucid': rootRouteRef } },
  );
}

describe('the figures of money and seats', () => {
  it('lead to what they are made of', async () => {
    const { container } = show(everything());
    expect(
      await screen.findByRole('link', {
        name: 'Spend per month: €2,015.00. Show what it is made of',
      }),
    ).toHaveAttribute('href', '/lucid/costs');
    expect(
      screen.getByText(
        'At the prices of Mar 10, 2026 · and 3 licences without a price',
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('link', {
        name: 'Undetected, per month: €225.00. Show the list',
      }),
    ).toHaveAttribute('href', '/lucid/undetected');
    expect(
      screen.getByRole('link', {
        name: 'Lucidchart · Can edit: 20 seats left. Show all seats',
      }),
    ).toHaveAttribute('href', '/lucid/costs');
    expect(
      screen.getByText(
        '180 of 200 used · 90% · Renews on Sep 30, 2026, in 204 days',
      ),
    ).toBeVisible();
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('stand side by side in several currencies', async () => {
    show(
      new FakeLucidApi({
        costs: costOverviewOf({
          total: {
            perMonth: [
              { amount: '2015.00', currency: 'EUR' },
              { amount: '30.00', currency: 'USD' },
            ],
            unpriced: 0,
          },
        }),
      }),
    );
    expect(await screen.findByText('€2,015.00')).toBeVisible();
    expect(screen.getByText('$30.00')).toBeVisible();
  });

  it('call nothing free where nobody is undetected', async () => {
    const { findings } = costOverviewOf();
    show(
      new FakeLucidApi({
        costs: costOverviewOf({
          findings: { ...findings, undetected: { users: 0, cost: costOf() } },
        }),
      }),
    );
    expect(
      await screen.findByRole('link', {
        name: 'Undetected, per month: –. Show the list',
      }),
    ).toBeVisible();
    expect(
      screen.getByText('0 users whom the catalog does not know'),
    ).toBeVisible();
    expect(screen.queryByText('Free')).toBeNull();
  });

  it('say of seats that they are too few, on trial, or have run out', async () => {
    show(
      new FakeLucidApi({
        seats: [
          seatPoolOf({
            source: 'lucid',
            licence: undefined,
            subscription: '77',
            used: 210,
            left: 0,
            overage: 10,
            trial: true,
            renewal: undefined,
            end: '2026-03-08',
            daysLeft: -2,
          }),
        ],
      }),
    );
    expect(await screen.findByText('10 seats too many')).toBeVisible();
    expect(screen.getByText('Over')).toBeVisible();
    expect(screen.getByText('Trial')).toBeVisible();
    expect(
      screen.getByText(
        '210 of 200 used · 105% · Ended on Mar 8, 2026, 2 days ago',
      ),
    ).toBeVisible();
  });

  it('are told to have failed, and are tried again on demand', async () => {
    const api = everything();
    let failures = 1;
    const { costs } = api.data;
    api.costs = async () => {
      if (failures-- > 0) throw new Error('no prices today');
      return costs;
    };
    show(api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'no prices today',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: /^Spend per month/ }),
    ).toBeVisible();
  });

  it('are not there where there is neither a price nor a seat', async () => {
    const api = everything();
    const { container } = show(api);
    expect(await screen.findAllByRole('link')).toHaveLength(3);

    api.data = new FakeLucidApi().data;
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    await waitFor(() =>
      expect(screen.queryByRole('link')).not.toBeInTheDocument(),
    );
    expect(container.querySelector('main')).toHaveTextContent(/^Read again$/);
  });
});
