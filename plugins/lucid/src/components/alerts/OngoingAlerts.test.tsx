import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { openPage } from '../../__testUtils__/openPage';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import { alertOf } from '../../testing/figureFixtures';
import { accountOf, statusOf, syncOf } from '../../testing/fixtures';

const region = () => screen.findByRole('region', { name: 'Alerts' });

describe('alerts on the overview', () => {
  it('say what is the case, since when and what to do, and lead there', async () => {
    const { container } = openPage(
      '/lucid/overview',
      new FakeLucidApi({ alerts: [alertOf()] }),
    );
    const alerts = await region();
    expect(
      within(alerts).getByText('4 seats of Lucidchart are left'),
    ).toBeVisible();
    expect(
      within(alerts).getByText(/Take licences back from leavers/),
    ).toBeVisible();
    expect(alerts.querySelector('time')).toHaveAttribute(
      'datetime',
      '2026-03-10T08:00:04.000Z',
    );
    expect(
      within(alerts).getByRole('link', {
        name: 'Show: 4 seats of Lucidchart are left',
      }),
    ).toHaveAttribute('href', '/lucid/undetected?reason=leaver');
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('name the Lucid account where there are several', async () => {
    openPage(
      '/lucid/overview',
      new FakeLucidApi({
        status: statusOf(
          accountOf({ id: 'europe' }),
          accountOf({ id: 'asia' }),
        ),
        alerts: [alertOf({ account: 'asia' })],
      }),
    );
    expect(
      within(await region()).getByText('asia: 4 seats of Lucidchart are left'),
    ).toBeVisible();
  });

  it('leave room for the figures where there are many, and are all there on demand', async () => {
    openPage(
      '/lucid/overview',
      new FakeLucidApi({
        alerts: ['1', '2', '3', '4', '5'].map(id =>
          alertOf({ id, title: `Alert ${id}` }),
        ),
      }),
    );
    const alerts = await region();
    expect(within(alerts).getAllByRole('link')).toHaveLength(3);
    await userEvent.click(
      within(alerts).getByRole('button', { name: '2 more alerts' }),
    );
    expect(within(alerts).getAllByRole('link')).toHaveLength(5);

    const fewer = within(alerts).getByRole('button', { name: 'Fewer alerts' });
    expect(fewer).toHaveFocus();
    await userEvent.click(fewer);
    expect(within(alerts).getAllByRole('link')).toHaveLength(3);
  });

  it('do not say a second time what every tab says anyway', async () => {
    openPage(
      '/lucid/overview',
      new FakeLucidApi({
        status: statusOf(
          accountOf({
            heldSnapshot: syncOf({ state: 'held' }),
            stale: { since: '2026-03-09T08:00:00.000Z', reason: 'No answer' },
          }),
        ),
        alerts: [
          alertOf({ id: '1', rule: 'held-snapshot', title: 'Held' }),
          alertOf({ id: '2', rule: 'sync-failing', title: 'Failing' }),
          alertOf({ id: '3', rule: 'renewal', title: 'Renewal' }),
        ],
      }),
    );
    expect(within(await region()).getAllByRole('link')).toHaveLength(1);
    expect(screen.getByText('Renewal')).toBeVisible();
  });

  it('are not mentioned where there are none', async () => {
    openPage('/lucid/overview', new FakeLucidApi());
    await screen.findByRole('link', { name: /^Undetected: 25/ });
    expect(screen.queryByRole('region', { name: 'Alerts' })).toBeNull();
  });
});
