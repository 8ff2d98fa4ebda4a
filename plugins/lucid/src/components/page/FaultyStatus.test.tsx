import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Connection, Sync } from 'backstage-plugin-lucid-common';
import { lucidApiRef } from '../../api';
import lucidPlugin from '../../alpha';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import { accountOf, statusOf, syncOf } from '../../testing/fixtures';
import recordedFaults from '../../testing/recordedFaults.json';

// Each row opens the whole page, which takes a busy machine a while.
jest.setTimeout(60_000);

/** What the backend records after each fault: a test of the backend sees to it. */
const RECORDED: Record<string, RecordedFault> = recordedFaults;

interface RecordedFault {
  /** Of the newest sync. */
  state: string;
  /** Of the newest sync; absent where there is nothing wrong with it. */
  error?: string;
  connection: string;
  /** Why the figures are old. */
  says: string;
}

/** Part of the words, that says what to do. */
const ADVICE: Record<keyof typeof recordedFaults, RegExp> = {
  'a token that is refused':
    /generate a new one in Lucid at Admin > App Integration > SCIM/,
  'a login page in between': /let this machine reach baseUrl without it/,
  'a redirect': /set baseUrl to where/,
  'too many requests': /sync less often or lower concurrency/,
  'an error of the server': /the next sync tries again/,
  'a connection that is refused': /Check baseUrl/,
  'a connection that is reset': /The connection was reset/,
  'a host that is not known': /Check baseUrl and the DNS of this machine/,
  'a certificate that nobody trusts':
    /add the certificate of your proxy by NODE_EXTRA_CA_CERTS/,
  'no answer': /The answer was not complete after/,
  'a database without room': /See to its log, its disk and its locks/,
  'a process that died': /Nothing was changed/,
  'an account that is suddenly empty':
    /Confirm the snapshot if Lucid is right, or discard it/,
  'an account that cannot be understood':
    /Confirm the snapshot if Lucid is right, or discard it/,
  'a sync that took too long': /schedule\.timeout/,
  'a catalog that cannot be read': /The users of the catalog could not be read/,
};

/** How the page names the outcome of a sync. */
const OUTCOMES: Record<string, string> = {
  failed: 'Failed',
  held: 'Held',
  cancelled: 'Cancelled',
  succeeded: 'Succeeded',
};

/** How the page names the connection. */
const CONNECTIONS: Record<string, string> = {
  unauthorised: 'Token refused',
  unreachable: 'Not reachable',
  connected: 'Connected',
};

/** The portal with the status that a fault leaves. */
function open(path: string, fault: RecordedFault) {
  const { state, error, connection, says: message } = fault;
  const sync = syncOf({
    ...(error && {
      state: state as Sync['state'],
      error: { name: error, message },
      phase: 'reading',
      counts: undefined,
    }),
  });
  const api = new FakeLucidApi({
    syncs: [sync],
    status: statusOf(
      accountOf({
        lastSync: sync,
        connection: {
          state: connection as Connection['state'],
          checkedAt: '2026-03-10T09:00:04.000Z',
          ...(connection !== 'connected' && { detail: message }),
        },
        ...(sync.state === 'held' && { heldSnapshot: sync }),
        stale: { since: '2026-03-10T08:00:00.000Z', reason: message },
      }),
    ),
  });
  renderTestApp({
    features: [lucidPlugin],
    initialRouteEntries: [path],
    apis: [
      [lucidApiRef, api],
      [catalogApiRef, catalogApiMock({ entities: [] })],
    ],
  });
}

const rows = Object.entries(RECORDED);

describe('the Sync tab', () => {
  it.each(rows)(
    'after %s says what is the matter and what to do',
    async (kind, fault) => {
      const message = fault.says;
      open('/lucid/sync', fault);

      expect(message).toMatch(ADVICE[kind as keyof typeof ADVICE]);
      const alert = await screen.findByText(
        'What is shown is older than it should be',
      );
      expect(alert).toBeInTheDocument();
      expect(screen.getAllByText(message, { exact: false })[0]).toBeVisible();
      expect(
        screen.getByText(CONNECTIONS[fault.connection]),
      ).toBeInTheDocument();
      expect(screen.getAllByText(OUTCOMES[fault.state])[0]).toBeInTheDocument();
      // There is a decision only where a snapshot is held.
      for (const name of ['Confirm snapshot', 'Discard snapshot']) {
        expect(screen.queryAllByRole('button', { name })).toHaveLength(
          fault.state === 'held' ? 1 : 0,
        );
      }
    },
  );

  it.each(rows.filter(([, { error }]) => error))(
    'after %s has the same words in the list of syncs',
    async (_, fault) => {
      open('/lucid/sync', fault);
      const table = await screen.findByRole('grid', {
        name: 'Syncs, the newest first',
      });
      expect(
        within(table).getByText(OUTCOMES[fault.state]),
      ).toBeInTheDocument();
      await userEvent.click(
        within(table).getByRole('button', { name: /^Details/ }),
      );
      expect(
        within(await screen.findByRole('dialog')).getByText(fault.says),
      ).toBeInTheDocument();
    },
  );
});

describe('the overview', () => {
  it.each(rows)(
    'after %s shows the last good figures, and says that they are old',
    async (_, fault) => {
      open('/lucid', fault);
      expect(
        await screen.findByText('What is shown is older than it should be'),
      ).toBeInTheDocument();
      expect(
        screen.getAllByText(fault.says, { exact: false })[0],
      ).toBeVisible();
      expect(
        screen.getByRole('link', { name: 'Lucid users: 250. Show the list' }),
      ).toBeInTheDocument();
      expect(screen.queryAllByRole('link', { name: 'Review' })).toHaveLength(
        fault.state === 'held' ? 1 : 0,
      );
    },
  );
});
