import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { ReconciliationStatus } from 'backstage-plugin-lucid-common';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import { reconciliationOf, statusOf } from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

const SLOW = { timeout: 20_000 };
const LATER = '2026-03-10T08:00:30.000Z';

function portalWith(change: Partial<ReconciliationStatus>) {
  return new FakeLucidApi({
    status: { ...statusOf(), reconciliation: reconciliationOf(change) },
  });
}

function set(api: FakeLucidApi, change: Partial<ReconciliationStatus>) {
  api.data.status = {
    ...api.data.status,
    reconciliation: reconciliationOf(change),
  };
}

describe('the reconciliation', () => {
  it('says what is compared in which order, how many there are, and whom rules leave out', async () => {
    const { container } = openPage(
      '/lucid/sync',
      portalWith({
        matchers: ['annotation', 'email', 'hr-system'],
        catalogUsers: 1227,
        catalogUsersLeftOut: 31,
        rules: [
          {
            name: 'service-accounts',
            description: 'User name fits svc-*',
            users: 6,
          },
        ],
      }),
    );
    expect(await screen.findByText('1. Annotation')).toBeVisible();
    expect(screen.getByText('2. E-mail')).toBeVisible();
    expect(screen.getByText('3. hr-system')).toBeVisible();
    expect(
      screen.getByText('1,227 and 31 whom the catalog filter leaves out'),
    ).toBeVisible();
    const rules = screen.getByRole('list', { name: 'Left out by rule' });
    expect(within(rules).getByText('User name fits svc-*')).toBeVisible();
    expect(within(rules).getByText('6 users')).toBeVisible();
    await screen.findByText('No sync has run yet.');
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('is started, followed to its end, and read again', async () => {
    const api = portalWith({});
    openPage('/lucid/sync', api);
    await screen.findByRole('button', { name: 'Reconcile now' });
    set(api, { running: true });
    await userEvent.click(
      screen.getByRole('button', { name: 'Reconcile now' }),
    );
    expect(
      await screen.findByRole('button', { name: /Reconciling/ }),
    ).toBeVisible();
    expect(api.reconciliations).toEqual([{}]);

    set(api, { running: false, catalogUsers: 228, readAt: LATER });
    expect(
      await screen.findByText('Reconciled with the catalog', undefined, SLOW),
    ).toBeVisible();
    expect(
      await screen.findByText('228 catalog users were compared.'),
    ).toBeVisible();
  });

  it('says why it did not come to a good end, and not that it did', async () => {
    const api = portalWith({});
    openPage('/lucid/sync', api);
    const start = await screen.findByRole('button', { name: 'Reconcile now' });
    set(api, { running: true });
    await userEvent.click(start);
    await screen.findByRole('button', { name: /Reconciling/ });
    const reason = 'The catalog answered with 503.';
    set(api, { stale: { since: LATER, reason, acceptable: false } });

    expect(await screen.findByRole('alert', undefined, SLOW)).toHaveTextContent(
      reason,
    );
    expect(
      screen.queryByText('Reconciled with the catalog'),
    ).not.toBeInTheDocument();
  });

  it('is not over before it has begun, nor because the backend was away for a moment', async () => {
    const api = portalWith({});
    openPage('/lucid/sync', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Reconcile now' }),
    );
    const looks: string[] = [];
    const status = api.status.bind(api);
    api.status = async () => {
      looks.push('look');
      if (looks.length === 2) throw new Error('away');
      if (looks.length === 4) set(api, { readAt: LATER });
      return status();
    };
    expect(screen.getByRole('button', { name: /Reconciling/ })).toBeVisible();
    expect(
      await screen.findByText('Reconciled with the catalog', undefined, SLOW),
    ).toBeVisible();
    expect(looks.length).toBeGreaterThanOrEqual(4);
  });

  it('that somebody else has started is followed too', async () => {
    const api = portalWith({ running: true });
    openPage('/lucid/sync', api);
    expect(
      await screen.findByRole('button', { name: /Reconciling/ }),
    ).toBeVisible();
    set(api, { running: false, readAt: LATER });
    expect(
      await screen.findByText('Reconciled with the catalog', undefined, SLOW),
    ).toBeVisible();
    expect(api.reconciliations).toEqual([]);
  });

  it('says since when and why an old catalog is shown, and lets somebody say that the new one is right', async () => {
    const reason = 'The catalog has 12 users; it had 227.';
    const api = portalWith({
      stale: {
        since: '2026-03-01T08:00:00.000Z',
        reason,
        acceptable: true,
      },
    });
    openPage('/lucid/sync', api);
    expect(
      await screen.findByText('The catalog as it was last believed is shown'),
    ).toBeVisible();
    expect(screen.getByText(/^Since March 1, 2026/)).toHaveTextContent(reason);

    await userEvent.click(
      screen.getByRole('button', { name: 'The catalog is right' }),
    );
    const question = await screen.findByRole('dialog', {
      name: 'Take the catalog as it is?',
    });
    expect(api.reconciliations).toEqual([]);
    set(api, { catalogUsers: 12 });
    await userEvent.click(
      within(question).getByRole('button', { name: 'The catalog is right' }),
    );
    await waitFor(() => expect(question).not.toBeInTheDocument(), SLOW);
    expect(api.reconciliations).toEqual([{ acceptLoss: true }]);
    expect(
      screen.queryByText('The catalog as it was last believed is shown'),
    ).not.toBeInTheDocument();
  });

  it('offers no such decision about a catalog that could not be read', async () => {
    openPage(
      '/lucid/sync',
      portalWith({
        stale: {
          since: '2026-03-01T08:00:00.000Z',
          reason: 'The catalog answered with 503.',
          acceptable: false,
        },
      }),
    );
    expect(
      await screen.findByText(/The catalog answered with 503/),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'The catalog is right' }),
    ).not.toBeInTheDocument();
  });

  it('says why it could not be started', async () => {
    const api = portalWith({});
    openPage('/lucid/sync', api);
    const start = await screen.findByRole('button', { name: 'Reconcile now' });
    api.failure = new Error('only administrators may do that');
    await userEvent.click(start);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'only administrators may do that',
    );
  });
});
