import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import { costOverviewOf } from '../../testing/figureFixtures';
import { accountOf, statusOf, undetectedUsage } from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

const emea = accountOf({ id: 'emea' });
const apac = accountOf({ id: 'apac', snapshotAt: undefined });

const portal = (...accounts: Parameters<typeof statusOf>) =>
  new FakeLucidApi({
    status: statusOf(...accounts),
    costs: costOverviewOf(),
    usages: [undetectedUsage({ account: 'emea' })],
    catalogUsers: [
      {
        entityRef: 'user:default/ida',
        displayName: 'Ida Unlicensed',
        licences: [],
      },
    ],
  });

/** Each tab, and the part of it that remains where the filters were let go. */
const TABS = [
  ['/lucid/undetected?', 'Search and filters'],
  ['/lucid/licences?', 'Search and filters'],
  ['/lucid/licences?state=unlicensed&', 'Search and filters'],
  ['/lucid/costs?', 'Costs'],
];

/** What a tab would say of nobody and of everybody. */
function expectNoFigures() {
  expect(screen.queryByRole('grid')).toBeNull();
  expect(screen.queryByText(/^Spend per month/)).toBeNull();
  expect(screen.queryByRole('link', { name: /\d$/ })).toBeNull();
}

describe('a Lucid account that was chosen', () => {
  it.each(TABS)(
    'is not said to be in order before it is read: %s',
    async tab => {
      const { container } = openPage(`${tab}account=apac`, portal(emea, apac));
      expect(
        await screen.findByText('Lucid has not been read yet'),
      ).toBeVisible();
      expectNoFigures();
      expect(
        screen.getByRole('button', { name: /apac Lucid account/ }),
      ).toBeVisible();
      expect(
        screen.getAllByRole('button', { name: 'Clear filters' }),
      ).toHaveLength(1);
      expect(
        await axe(container.querySelector('main') as HTMLElement),
      ).toHaveNoViolations();
    },
  );

  it.each(TABS)(
    'can be let go where it is not configured: %s',
    async (tab, rest) => {
      openPage(`${tab}account=gone`, portal(emea));
      expect(
        await screen.findByText('No Lucid account “gone” is configured'),
      ).toBeVisible();
      expectNoFigures();

      await userEvent.click(
        screen.getByRole('button', { name: 'Clear filters' }),
      );
      expect(screen.getByRole('group', { name: rest })).toHaveFocus();
      await waitFor(() =>
        expect(
          screen.queryByText('No Lucid account “gone” is configured'),
        ).toBeNull(),
      );
      expect((await screen.findAllByRole('grid')).length).toBeGreaterThan(0);
    },
  );

  it('keeps the focus in its filter, whichever is chosen', async () => {
    openPage('/lucid/undetected', portal(emea, apac));
    await screen.findByText('Kai Contractor');
    const filter = screen.getByRole('button', { name: /Lucid account/ });
    await userEvent.click(filter);
    await userEvent.click(await screen.findByRole('option', { name: 'apac' }));
    expect(
      await screen.findByText('Lucid has not been read yet'),
    ).toBeVisible();
    expect(filter).toHaveFocus();
  });
});
