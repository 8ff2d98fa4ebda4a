import { renderInTestApp } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import { UsageChange } from 'backstage-plugin-lucid-common';
import { axe } from 'jest-axe';
import { rootRouteRef } from '../../routes';
import { UsageHistory } from './UsageHistory';

const AT = '2026-03-10T08:00:04.000Z';

async function show(history: UsageChange[]) {
  const { container } = await renderInTestApp(
    <UsageHistory
      usage={{ account: 'europe', id: 'lucid-1001' }}
      history={history}
    />,
    { mountedRoutes: { '/lucid': rootRouteRef } },
  );
  return container;
}

const items = () =>
  within(screen.getByRole('list', { name: 'History' })).getAllByRole(
    'listitem',
  );

describe('the history of a Lucid user', () => {
  it('answers why she lost her licence: what, when, who says so, and which sync saw it', async () => {
    const container = await show([
      {
        at: AT,
        syncId: 'sync-7',
        type: 'licence-lost',
        before: 'Lucidchart (can-edit)',
      },
    ]);
    const [lost] = items();
    expect(within(lost).getByText('Lucidchart (can edit) lost')).toBeVisible();
    expect(within(lost).getByText(/It was taken away in Lucid/)).toBeVisible();
    expect(lost.querySelector('time')).toHaveAttribute('datetime', AT);
    expect(
      within(lost).getByRole('link', { name: /^Seen by a sync of europe/ }),
    ).toHaveAttribute('href', '/lucid/sync?run=sync-7');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says what brought a change about that no sync has seen', async () => {
    await show([
      { at: AT, type: 'state', before: 'detected', after: 'undetected' },
      { at: AT, type: 'state', before: 'excepted', after: 'undetected' },
      { at: AT, type: 'state', before: 'undetected', after: 'excepted' },
      { at: AT, type: 'state', before: 'left-out', after: 'detected' },
    ]);
    const causes = [
      'The catalog changed, and not Lucid',
      'The exception has ended',
      'Somebody made an exception',
      'The rules of the configuration changed',
    ];
    items().forEach((item, index) => {
      expect(item).toHaveTextContent(causes[index]);
      expect(within(item).queryByRole('link')).toBeNull();
    });
  });

  it('leads to all of it, since the newest hundred are shown here', async () => {
    await show([{ at: AT, type: 'appeared' }]);
    expect(
      screen.getByRole('link', { name: 'All activity of this user' }),
    ).toHaveAttribute('href', '/lucid/activity?q=lucid-1001&account=europe');
  });

  it('says that nothing has changed', async () => {
    await show([]);
    expect(
      screen.getByText('Nothing has changed since this user was first seen.'),
    ).toBeVisible();
  });
});
