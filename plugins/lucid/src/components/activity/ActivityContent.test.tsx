import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeLucidApi, FakeLucidData } from '../../testing/FakeLucidApi';
import { activityOf } from '../../testing/figureFixtures';
import { accountOf, statusOf, syncOf, usageOf } from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

const changes = [
  activityOf({ id: 4 }),
  activityOf({
    id: 3,
    userId: 'lucid-3002',
    displayName: 'Dana Departed',
    type: 'departed',
    before: 'Lucidchart (view-only), Lucidspark',
    after: 'deactivated',
    at: '2026-03-10T07:00:00.000Z',
  }),
  activityOf({
    id: 2,
    userId: 'lucid-2001',
    displayName: 'Kai Contractor',
    type: 'state',
    before: 'detected',
    after: 'undetected',
    syncId: undefined,
    at: '2026-03-08T23:30:00.000Z',
  }),
];

function portal(data: FakeLucidData = {}) {
  return new FakeLucidApi({ activity: changes, usages: [usageOf()], ...data });
}

describe('the Activity tab', () => {
  it('says in words what happened, day by day, the newest first', async () => {
    const { container } = openPage('/lucid/activity', portal());
    const march10 = await screen.findByRole('list', {
      name: 'Changes of Mar 10, 2026',
    });
    const [lost, departed] = within(march10).getAllByRole('listitem');
    expect(lost).toHaveTextContent(
      /^Jana Doležalová · Lucidchart \(can edit\) lost/,
    );
    expect(departed).toHaveTextContent(
      /^Dana Departed · Deactivated in Lucid; held Lucidchart \(view only\), Lucidspark until then/,
    );
    const march8 = screen.getByRole('list', {
      name: 'Changes of Mar 8, 2026',
    });
    expect(within(march8).getByRole('listitem')).toHaveTextContent(
      /^Kai Contractor · Not found in the catalog any more.* · The catalog changed, and not Lucid$/,
    );
    expect(screen.getAllByRole('list', { name: /^Changes of/ })).toEqual([
      march10,
      march8,
    ]);
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('leads to everything that is known of the user', async () => {
    openPage('/lucid/activity', portal());
    await userEvent.click(
      await screen.findByRole('link', { name: 'Jana Doležalová' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Jana Doležalová' }),
    ).toBeVisible();
  });

  it('leads to the sync that saw it, and from there back to what it changed', async () => {
    openPage(
      '/lucid/activity',
      portal({
        activity: [activityOf({ syncId: 'sync-7' })],
        syncs: [syncOf({ id: 'sync-7', account: 'europe' })],
      }),
    );
    await userEvent.click(
      await screen.findByRole('link', { name: /^Seen by a sync of default/ }),
    );
    const run = await screen.findByRole('dialog', { name: 'Sync of europe' });
    expect(
      within(run).getByRole('link', { name: 'What this sync changed' }),
    ).toHaveAttribute('href', '/lucid/activity?sync=sync-7');
  });

  it('shows changes of one kind', async () => {
    const api = portal();
    openPage('/lucid/activity', api);
    const kinds = await screen.findByRole('navigation', {
      name: 'Changes by kind',
    });
    await userEvent.click(within(kinds).getByRole('link', { name: 'Left' }));
    expect(await screen.findByText('1 change')).toBeVisible();
    expect(screen.queryByText('Jana Doležalová')).toBeNull();
    expect(api.activityQueries.at(-1)).toMatchObject({ type: ['departed'] });
  });

  it('asks for what the URL says, and leaves out what nobody knows', async () => {
    const api = portal();
    openPage(
      '/lucid/activity?type=returned&from=2026-03-09&to=2026-02-31&q=dana&sync=s1',
      api,
    );
    expect(await screen.findByText(/No change fits/)).toBeVisible();
    expect(screen.getByText('Only what one sync has seen.')).toBeVisible();
    expect(api.activityQueries).toEqual([
      {
        type: ['appeared', 'returned'],
        from: '2026-03-09',
        q: 'dana',
        sync: 's1',
        limit: 50,
      },
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    // The button that had the focus has gone.
    expect(
      screen.getByRole('group', { name: 'Search and filters' }),
    ).toHaveFocus();
    // The kind is chosen elsewhere, and stays.
    expect(api.activityQueries.at(-1)).toEqual({
      type: ['appeared', 'returned'],
      limit: 50,
    });
  });

  it('asks for a day that is typed when its year is complete, and not before', async () => {
    const api = portal();
    openPage('/lucid/activity', api);
    await screen.findByRole('list', { name: 'Changes of Mar 10, 2026' });
    const from = screen.getByRole('group', { name: 'From' });
    await userEvent.click(
      within(from).getByRole('spinbutton', { name: /month/ }),
    );
    await userEvent.keyboard('03092026');
    await waitFor(() =>
      expect(api.activityQueries.at(-1)).toMatchObject({ from: '2026-03-09' }),
    );
    const asked = new Set(api.activityQueries.map(query => query.from));
    expect([...asked]).toEqual([undefined, '2026-03-09']);
  });

  it('lets one Lucid account of several be chosen, and says which it is', async () => {
    openPage(
      '/lucid/activity',
      portal({
        activity: [activityOf({ account: 'europe' })],
        status: statusOf(
          accountOf({ id: 'europe' }),
          accountOf({ id: 'asia' }),
        ),
      }),
    );
    expect(await screen.findByText(/ · europe$/)).toBeVisible();
    expect(screen.getByRole('button', { name: /Lucid account/ })).toBeVisible();
  });

  it('says which account a change is of that is not configured any more', async () => {
    openPage(
      '/lucid/activity',
      portal({
        activity: [activityOf(), activityOf({ account: 'renamed', id: 0 })],
      }),
    );
    expect(await screen.findByText(/ · renamed$/)).toBeVisible();
  });

  it('exports what is filtered', async () => {
    const api = portal();
    openPage('/lucid/activity?type=departed&from=2026-03-01', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export CSV: Changes' }),
    );
    expect(api.exports).toMatchObject([
      { list: 'activity', query: { type: ['departed'], from: '2026-03-01' } },
    ]);
  });

  it('says on the first day that nothing has changed yet', async () => {
    openPage('/lucid/activity', new FakeLucidApi());
    expect(await screen.findByText('Nothing has changed yet')).toBeVisible();
    expect(
      screen.getByText(/What changes from then on is written down here/),
    ).toBeVisible();
  });

  it('says that something went wrong, and leads back to the first page', async () => {
    const api = portal();
    openPage('/lucid/activity?cursor=%7Bbroken', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Back to the first page' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Jana Doležalová' }),
    ).toBeVisible();
  });
});
