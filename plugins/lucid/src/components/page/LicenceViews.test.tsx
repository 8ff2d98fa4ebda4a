import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  accountOf,
  ambiguousUsage,
  exceptedUsage,
  reconciliationOf,
  statusOf,
  undetectedUsage,
  usageOf,
} from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

const leftOut = usageOf({
  id: 'lucid-3001',
  displayName: 'svc-export',
  state: 'left-out',
  match: undefined,
  leftOutBy: 'service-accounts',
});
const departed = usageOf({
  id: 'lucid-3002',
  displayName: 'Dana Departed',
  state: 'departed',
  departedAt: '2026-02-11T08:00:00.000Z',
});

function portal() {
  return new FakeLucidApi({
    usages: [
      usageOf(),
      undetectedUsage(),
      ambiguousUsage(),
      exceptedUsage(),
      leftOut,
      departed,
    ],
    catalogUsers: [
      {
        entityRef: 'user:default/ida',
        displayName: 'Ida Unlicensed',
        licences: [],
      },
      {
        entityRef: 'user:default/jana',
        displayName: 'Jana Licensed',
        licences: [{ name: 'Lucidchart' }],
      },
    ],
    status: {
      ...statusOf(),
      licenceRequestUrl: 'https://requests.example.com/lucid',
      reconciliation: reconciliationOf({
        rules: [
          {
            name: 'service-accounts',
            description: 'User name fits svc-*',
            users: 6,
          },
          { name: 'partners', description: '@partner.example', users: 0 },
        ],
      }),
    },
  });
}

const main = (container: HTMLElement) =>
  container.querySelector('main') as HTMLElement;

async function rowOf(name: string) {
  const head = await screen.findByRole('rowheader', {
    name: new RegExp(name),
  });
  return head.closest('[role="row"]') as HTMLElement;
}

