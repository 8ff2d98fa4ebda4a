import { screen } from '@testing-library/react';
import { withoutPermissions } from '../../__testUtils__/grantedPermissions';
import { openPage } from '../../__testUtils__/openPage';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  accountOf,
  reconciliationOf,
  statusOf,
  syncOf,
} from '../../testing/fixtures';

const permissions = withoutPermissions('lucid.sync.manage');

describe('the permission to manage syncs', () => {
  it('is needed for all that can be done, and it is said who decides', async () => {
    openPage(
      '/lucid/sync',
      new FakeLucidApi({
        status: {
          ...statusOf(
            accountOf({
              heldSnapshot: syncOf({ state: 'held', id: 'held-1' }),
            }),
          ),
          reconciliation: reconciliationOf({
            stale: {
              since: '2026-03-01T08:00:00Z',
              reason: 'Many are gone.',
              acceptable: true,
            },
          }),
        },
      }),
      {
        permissions,
      },
    );
    expect(
      await screen.findByText('Many are gone.', { exact: false }),
    ).toBeVisible();
    const actions =
      /^(Refresh|Confirm|Discard|Reconcile now|The catalog is right)/;
    expect(
      screen.queryByRole('button', { name: actions }),
    ).not.toBeInTheDocument();
    // Of the snapshot that is held, and of the loss of the catalog.
    expect(
      screen.getAllByText(
        'It is decided by those who have the permission lucid.sync.manage.',
      ),
    ).toHaveLength(2);
  });

  it('is needed to be told to start a first sync', async () => {
    openPage(
      '/lucid/undetected',
      new FakeLucidApi({
        status: statusOf(accountOf({ snapshotAt: undefined })),
      }),
      { permissions },
    );
    expect(
      await screen.findByText('Lucid has not been read yet'),
    ).toBeVisible();
    expect(screen.queryByText(/Start the first sync/)).not.toBeInTheDocument();
  });
});
