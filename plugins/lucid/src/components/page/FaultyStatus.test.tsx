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

// Each row opens the whole page, which takes a busy machine a while.
jest.setTimeout(60_000);

/** A status as the backend records it after a fault, in its own words. */
interface RecordedFault {
  kind: string;
  /** What the newest sync says; absent where there is nothing wrong with it. */
  sync?: Pick<Sync, 'state' | 'error'>;
  connection: Connection['state'];
  /** How the page names the connection. */
  connectionWord: string;
  /** How the page names the outcome of the newest sync. */
  outcome: string;
  /** Why the figures are old: the words of the sync, unless others are given. */
  reason?: string;
  /** Part of the words, that says what to do. */
  advice: RegExp;
}

const UNAUTHORISED =
  'Lucid answered GET /Users with 401. The token is not accepted: generate a new one in Lucid at Admin > App Integration > SCIM and set it in the configuration.';
const LOGIN_PAGE =
  'Lucid answered GET /Users with a web page in place of JSON. A proxy or a login page seems to be in between: let this machine reach baseUrl without it.';
const RATE_LIMITED =
  'Lucid answered GET /Users with 429. There were too many requests: sync less often or lower concurrency.';
const REDIRECTED =
  "Lucid answered GET /Users with 302. Redirects are not followed, so that the token stays where it belongs: set baseUrl to where Lucid's SCIM API is.";
const TOO_FEW =
  "250 of 250 users are not in Lucid's answer any more, more than 10 %. Confirm the snapshot if Lucid is right, or discard it.";
const NOT_UNDERSTOOD =
  '23 of 250 users could not be understood, more than 5 %. Confirm the snapshot if Lucid is right, or discard it.';
const TOO_LONG =
  'The sync took longer than its schedule allows (schedule.timeout)';
const DIED =
  'The process that ran this sync ended before the sync did. Nothing was changed.';
const DATABASE =
  'The database failed (53100). See to its log, its disk and its locks; the next sync starts over.';
const CATALOG =
  'The users of the catalog could not be read: The catalog has no users any more; it had 240';

const failed = (name: string, message: string): RecordedFault['sync'] => ({
  state: 'failed',
  error: { name, message },
});

const unreachable = {
  connection: 'unreachable',
  connectionWord: 'Not reachable',
} as const;
const connected = {
  connection: 'connected',
  connectionWord: 'Connected',
} as const;

const FAULTS: RecordedFault[] = [
  {
    kind: 'a token that is refused',
    sync: failed('LucidUnauthorisedError', UNAUTHORISED),
    connection: 'unauthorised',
    connectionWord: 'Token refused',
    outcome: 'Failed',
    advice: /generate a new one in Lucid at Admin > App Integration > SCIM/,
  },
  {
    kind: 'a login page in between',
    sync: failed('LucidProtocolError', LOGIN_PAGE),
    ...unreachable,
    outcome: 'Failed',
    advice: /let this machine reach baseUrl without it/,
  },
  {
    kind: 'a redirect',
    sync: failed('LucidProtocolError', REDIRECTED),
    ...unreachable,
    outcome: 'Failed',
    advice: /set baseUrl to where/,
  },
  {
    kind: 'too many requests',
    sync: failed('LucidRateLimitedError', RATE_LIMITED),
    ...unreachable,
    outcome: 'Failed',
    advice: /sync less often or lower concurrency/,
  },
  {
    kind: 'a database without room',
    sync: failed('DatabaseError', DATABASE),
    ...connected,
    outcome: 'Failed',
    advice: /See to its log, its disk and its locks/,
  },
  {
    kind: 'a process that died',
    sync: failed('ProcessEnded', DIED),
    ...connected,
    outcome: 'Failed',
    advice: /Nothing was changed/,
  },
  {
    kind: 'an account that is suddenly empty',
    sync: {
      state: 'held',
      error: { name: 'TooManyRemovals', message: TOO_FEW },
    },
    ...connected,
    outcome: 'Held',
    advice: /Confirm the snapshot if Lucid is right, or discard it/,
  },
  {
    kind: 'an account that cannot be understood',
    sync: {
      state: 'held',
      error: { name: 'TooManyRejected', message: NOT_UNDERSTOOD },
    },
    ...connected,
    outcome: 'Held',
    advice: /Confirm the snapshot if Lucid is right, or discard it/,
  },
  {
    kind: 'a sync that took too long',
    sync: {
      state: 'cancelled',
      error: { name: 'TimeoutError', message: TOO_LONG },
    },
    ...connected,
    outcome: 'Cancelled',
    advice: /schedule\.timeout/,
  },
  {
    kind: 'a catalog that cannot be read',
    ...connected,
    outcome: 'Succeeded',
    reason: CATALOG,
    advice: /The users of the catalog could not be read/,
  },
];

/** The portal with the status that a fault leaves. */
function open(path: string, fault: RecordedFault) {
  const message = fault.sync?.error?.message ?? fault.reason ?? '';
  const sync = syncOf({
    ...(fault.sync && { ...fault.sync, phase: 'reading', counts: undefined }),
  });
  const api = new FakeLucidApi({
    syncs: [sync],
    status: statusOf(
      accountOf({
        lastSync: sync,
        connection: {
          state: fault.connection,
          checkedAt: '2026-03-10T09:00:04.000Z',
          ...(fault.connection !== 'connected' && { detail: message }),
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
  return message;
}

const rows = FAULTS.map(fault => [fault.kind, fault] as const);

describe('the Sync tab', () => {
  it.each(rows)(
    'after %s says what is the matter and what to do',
    async (_, fault) => {
      const message = open('/lucid/sync', fault);

      expect(message).toMatch(fault.advice);
      const alert = await screen.findByText(
        'What is shown is older than it should be',
      );
      expect(alert).toBeInTheDocument();
      expect(screen.getAllByText(message, { exact: false })[0]).toBeVisible();
      expect(screen.getByText(fault.connectionWord)).toBeInTheDocument();
      expect(screen.getAllByText(fault.outcome)[0]).toBeInTheDocument();
      // There is a decision only where a snapshot is held.
      for (const name of ['Confirm snapshot', 'Discard snapshot']) {
        expect(screen.queryAllByRole('button', { name })).toHaveLength(
          fault.sync?.state === 'held' ? 1 : 0,
        );
      }
    },
  );

  it.each(rows.filter(([, { sync }]) => sync))(
    'after %s has the same words in the list of syncs',
    async (_, fault) => {
      const message = open('/lucid/sync', fault);
      const table = await screen.findByRole('grid', {
        name: 'Syncs, the newest first',
      });
      expect(within(table).getByText(fault.outcome)).toBeInTheDocument();
      await userEvent.click(
        within(table).getByRole('button', { name: /^Details/ }),
      );
      expect(
        within(await screen.findByRole('dialog')).getByText(message),
      ).toBeInTheDocument();
    },
  );
});

describe('the overview', () => {
  it.each(rows)(
    'after %s shows the last good figures, and says that they are old',
    async (_, fault) => {
      const message = open('/lucid', fault);
      expect(
        await screen.findByText('What is shown is older than it should be'),
      ).toBeInTheDocument();
      expect(screen.getAllByText(message, { exact: false })[0]).toBeVisible();
      expect(
        screen.getByRole('link', { name: 'Lucid users: 250. Show the list' }),
      ).toBeInTheDocument();
      expect(screen.queryAllByRole('link', { name: 'Review' })).toHaveLength(
        fault.sync?.state === 'held' ? 1 : 0,
      );
    },
  );
});
