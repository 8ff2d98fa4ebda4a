import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  accountOf,
  reconciliationOf,
  statusOf,
  syncOf,
  undetectedUsage,
  usageOf,
} from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

const contractors = Array.from({ length: 30 }, (_, index) =>
  undetectedUsage({
    id: `lucid-${index}`,
    displayName: `Contractor ${String(index).padStart(2, '0')}`,
    department: index % 2 ? 'External' : 'Interns',
  }),
);

describe('the overview', () => {
  it('is what the page opens with, and leads to the lists behind its figures', async () => {
    const { container } = openPage('/lucid', new FakeLucidApi());

    for (const [name, href] of [
      ['Lucid users: 250. Show the list', '/lucid/licences'],
      ['Detected: 210. Show the list', '/lucid/licences?state=detected'],
      ['Undetected: 25. Show the list', '/lucid/undetected'],
      ['Leavers: 3. Show the list', '/lucid/undetected?reason=leaver'],
      ['Excepted: 4. Show the list', '/lucid/licences?state=excepted'],
      ['Left out: 6. Show the list', '/lucid/licences?state=left-out'],
      ['Ambiguous: 5. Show the list', '/lucid/licences?state=ambiguous'],
      ['Unlicensed: 17. Show the list', '/lucid/licences?state=unlicensed'],
      [
        // Others may have departed with an account that is not configured any more.
        'Departed: 8. Show the list',
        '/lucid/licences?account=default&state=departed',
      ],
    ]) {
      expect(await screen.findByRole('link', { name })).toHaveAttribute(
        'href',
        href,
      );
    }
    expect(
      // 210 of the 240 who are compared with the catalog at all.
      screen.getByText('88% of those compared are in the catalog'),
    ).toBeInTheDocument();
    expect(screen.getByText('200 users · 80%')).toBeInTheDocument();
    expect(screen.getByText('180 users · 72%')).toBeInTheDocument();
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('keeps several Lucid accounts apart', async () => {
    openPage(
      '/lucid',
      new FakeLucidApi({
        status: statusOf(
          accountOf({ id: 'europe' }),
          accountOf({ id: 'asia', snapshotAt: undefined }),
        ),
      }),
    );
    const europe = await screen.findByRole('region', { name: 'europe' });
    expect(
      within(europe).getByRole('link', { name: /^Undetected/ }),
    ).toHaveAttribute('href', '/lucid/undetected?account=europe');
    expect(
      within(screen.getByRole('region', { name: 'asia' })).getByText(
        'Lucid has not been read yet',
      ),
    ).toBeInTheDocument();
  });

  it('warns of old figures and of a held snapshot', async () => {
    openPage(
      '/lucid',
      new FakeLucidApi({
        status: statusOf(
          accountOf({
            stale: { since: '2026-03-01T08:00:00Z', reason: 'Token refused.' },
            heldSnapshot: syncOf({ state: 'held' }),
          }),
        ),
      }),
    );
    expect(
      await screen.findByText('What is shown is older than it should be'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('A snapshot of default waits for a decision'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Review' })).toHaveAttribute(
      'href',
      '/lucid/sync',
    );
  });

  it('offers the first sync where there was none', async () => {
    openPage(
      '/lucid',
      new FakeLucidApi({
        status: statusOf(accountOf({ snapshotAt: undefined })),
      }),
    );
    expect(
      await screen.findByText('Lucid has not been read yet'),
    ).toBeInTheDocument();
  });

  it('says that the backend does not answer, and tries again on demand', async () => {
    const api = new FakeLucidApi();
    api.failure = new Error('connection refused');
    openPage('/lucid', api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'connection refused',
    );

    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: /^Lucid users/ }),
    ).toBeInTheDocument();
  });

  it.each([
    ['missing', 'Connect Lucid'],
    ['invalid', 'The configuration of Lucid needs a correction'],
  ] as const)(
    'explains what to configure where it is %s',
    async (state, title) => {
      const { container } = openPage(
        '/lucid',
        new FakeLucidApi({
          status: {
            configuration: {
              state,
              problems: [{ key: 'lucid.token', message: 'is not set' }],
            },
            accounts: [],
            reconciliation: reconciliationOf(),
          },
        }),
      );
      expect(
        await screen.findByRole('heading', { name: title }),
      ).toBeInTheDocument();
      expect(screen.getByText('lucid.token')).toBeInTheDocument();
      expect(screen.getByText(/is not set/)).toBeInTheDocument();
      expect(
        screen.getByRole('figure', {
          name: 'Configuration of one Lucid account',
        }),
      ).toHaveTextContent(
        // eslint-disable-next-line no-template-curly-in-string -- it is YAML
        'lucid: token: ${LUCID_SCIM_TOKEN}',
      );
      expect(
        await axe(container.querySelector('main') as HTMLElement),
      ).toHaveNoViolations();
    },
  );
});

describe('the undetected users', () => {
  it('are listed with the reason, and nobody else is', async () => {
    const { container } = openPage(
      '/lucid/undetected',
      new FakeLucidApi({ usages: [undetectedUsage(), usageOf()] }),
    );
    const table = await screen.findByRole('grid', {
      name: 'Undetected Lucid users',
    });
    expect(
      within(table).getByRole('link', { name: 'Kai Contractor' }),
    ).toHaveAttribute('href', '/lucid/undetected?user=default%2Flucid-2001');
    expect(
      within(table).getByText('No catalog user has this e-mail or user name'),
    ).toBeInTheDocument();
    expect(within(table).queryByText('Jana Doležalová')).toBeNull();
    expect(screen.getByText('1 user')).toBeInTheDocument();
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('are paged, sorted and searched on the server', async () => {
    const api = new FakeLucidApi({ usages: contractors });
    openPage('/lucid/undetected', api);
    expect(await screen.findByText('Contractor 24')).toBeInTheDocument();
    expect(screen.queryByText('Contractor 25')).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('Contractor 25')).toBeInTheDocument();
    expect(screen.queryByText('Contractor 24')).not.toBeInTheDocument();

    const name = screen.getByRole('columnheader', { name: /Name/ });
    await userEvent.click(name);
    expect(await screen.findByText('Contractor 04')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('columnheader', { name: /Name/ }));
    expect(await screen.findByText('Contractor 29')).toBeInTheDocument();
    expect(screen.queryByText('Contractor 04')).not.toBeInTheDocument();

    await userEvent.type(screen.getByRole('searchbox'), 'tractor 07');
    await waitFor(() =>
      expect(screen.queryByText('Contractor 29')).not.toBeInTheDocument(),
    );
    expect(await screen.findByText('Contractor 07')).toBeInTheDocument();
    expect(api.userQueries.at(-1)).toEqual({
      state: ['undetected'],
      q: 'tractor 07',
      sort: '-displayName',
      limit: 25,
    });
    // Each letter would have been a question without a pause for the typing.
    const searches = new Set(api.userQueries.map(({ q }) => q));
    expect(searches.size).toBeLessThan(5);
  });

  it('can be linked with search and filters', async () => {
    const api = new FakeLucidApi({ usages: contractors });
    openPage('/lucid/undetected?q=contractor&department=Interns&bogus=1', api);
    expect(await screen.findByText('Contractor 28')).toBeInTheDocument();
    expect(screen.getByRole('searchbox')).toHaveValue('contractor');
    expect(screen.getByText('15 users')).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('30 users')).toBeInTheDocument();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('are filtered by department', async () => {
    openPage('/lucid/undetected', new FakeLucidApi({ usages: contractors }));
    await screen.findByText('30 users');
    await userEvent.click(screen.getByRole('button', { name: /Department/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'External' }),
    );
    expect(await screen.findByText('15 users')).toBeInTheDocument();
  });

  it('say whether there is nobody at all or nobody who fits', async () => {
    const api = new FakeLucidApi();
    openPage('/lucid/undetected', api);
    expect(
      await screen.findByText('Every Lucid user was found in the catalog.'),
    ).toBeInTheDocument();

    await userEvent.type(screen.getByRole('searchbox'), 'x');
    expect(
      await screen.findByText('Nobody fits this search and these filters.'),
    ).toBeInTheDocument();
  });

  it('show nothing of a search that was overtaken by another', async () => {
    const api = new FakeLucidApi({ usages: contractors });
    const answer = api.users.bind(api);
    let answerFirst = () => {};
    api.users = async query => {
      if (query?.q === 'slow') {
        await new Promise<void>(resolve => {
          answerFirst = resolve;
        });
        return {
          items: [undetectedUsage({ displayName: 'Late answer' })],
          totalItems: 1,
        };
      }
      return answer(query);
    };
    openPage('/lucid/undetected?q=slow', api);
    const search = await screen.findByRole('searchbox');
    await userEvent.clear(search);
    await userEvent.type(search, 'tractor 03');
    expect(await screen.findByText('Contractor 03')).toBeInTheDocument();

    answerFirst();
    await expect(
      screen.findByText('Late answer', undefined, { timeout: 300 }),
    ).rejects.toThrow();
  });
});

describe('the licences', () => {
  it('are those of everybody, with the catalog users of the ambiguous', async () => {
    const ambiguous = usageOf({
      id: 'lucid-9',
      displayName: 'Shared Desk',
      state: 'ambiguous',
      match: {
        matcher: 'email',
        value: 'desk@example.com',
        entityRefs: ['user:default/one', 'user:default/two'],
      },
    });
    openPage(
      '/lucid/licences',
      new FakeLucidApi({ usages: [usageOf(), undetectedUsage(), ambiguous] }),
    );
    expect(await screen.findByText('3 users')).toBeInTheDocument();

    const views = screen.getByRole('navigation', { name: 'Lists of users' });
    await userEvent.click(
      within(views).getByRole('link', { name: 'Ambiguous 5' }),
    );
    expect(await screen.findByText('1 user')).toBeInTheDocument();
    const table = screen.getByRole('grid');
    expect(
      within(table).getByText('Same e-mail address: desk@example.com'),
    ).toBeInTheDocument();
    expect(within(table).getByRole('link', { name: 'one' })).toBeVisible();
    expect(within(table).getByRole('link', { name: 'two' })).toBeVisible();
  });

  it('lead to the people without one', async () => {
    const { container } = openPage(
      '/lucid/licences?state=unlicensed',
      new FakeLucidApi({
        catalogUsers: [
          {
            entityRef: 'user:default/ida',
            displayName: 'Ida Unlicensed',
            licences: [],
          },
        ],
      }),
    );
    expect(
      await screen.findByRole('link', { name: 'Ida Unlicensed' }),
    ).toHaveAttribute('href', '/catalog/default/user/ida');
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });
});

describe('the syncs', () => {
  it('are listed with what came of them, and open their details', async () => {
    const { container } = openPage(
      '/lucid/sync',
      new FakeLucidApi({
        status: statusOf(
          accountOf({
            connection: {
              state: 'unauthorised',
              detail:
                'Lucid refused the token. Put a new one into lucid.token.',
            },
          }),
        ),
        syncs: [
          syncOf({
            id: 'bad',
            state: 'failed',
            counts: undefined,
            error: { name: 'Error', message: 'Lucid said 500' },
          }),
          syncOf({
            id: 'good',
            rejected: [{ id: 'lucid-66', reason: 'id: not a string' }],
          }),
        ],
      }),
    );
    expect(await screen.findByText('Token refused')).toBeInTheDocument();
    expect(screen.getByText(/Put a new one into lucid.token/)).toBeVisible();
    const table = await screen.findByRole('grid', {
      name: 'Syncs, the newest first',
    });
    expect(within(table).getByText('Failed')).toBeInTheDocument();
    expect(
      within(table).getByText('3 added, 5 changed, 2 departed'),
    ).toBeInTheDocument();
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();

    const [failed, succeeded] = within(table).getAllByRole('button');
    await userEvent.click(failed);
    expect(
      within(await screen.findByRole('dialog')).getByText('Lucid said 500'),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await userEvent.click(succeeded);
    expect(
      within(await screen.findByRole('dialog')).getByText(
        'lucid-66: id: not a string',
      ),
    ).toBeInTheDocument();
  });

  it('name their account where it is not configured any more', async () => {
    const api = new FakeLucidApi({ syncs: [syncOf({ account: 'renamed' })] });
    openPage('/lucid/sync', api);
    const table = await screen.findByRole('grid', {
      name: 'Syncs, the newest first',
    });
    expect(
      within(table).getByRole('columnheader', { name: 'Account' }),
    ).toBeVisible();
    expect(within(table).getByText('renamed')).toBeVisible();
  });

  it.each([
    [
      'TooManyRemovals',
      "40 of 240 users are not in Lucid's answer any more, more than 10 %. ",
    ],
    [
      'TooManyRejected',
      '20 of 240 users could not be understood, more than 5 %. ',
    ],
    [
      'TooManyRemovals',
      "40 of 240 users are not in Lucid's answer any more, more than 10 %. " +
        '20 of 220 users could not be understood, more than 5 %. ',
    ],
  ])(
    'that are held say what a confirmation would do: %s, %s',
    async (name, problems) => {
      const message = `${problems}Confirm the snapshot if Lucid is right, or discard it.`;
      openPage(
        '/lucid/sync',
        new FakeLucidApi({
          status: statusOf(
            accountOf({
              heldSnapshot: syncOf({ state: 'held', error: { name, message } }),
            }),
          ),
        }),
      );
      await userEvent.click(
        await screen.findByRole('button', { name: 'Confirm snapshot' }),
      );
      const dialog = await screen.findByRole('dialog');
      const said = within(dialog).getByText(/^Lucid is read again\./);
      expect(said).toHaveTextContent(/missing now may depart/);
      expect(said).toHaveTextContent(/understood now may be set aside/);
      expect(said).toHaveTextContent(message);
    },
  );

  it.each([
    ['Confirm snapshot', 'confirm held-1'],
    ['Discard snapshot', 'discard held-1'],
  ])('that are held wait for a decision: %s', async (action, decision) => {
    const api = new FakeLucidApi({
      status: statusOf(
        accountOf({ heldSnapshot: syncOf({ id: 'held-1', state: 'held' }) }),
      ),
    });
    openPage('/lucid/sync', api);
    await userEvent.click(await screen.findByRole('button', { name: action }));
    const dialog = await screen.findByRole('dialog');
    expect(api.decisions).toEqual([]);

    api.data.status = statusOf();
    await userEvent.click(within(dialog).getByRole('button', { name: action }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.decisions).toEqual([decision]);
    // The decision is visible at once.
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: action }),
      ).not.toBeInTheDocument(),
    );
  });
});

describe('a refresh', () => {
  const running = syncOf({
    state: 'running',
    phase: 'reading',
    progress: { read: 100, total: 240 },
    counts: undefined,
  });

  it('shows how far it is, how it ended, and what is new', async () => {
    const api = new FakeLucidApi({ usages: [undetectedUsage()] });
    api.looks = [running, syncOf()];
    openPage('/lucid/undetected', api);
    await screen.findByText('Kai Contractor');

    await userEvent.click(
      await screen.findByRole('button', { name: 'Refresh' }),
    );
    expect(
      await screen.findByText('100 of 240 users read'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('progressbar', { name: 'Reading users' }),
    ).toHaveAttribute('aria-valuenow', '42');
    api.data.usages = [undetectedUsage({ displayName: 'Nia New' })];

    expect(
      await screen.findByText('Licences are up to date', undefined, {
        timeout: 20_000,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('3 added, 5 changed, 2 departed, 25 undetected'),
    ).toBeInTheDocument();
    expect(await screen.findByText('Nia New')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(
      screen.queryByText('Licences are up to date'),
    ).not.toBeInTheDocument();
  });

  it('names each account that is up to date where there are several', async () => {
    const api = new FakeLucidApi({
      status: statusOf(accountOf({ id: 'europe' }), accountOf({ id: 'asia' })),
    });
    api.startSync = async account => syncOf({ id: `sync-${account}`, account });
    openPage('/lucid', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refresh' }),
    );
    for (const account of ['europe', 'asia']) {
      expect(
        await screen.findByText(`Licences of ${account} are up to date`),
      ).toBeVisible();
    }
  });

  it('names the one account that is read, where others are configured', async () => {
    const api = new FakeLucidApi({
      status: statusOf(
        accountOf({
          id: 'europe',
          runningSync: { ...running, account: 'europe' },
        }),
        accountOf({ id: 'asia' }),
      ),
    });
    api.sync = async () => syncOf({ account: 'europe' });
    openPage('/lucid/sync', api);
    expect(await screen.findByText('europe: Reading users')).toBeVisible();
    expect(
      await screen.findByText('Licences of europe are up to date', undefined, {
        timeout: 5000,
      }),
    ).toBeVisible();
  });

  it('that somebody else has started is joined', async () => {
    const api = new FakeLucidApi({
      status: statusOf(accountOf({ runningSync: running })),
    });
    api.looks = [running];
    openPage('/lucid', api);
    expect(
      await screen.findByText('100 of 240 users read'),
    ).toBeInTheDocument();
  });

  it.each([
    ['failed', 'The sync of default failed'],
    ['held', 'The snapshot of default is held back'],
    ['cancelled', 'The sync of default was stopped'],
  ] as const)('that %s says why', async (state, title) => {
    const api = new FakeLucidApi();
    api.looks = [
      syncOf({ state, error: { name: 'Error', message: 'for a reason' } }),
    ];
    openPage('/lucid', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refresh' }),
    );
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.getByText('for a reason')).toBeInTheDocument();
  });
});
