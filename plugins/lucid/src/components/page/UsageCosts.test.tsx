import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openPage } from '../../__testUtils__/openPage';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import { costOf } from '../../testing/figureFixtures';
import { undetectedUsage, usageOf } from '../../testing/fixtures';

const priced = [
  usageOf({ displayName: 'Ada', id: 'a', cost: costOf('9.95') }),
  usageOf({
    displayName: 'Bea',
    id: 'b',
    cost: costOf(),
    licences: [{ name: 'Lucidchart', access: 'view-only' }],
  }),
  usageOf({
    displayName: 'Cleo',
    id: 'c',
    cost: costOf(undefined, { unpriced: 1 }),
    licences: [{ name: 'Lucidscale (beta)' }],
  }),
  usageOf({ displayName: 'Dora', id: 'd', cost: costOf(), licences: [] }),
];

/** What stands in the column of costs, by name. */
async function costs() {
  const table = await screen.findByRole('grid', {
    name: 'Lucid users and their licences',
  });
  await within(table).findByRole('columnheader', { name: 'Cost per month' });
  const at = within(table)
    .getAllByRole('columnheader')
    .findIndex(header => header.textContent === 'Cost per month');
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => row.children[at].textContent);
}

describe('the list of Lucid users', () => {
  it('says what each costs, and tells free from unpriced and from nothing held', async () => {
    openPage('/lucid/licences', new FakeLucidApi({ usages: priced }));
    await screen.findByText('Ada');
    expect(await costs()).toEqual(['€9.95', 'Free', 'No price', '–']);
  });

  it('has no column of costs where nothing has a price', async () => {
    openPage('/lucid/licences', new FakeLucidApi({ usages: [usageOf()] }));
    await screen.findByText('Jana Doležalová');
    expect(
      screen.queryByRole('columnheader', { name: 'Cost per month' }),
    ).toBeNull();
  });

  it('says in the details what a user costs', async () => {
    openPage(
      '/lucid/undetected?user=default%2Flucid-2001',
      new FakeLucidApi({
        usages: [
          undetectedUsage({
            cost: {
              perMonth: [
                { amount: '9.95', currency: 'EUR' },
                { amount: '8.00', currency: 'USD' },
              ],
              unpriced: 1,
            },
          }),
        ],
      }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Kai Contractor',
    });
    expect(within(dialog).getByText('€9.95 · $8.00')).toBeVisible();
    expect(
      within(dialog).getByText('and 1 licence without a price'),
    ).toBeVisible();
  });

  it('says of the proxy that it is one, and why it is shown', async () => {
    openPage(
      '/lucid/licences',
      new FakeLucidApi({
        usages: [usageOf({ licences: [{ name: 'active-user' }] })],
      }),
    );
    const row = await screen.findByRole('row', { name: /Jana/ });
    expect(within(row).getByText('Active user (proxy)')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Why?' }));
    const dialog = await screen.findByRole('dialog', {
      name: /^Why “Active user” is shown/,
    });
    expect(within(dialog).getByText(/takes at most one seat/)).toBeVisible();
  });
});
