import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  accountOf,
  leaverUsage,
  listedUsage,
  nearestUser,
  reconciliationOf,
  statusOf,
  undetectedUsage,
} from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';
import { SyncTracker } from '../../sync/SyncTracker';

const leaver = leaverUsage({ displayName: 'Zoe Leaver' });
const stranger = listedUsage(undetectedUsage(), nearestUser());
const nameless = undetectedUsage({
  id: 'lucid-2009',
  displayName: 'lucid-2009',
  undetectedReason: 'nothing-to-compare',
});

function portalOf(...usages: Parameters<typeof listedUsage>[0][]) {
  return new FakeLucidApi({ usages });
}

async function table() {
  return screen.findByRole('grid', { name: 'Undetected Lucid users' });
}

describe('the list of undetected users', () => {
  it('leads with those who have left, and says who they were and until when', async () => {
    const { container } = openPage(
      '/lucid/undetected',
      portalOf(nameless, stranger, leaver),
    );
    const rows = within(await table()).getAllByRole('rowheader');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringContaining('Zoe Leaver'),
      expect.stringContaining('Kai Contractor'),
      expect.stringContaining('lucid-2009'),
    ]);
    expect(
      screen.getByText(
        'Was user:default/jane until May 3, 2026, who is not in the catalog any more',
      ),
    ).toBeVisible();
    expect(
      screen.getByText('3 Lucid users belong to people who have left'),
    ).toBeVisible();
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('names the likeliest catalog user and says why', async () => {
    openPage('/lucid/undetected', portalOf(stranger));
    const [, row] = within(await table()).getAllByRole('row');
    expect(within(row).getByRole('link', { name: 'Kai Cole' })).toHaveAttribute(
      'href',
      '/catalog/default/user/kai.c',
    );
    expect(
      within(row).getByText('Same address in another domain'),
    ).toBeVisible();
  });

  it('is narrowed to one reason, each with how many there are', async () => {
    const api = portalOf(nameless, stranger, leaver);
    openPage('/lucid/undetected', api);
    const reasons = await screen.findByRole('navigation', {
      name: 'Undetected users by reason',
    });
    // The status counts 25 and 3 leavers, of an earlier moment than the list: the others are counted, not subtracted.
    for (const name of [
      'All undetected 25',
      'Leavers 3',
      'Never known 1',
      'Nothing to compare 1',
    ]) {
      expect(
        await within(reasons).findByRole('link', { name }),
      ).toBeInTheDocument();
    }

    await userEvent.click(
      within(reasons).getByRole('link', { name: 'Leavers 3' }),
    );
    await waitFor(() =>
      expect(screen.queryByText('Kai Contractor')).not.toBeInTheDocument(),
    );
    expect(screen.getByText('Zoe Leaver')).toBeInTheDocument();
    expect(
      within(reasons).getByRole('link', { name: 'Leavers 3' }),
    ).toHaveAttribute('aria-current', 'page');
    expect(api.userQueries.at(-1)).toMatchObject({ reason: 'leaver' });
  });

  it('accounts for a selection with one note, from the keyboard too', async () => {
    const api = portalOf(stranger, nameless, leaver);
    openPage('/lucid/undetected', api);
    const rows = within(await table()).getAllByRole('row');
    await userEvent.click(within(rows[2]).getByRole('checkbox'));
    within(rows[3]).getByRole('checkbox').focus();
    await userEvent.keyboard(' ');

    const selected = screen.getByRole('region', { name: 'Selected users' });
    expect(within(selected).getByText('2 users selected')).toBeVisible();
    await userEvent.click(
      within(selected).getByRole('button', { name: 'Account for selected…' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Account for 2 users',
    });
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Note/ }),
      ' Works for our agency ',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Account for it' }),
    );

    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.exceptionRequests).toEqual([
      {
        note: 'Works for our agency',
        users: [
          { account: 'default', id: 'lucid-2001' },
          { account: 'default', id: 'lucid-2009' },
        ],
      },
    ]);
    // They are gone from the list at once, and with them the selection.
    await waitFor(() =>
      expect(screen.queryByText('Kai Contractor')).not.toBeInTheDocument(),
    );
    expect(screen.getByText('Zoe Leaver')).toBeInTheDocument();
    expect(screen.queryByText(/users? selected/)).not.toBeInTheDocument();
    // The button that had the focus has gone; what was done is said in its place.
    expect(screen.getByText('2 users are accounted for.').parentElement).toBe(
      document.activeElement,
    );
  });

  it('does not say that all are detected where the last page has been settled', async () => {
    const contractors = Array.from({ length: 27 }, (_, index) =>
      undetectedUsage({
        id: `lucid-${index}`,
        displayName: `Contractor ${String(index).padStart(2, '0')}`,
      }),
    );
    const api = portalOf(...contractors);
    openPage('/lucid/undetected', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Next page' }),
    );
    await screen.findByText('Contractor 26');

    // Somebody has accounted for both of them.
    api.data.usages = contractors.slice(0, 25);
    act(() => SyncTracker.of(api).invalidate());

    expect(
      await screen.findByText('Nobody is left on this page'),
    ).toBeVisible();
    expect(screen.getByText('25 users')).toBeVisible();
    expect(
      screen.queryByText('Every Lucid user was found in the catalog.'),
    ).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to the first page' }),
    );
    expect(await screen.findByText('Contractor 00')).toBeVisible();
  });

  it('keeps nobody selected who has left the list meanwhile', async () => {
    const api = portalOf(stranger, leaver);
    openPage('/lucid/undetected', api);
    await userEvent.click(
      within(await table()).getByRole('checkbox', { name: /^Select all/ }),
    );
    expect(screen.getByText('2 users selected')).toBeVisible();

    // A sync has found one of them in the catalog.
    api.data.usages = [leaver];
    act(() => SyncTracker.of(api).invalidate());

    expect(await screen.findByText('1 user selected')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Account for selected…' }),
    );
    expect(
      await screen.findByRole('dialog', {
        name: 'Account for the licence of Zoe Leaver',
      }),
    ).toBeVisible();
  });

  it('says that nobody is selected any more where the button for it has gone', async () => {
    openPage('/lucid/undetected', portalOf(stranger, leaver));
    await userEvent.click(
      within(await table()).getByRole('checkbox', { name: /^Select all/ }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear selection' }),
    );
    expect(screen.getByText('Nobody is selected any more.').parentElement).toBe(
      document.activeElement,
    );
  });

  it('is searched for several words, however long the pause between them', async () => {
    const api = portalOf(stranger, leaver);
    openPage('/lucid/undetected', api);
    await table();
    const search = screen.getByRole('searchbox');
    await userEvent.type(search, 'zoe ');
    await waitFor(() =>
      expect(api.userQueries.at(-1)).toMatchObject({ q: 'zoe' }),
    );
    expect(search).toHaveValue('zoe ');
    await userEvent.type(search, 'leaver');
    await waitFor(() =>
      expect(api.userQueries.at(-1)).toMatchObject({ q: 'zoe leaver' }),
    );
  });

  it('selects nobody any more who is not on screen', async () => {
    openPage('/lucid/undetected', portalOf(stranger, leaver));
    await userEvent.click(
      within(await table()).getByRole('checkbox', { name: /^Select all/ }),
    );
    expect(screen.getByText('2 users selected')).toBeVisible();

    await userEvent.type(screen.getByRole('searchbox'), 'zoe');
    await waitFor(() =>
      expect(screen.queryByText(/users? selected$/)).not.toBeInTheDocument(),
    );
  });

  it('is filtered by a group of Lucid, where the account has some', async () => {
    const api = new FakeLucidApi({
      usages: [
        undetectedUsage({ groups: [{ id: 'lucid-group-1' }] }),
        leaverUsage(),
      ],
      lucidGroups: [
        {
          account: 'default',
          id: 'lucid-group-1',
          name: 'Designers',
          users: 3,
          undetected: 1,
          departed: 0,
        },
      ],
    });
    openPage('/lucid/undetected', api);
    await userEvent.click(
      await screen.findByRole('button', { name: /Lucid group/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Designers' }),
    );
    await waitFor(() =>
      expect(screen.queryByText('Jane Doe')).not.toBeInTheDocument(),
    );
    expect(screen.getByText('Kai Contractor')).toBeInTheDocument();
    expect(api.userQueries.at(-1)).toMatchObject({
      account: 'default',
      lucidGroup: 'lucid-group-1',
    });
  });

  it('says whom rules and the catalog filter leave out, and nothing where nobody is', async () => {
    const { unmount } = openPage(
      '/lucid/undetected',
      new FakeLucidApi({
        status: {
          ...statusOf(),
          reconciliation: reconciliationOf({
            catalogUsersLeftOut: 12,
            rules: [
              { name: 'service-accounts', description: 'svc-*', users: 6 },
            ],
          }),
        },
      }),
    );
    expect(
      await screen.findByRole('link', {
        name: '6 Lucid users are left out by rules',
      }),
    ).toHaveAttribute('href', '/lucid/licences?state=left-out');
    expect(screen.getByText(/service-accounts: 6/)).toHaveTextContent(
      '12 catalog users are left out by the catalog filter.',
    );
    unmount();

    const { counts } = accountOf();
    openPage(
      '/lucid/undetected',
      new FakeLucidApi({
        status: statusOf(accountOf({ counts: { ...counts, leftOut: 0 } })),
      }),
    );
    await table();
    expect(screen.queryByText(/left out/)).not.toBeInTheDocument();
  });

  it('says of one account whom rules leave out there', async () => {
    const { counts } = accountOf();
    openPage(
      '/lucid/undetected?account=emea',
      new FakeLucidApi({
        status: {
          ...statusOf(
            accountOf({
              id: 'emea',
              counts: {
                ...counts,
                leftOut: 1234,
                byRule: { 'service-accounts': 1234 },
              },
            }),
            accountOf({ id: 'apac' }),
          ),
          reconciliation: reconciliationOf({
            rules: [
              { name: 'service-accounts', description: 'svc-*', users: 1240 },
              { name: 'robots', description: 'bot-*', users: 6 },
            ],
          }),
        },
      }),
    );
    const link = await screen.findByRole('link', {
      name: '1,234 Lucid users are left out by rules',
    });
    expect(link).toHaveAttribute(
      'href',
      '/lucid/licences?state=left-out&account=emea',
    );
    expect(link.parentElement).toHaveTextContent('(service-accounts: 1,234)');
  });
});
