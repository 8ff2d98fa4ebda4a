import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LUCID_SIGNAL_CHANNEL } from 'backstage-plugin-lucid-common';
import { FakeSignals } from '../__testUtils__/FakeSignals';
import { openPage } from '../__testUtils__/openPage';
import { FakeLucidApi } from '../testing/FakeLucidApi';
import {
  activityOf,
  costOverviewOf,
  costShareOf,
  reportOf,
} from '../testing/figureFixtures';
import { syncOf } from '../testing/fixtures';

const NEWS = { type: 'usage', account: 'default' };

/** Longer than anything takes to be read again after a signal. */
const SETTLED_MS = 1500;

async function openActivity() {
  const api = new FakeLucidApi({ activity: [activityOf()] });
  const signals = new FakeSignals();
  openPage('/lucid/activity', api, { signals });
  await screen.findByText('1 change');
  return { api, signals };
}

describe('an open page', () => {
  it('shows what is new when the backend signals it, without showing nothing in between', async () => {
    const { api, signals } = await openActivity();
    const list = screen.getByRole('list', { name: /^Changes of/ });
    api.data.activity = [
      activityOf({ id: 2, displayName: 'Newcomer', type: 'appeared' }),
      activityOf(),
    ];
    act(() => signals.send(LUCID_SIGNAL_CHANNEL, NEWS));
    expect(
      await screen.findByText('Newcomer', {}, { timeout: 3000 }),
    ).toBeVisible();
    // The very same list, which was there all the time.
    expect(list).toBeVisible();
    expect(list).toContainElement(screen.getByText('Newcomer'));
  });

  it.each([
    ['/lucid', 'link', /^Spend per month/],
    ['/lucid/activity', 'list', /^Changes of/],
    ['/lucid/undetected', 'grid', 'Undetected Lucid users'],
    ['/lucid/sync', 'grid', 'Syncs, the newest first'],
    ['/lucid/costs', 'grid', 'Costs by department'],
    ['/lucid/exceptions', 'grid', /^Exceptions/],
    ['/lucid/report', 'article', undefined],
  ])(
    '%s keeps what it shows, and says why, where it cannot be read again',
    async (path, role, name) => {
      const api = new FakeLucidApi({
        activity: [activityOf()],
        costs: costOverviewOf(),
        costShares: { department: [costShareOf()] },
        reports: [reportOf()],
      });
      const signals = new FakeSignals();
      openPage(path, api, { signals });
      const shown = await screen.findByRole(role, name ? { name } : {});
      api.failure = new Error('The backend is being restarted');
      act(() => signals.send(LUCID_SIGNAL_CHANNEL, NEWS));
      expect(
        await screen.findAllByText(
          'The backend is being restarted',
          {},
          { timeout: 3000 },
        ),
      ).not.toHaveLength(0);
      expect(shown).toBeVisible();
    },
  );

  it('says of a list that cannot be read again by itself, above what it shows', async () => {
    const { api, signals } = await openActivity();
    const list = screen.getByRole('list', { name: /^Changes of/ });
    const activity = jest
      .spyOn(api, 'activity')
      .mockRejectedValue(new Error('Too many changes'));
    act(() => signals.send(LUCID_SIGNAL_CHANNEL, NEWS));
    const notice = await screen.findByRole('alert', {}, { timeout: 3000 });
    expect(notice).toHaveTextContent('Too many changes');
    expect(list).toBeVisible();

    // It stands there until the list has been read, also while it is.
    act(() => signals.send(LUCID_SIGNAL_CHANNEL, { ...NEWS }));
    await waitFor(() => expect(activity).toHaveBeenCalledTimes(2), {
      timeout: 3000,
    });
    expect(notice).toBeVisible();
    activity.mockRestore();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(list).toBeVisible();
  });

  it('says in an open dialog, too, that the backend is away', async () => {
    const api = new FakeLucidApi({ syncs: [syncOf({ id: 'of-today' })] });
    const signals = new FakeSignals();
    openPage('/lucid/sync?run=of-today', api, { signals });
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByRole('heading', { name: /default/ });
    api.failure = new Error('The backend is being restarted');
    act(() => signals.send(LUCID_SIGNAL_CHANNEL, NEWS));
    expect(
      await within(dialog).findByText(
        'The backend is being restarted',
        {},
        { timeout: 3000 },
      ),
    ).toBeVisible();
  });

  it('has no heading of seats above nothing, where there were none before it failed', async () => {
    const api = new FakeLucidApi({ costs: costOverviewOf() });
    const signals = new FakeSignals();
    openPage('/lucid/costs', api, { signals });
    await screen.findByRole('grid', { name: 'Costs by department' });
    api.failure = new Error('The backend is being restarted');
    act(() => signals.send(LUCID_SIGNAL_CHANNEL, NEWS));
    await screen.findByRole('alert', {}, { timeout: 3000 });
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
    expect(screen.queryByRole('heading', { name: 'Seats' })).toBeNull();
  });

  it('says once that the backend is away, and reads everything again when asked to', async () => {
    const { api, signals } = await openActivity();
    api.failure = new Error('The backend is being restarted');
    act(() => signals.send(LUCID_SIGNAL_CHANNEL, NEWS));
    const notice = await screen.findByRole('alert', {}, { timeout: 3000 });
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
    expect(notice).toHaveTextContent('The Lucid backend does not answer');

    api.failure = undefined;
    api.data.activity = [
      activityOf({ id: 2, displayName: 'Newcomer', type: 'appeared' }),
    ];
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Newcomer')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('reads once, however many signals come at once', async () => {
    const { api, signals } = await openActivity();
    const before = api.activityQueries.length;
    for (let signal = 0; signal < 20; signal += 1) {
      act(() => signals.send(LUCID_SIGNAL_CHANNEL, NEWS));
    }
    await waitFor(() => expect(api.activityQueries.length).toBe(before + 1), {
      timeout: 3000,
    });
    await new Promise(resolve => setTimeout(resolve, SETTLED_MS));
    expect(api.activityQueries.length).toBe(before + 1);
  });

  it('does not mind what is no signal of Lucid', async () => {
    const { api, signals } = await openActivity();
    const before = api.activityQueries.length;
    act(() => signals.send(LUCID_SIGNAL_CHANNEL, { type: 'weather' }));
    act(() => signals.send('notifications', NEWS));
    await new Promise(resolve => setTimeout(resolve, SETTLED_MS));
    expect(api.activityQueries.length).toBe(before);
  });

  it('listens once, and stops when it is closed', async () => {
    const api = new FakeLucidApi();
    const signals = new FakeSignals();
    const { unmount } = openPage('/lucid/activity', api, { signals });
    await screen.findByText('Nothing has changed yet');
    expect(signals.listeners(LUCID_SIGNAL_CHANNEL)).toBe(1);
    unmount();
    expect(signals.listeners(LUCID_SIGNAL_CHANNEL)).toBe(0);
  });
});