describe('the lists of the Licences tab', () => {
  it('are all there, each with how many it holds', async () => {
    openPage('/lucid/licences', portal());
    const views = await screen.findByRole('navigation', {
      name: 'Lists of users',
    });
    await within(views).findByRole('link', { name: 'Unlicensed 1' });
    expect(
      within(views)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual([
      'Everyone in Lucid 250',
      'Detected 210',
      'Undetected 25',
      'Ambiguous 5',
      'Excepted 4',
      'Left out 6',
      'Departed 1',
      'Unlicensed 1',
    ]);
  });

  it('count one account alone where they are narrowed to it', async () => {
    const { counts } = accountOf();
    const api = portal();
    api.data.status = statusOf(
      accountOf({ id: 'europe' }),
      accountOf({ id: 'asia', counts: { ...counts, excepted: 1 } }),
    );
    openPage('/lucid/licences?account=asia', api);
    expect(
      await screen.findByRole('link', { name: 'Excepted 1' }),
    ).toHaveAttribute('href', '/lucid/licences?account=asia&state=excepted');
  });

  it('tell of those who departed with an account that is not configured any more', async () => {
    const { counts } = accountOf();
    const api = portal();
    api.data.status = statusOf(
      accountOf({ counts: { ...counts, departed: 1 } }),
    );
    api.data.usages = [
      departed,
      usageOf({
        ...departed,
        account: 'renamed',
        entityRef: 'licenceusage:default/renamed-1',
        displayName: 'Rene Renamed',
      }),
    ];
    const { unmount } = openPage('/lucid/licences?state=departed', api);
    const row = await rowOf('Rene Renamed');
    expect(within(row).getByText('renamed')).toBeVisible();
    expect(screen.getByRole('columnheader', { name: 'Account' })).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'Departed 2' }),
    ).toBeVisible();
    unmount();

    openPage('/lucid/licences?state=departed&account=default', api);
    await rowOf('Dana Departed');
    expect(screen.queryByText('Rene Renamed')).toBeNull();
    expect(screen.queryByRole('columnheader', { name: 'Account' })).toBeNull();
    expect(
      await screen.findByRole('link', { name: 'Departed 1' }),
    ).toBeVisible();
  });

  it('narrow to an account that is not configured any more where somebody departed with it', async () => {
    const api = portal();
    api.data.usages = [departed, { ...departed, account: 'renamed' }];
    openPage('/lucid/licences?state=departed&account=renamed', api);
    const row = await rowOf('Dana Departed');
    expect(within(row).getByText('renamed')).toBeVisible();
    expect(screen.queryByText(/is configured$/)).toBeNull();
  });

  it('say nothing of an account that is not known', async () => {
    openPage('/lucid/licences?state=left-out&account=renamed', portal());
    expect(
      await screen.findByText('No Lucid account “renamed” is configured'),
    ).toBeVisible();
    expect(screen.queryByText(/^Rules of the configuration/)).toBeNull();
    expect(screen.queryByRole('list', { name: 'Left out by rule' })).toBeNull();
  });

  it('name the candidates of who is ambiguous, and lead to what settles it', async () => {
    openPage('/lucid/licences?state=ambiguous', portal());
    const row = await rowOf('Shared Desk');
    expect(within(row).getByRole('link', { name: 'one' })).toBeVisible();
    expect(within(row).getByRole('link', { name: 'two' })).toBeVisible();
    await userEvent.click(
      within(row).getByRole('link', { name: 'Settle Shared Desk' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Shared Desk' }),
    ).toBeVisible();
  });

  it('say why a licence is accounted for, by whom and until when', async () => {
    const { container } = openPage('/lucid/licences?state=excepted', portal());
    const row = await rowOf('Eve External');
    expect(within(row).getByText('Works for our agency')).toBeVisible();
    expect(within(row).getByText(/until Mar 31, 2027/)).toBeVisible();
    expect(await axe(main(container))).toHaveNoViolations();
  });

  it('say which rule leaves somebody out, and what each rule says', async () => {
    const { container } = openPage('/lucid/licences?state=left-out', portal());
    const row = await rowOf('svc-export');
    expect(within(row).getByText('service-accounts')).toBeVisible();
    const rules = screen.getByRole('list', { name: 'Left out by rule' });
    expect(within(rules).getByText('User name fits svc-*')).toBeVisible();
    expect(within(rules).getByText('6 users')).toBeVisible();
    // A rule that leaves nobody out is not silent about it.
    expect(within(rules).getByText('0 users')).toBeVisible();
    expect(await axe(main(container))).toHaveNoViolations();
  });

  it('say who has departed, who it was, and when', async () => {
    openPage('/lucid/licences?state=departed', portal());
    const row = await rowOf('Dana Departed');
    expect(within(row).getByText('Feb 11, 2026')).toBeVisible();
    expect(
      within(row).getByRole('link', { name: 'jana.dolezalova' }),
    ).toBeVisible();
  });

  it('never stand under the columns of another', async () => {
    const api = portal();
    const answer = api.users.bind(api);
    api.users = query =>
      query?.state?.includes('departed') && query.limit !== 1
        ? new Promise(() => {})
        : answer(query);
    openPage('/lucid/licences', api);
    const search = await screen.findByRole('searchbox');
    await rowOf('Jana Doležalová');
    await userEvent.click(screen.getByRole('link', { name: /^Departed/ }));
    expect(
      await screen.findByRole('grid', {
        name: 'Loading Lucid users and their licences',
      }),
    ).toBeVisible();
    expect(screen.queryByText('Jana Doležalová')).toBeNull();
    // What somebody types there stays.
    expect(screen.getByRole('searchbox')).toBe(search);
  });

  it('lead people without a licence to where the company hands them out', async () => {
    openPage('/lucid/licences?state=unlicensed', portal());
    expect(
      await screen.findByRole('link', { name: 'Ida Unlicensed' }),
    ).toBeVisible();
    expect(screen.queryByText('Jana Licensed')).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Request a licence' }),
    ).toHaveAttribute('href', 'https://requests.example.com/lucid');
  });

  it('never narrow the people without a licence to a group without saying so', async () => {
    const api = portal();
    openPage(
      '/lucid/licences?state=unlicensed&group=group:default/design',
      api,
    );
    expect(await screen.findByRole('link', { name: 'design' })).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(screen.queryByRole('link', { name: 'design' })).toBeNull();
    expect(api.catalogQueries.at(-1)).not.toHaveProperty(
      'group',
      'group:default/design',
    );
  });

  it('say of people without a licence that nobody in Lucid may be them', async () => {
    const api = portal();
    api.data.catalogUsers = [];
    openPage('/lucid/licences?state=unlicensed', api);
    expect(
      await screen.findByText('Nobody in the catalog is without Lucid.'),
    ).toBeVisible();
    expect(
      screen.getByText(
        'They are in the catalog, and nobody in Lucid is, or may be, them.',
      ),
    ).toBeVisible();
  });

  it('offer no such way where none is configured', async () => {
    const api = portal();
    api.data.status = statusOf();
    openPage('/lucid/licences?state=unlicensed', api);
    await screen.findByRole('link', { name: 'Ida Unlicensed' });
    expect(
      screen.queryByRole('link', { name: 'Request a licence' }),
    ).toBeNull();
  });

  it('say what it means that one is empty', async () => {
    openPage('/lucid/licences?state=ambiguous', new FakeLucidApi());
    expect(
      await screen.findByText(
        'Every Lucid user fits one catalog user at most.',
      ),
    ).toBeVisible();
  });
});
