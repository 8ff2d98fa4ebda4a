import {
  createMockDirectory,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { syncPageSchema } from 'backstage-plugin-lucid-common';
import { sendJson } from '../scim/__testUtils__/ScriptedScimServer';
import { MisbehavingLucid } from '../faults/__testUtils__/MisbehavingLucid';
import { scimUser } from '../faults/__testUtils__/scimAccount';
import { AlertPortal } from './__testUtils__/AlertPortal';

jest.setTimeout(120_000);

const TOKEN = 'very-secret-token-of-the-test';
const JANE = 'user:default/jane';
const JOE = 'user:default/joe';

const user = (name: string, email: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { profile: { email } },
});

/** Catalog users of the first Lucid users. */
const people = (count: number): Entity[] =>
  Array.from({ length: count }, (_, index) =>
    user(`person-${index + 1}`, `person.${index + 1}@example.com`),
  );

const TEAM: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'team', namespace: 'default' },
  relations: [JANE, JOE].map(targetRef => ({ type: 'hasMember', targetRef })),
};

async function eventually<T>(
  read: () => Promise<T> | T,
  isSo: (value: T) => boolean,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const value = await read();
    if (isSo(value) || attempt > 100) {
      return value;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** Sets the clock, and lets every timer run as it does. */
function leapAhead({ minutes }: { minutes: number }): void {
  jest.useFakeTimers({
    now: Date.now() + minutes * 60_000,
    doNotFake: [
      'clearImmediate',
      'clearInterval',
      'clearTimeout',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'setInterval',
      'setTimeout',
    ],
  });
}

describe('alerts of a real backend', () => {
  const directory = createMockDirectory();
  let lucid: MisbehavingLucid;
  let portal: AlertPortal;

  beforeEach(async () => {
    directory.clear();
    lucid = await MisbehavingLucid.start();
    lucid.users = [1, 2, 3, 4].map(number => scimUser(number, 'Engineer'));
  });

  afterEach(async () => {
    jest.useRealTimers();
    await portal.stop();
    await lucid.close();
  });

  async function start(
    alerts: JsonObject | undefined,
    entities: Entity[],
    {
      licences,
      ...options
    }: { hasNotifications?: boolean; licences?: JsonObject[] } = {},
  ): Promise<void> {
    portal = await AlertPortal.start({
      lucid: {
        token: TOKEN,
        baseUrl: lucid.baseUrl,
        schedule: { frequency: { trigger: 'manual' } },
        matching: { lossLimit: 1 },
        ...(alerts && { alerts }),
        ...(licences && { licences }),
      },
      directory: directory.path,
      entities: [...entities, TEAM],
      ...options,
    });
  }

  const notifications = (of: string) =>
    eventually(
      () => portal.notificationsOf(of),
      found => found.length > 0,
    );

  it('notifies each member of a group once of what has begun, with a link to the list', async () => {
    await start(
      {
        recipients: ['group:default/team'],
        rules: [{ rule: 'undetected-users', above: 2, severity: 'high' }],
      },
      people(1),
    );
    await portal.sync();

    for (const somebody of [JANE, JOE]) {
      const [notification, ...others] = await notifications(somebody);
      expect(others).toEqual([]);
      expect(notification.payload).toMatchObject({
        title: '3 undetected Lucid users, more than 2',
        link: '/lucid/undetected',
        severity: 'high',
        topic: 'undetected-users',
      });
      expect(notification.read).toBeNull();
    }
    const before = await portal.notificationsOf(JANE);
    await portal.sync();
    await portal.evaluate();
    expect(await portal.notificationsOf(JANE)).toEqual(before);
    expect(await portal.alerts()).toMatchObject([
      {
        rule: 'undetected-users',
        account: 'default',
        severity: 'high',
        title: '3 undetected Lucid users, more than 2',
        link: '/lucid/undetected',
      },
    ]);
    expect(portal.events.alerts.map(({ type }) => type)).toEqual([
      'alert-raised',
    ]);
  });

  it('says in the same place that it is over, and raises it anew when it comes back', async () => {
    const rules = [{ rule: 'undetected-users', above: 1 }];
    await start({ recipients: [JANE], rules }, people(2));
    await portal.sync();
    const [raised] = await notifications(JANE);
    expect(raised.payload.title).toBe('2 undetected Lucid users, more than 1');

    const everybody = lucid.users;
    lucid.users = everybody.slice(0, 3);
    await portal.sync();
    const [cleared, ...others] = await eventually(
      () => portal.notificationsOf(JANE),
      ([found]) => found.payload.title.startsWith('All clear'),
    );
    expect(others).toEqual([]);
    expect(cleared.id).toBe(raised.id);
    expect(cleared.payload.title).toBe(
      'All clear: 1 undetected Lucid user, no more than 1',
    );
    expect(await portal.alerts()).toEqual([]);

    lucid.users = everybody;
    await portal.sync();
    const [again] = await eventually(
      () => portal.notificationsOf(JANE),
      ([found]) => !found.payload.title.startsWith('All clear'),
    );
    expect(again.payload.title).toBe('2 undetected Lucid users, more than 1');
    expect(portal.events.alerts.map(({ type }) => type)).toEqual([
      'alert-raised',
      'alert-ended',
      'alert-raised',
    ]);
  });

  it('does not tell again after a restart', async () => {
    const alerts = {
      recipients: [JANE],
      rules: [{ rule: 'undetected-users', above: 1 }],
    };
    await start(alerts, people(1));
    await portal.sync();
    const before = await notifications(JANE);
    await portal.stop();

    await start(alerts, people(1));
    await portal.evaluate();
    await portal.sync();
    await portal.evaluate();
    expect(await portal.notificationsOf(JANE)).toEqual(before);
    expect(portal.events.alerts).toEqual([]);
    expect(await portal.alerts()).toHaveLength(1);
  });

  it('tells by one notification how many have left, each of whom is an alert of its own', async () => {
    const alerts = {
      recipients: [JANE],
      rules: [{ rule: 'leaver-with-licence' }],
    };
    await start(alerts, people(4));
    await portal.sync();
    await portal.evaluate();
    expect(await portal.notificationsOf(JANE)).toEqual([]);
    await portal.stop();

    await start(alerts, people(2));
    await portal.reconcile();
    const [notification, ...others] = await notifications(JANE);
    expect(others).toEqual([]);
    expect(notification.payload).toMatchObject({
      title: '2 leavers still hold a Lucid licence',
      link: '/lucid/undetected?reason=leaver',
    });
    expect((await portal.alerts()).map(({ link }) => link).sort()).toEqual([
      '/lucid/undetected?reason=leaver&user=default%2Flucid-3',
      '/lucid/undetected?reason=leaver&user=default%2Flucid-4',
    ]);
    await portal.stop();

    await start(alerts, people(1));
    await portal.reconcile();
    const [more] = await eventually(
      () => portal.notificationsOf(JANE),
      ([found]) => found.payload.title.includes('more'),
    );
    expect(more.id).toBe(notification.id);
    expect(more.payload.title).toBe(
      '1 more leaver still holds a Lucid licence, 3 in all',
    );
    await portal.stop();

    await start(alerts, people(4));
    await portal.reconcile();
    const [clear] = await eventually(
      () => portal.notificationsOf(JANE),
      ([found]) => found.payload.title.startsWith('All clear'),
    );
    expect(clear.payload.title).toBe(
      'All clear: no leaver holds a Lucid licence any more',
    );
    expect(await portal.alerts()).toEqual([]);
  });

  it('tells of a held snapshot, and that it was discarded', async () => {
    await start(
      { recipients: [JANE], rules: [{ rule: 'held-snapshot' }] },
      people(4),
    );
    lucid.users = Array.from({ length: 20 }, (_, index) =>
      scimUser(index + 1, 'Engineer'),
    );
    await portal.sync();
    lucid.users = lucid.users.slice(0, 4);
    await portal.sync();
    const [raised] = await notifications(JANE);
    expect(raised.payload).toMatchObject({
      title: 'A snapshot of Lucid is held: it would remove 16 Lucid users',
      link: '/lucid/sync',
      severity: 'high',
    });

    const { body } = await portal.get('/lucid/v1/syncs');
    await portal.discard(syncPageSchema.parse(body).items[0].id);
    const [clear] = await eventually(
      () => portal.notificationsOf(JANE),
      ([found]) => found.payload.title.startsWith('All clear'),
    );
    expect(clear.payload.title).toBe(
      'All clear: no snapshot of Lucid is held any more',
    );
  });

  it('tells that seats run short, with a link to those who hold them', async () => {
    await start(
      { recipients: [JANE], rules: [{ rule: 'seats-left', below: 3 }] },
      people(4),
      { licences: [{ licence: 'Lucidchart', seats: 6 }] },
    );
    await portal.sync();
    const [raised] = await notifications(JANE);
    expect(raised.payload).toMatchObject({
      title: '2 seats left of Lucidchart, fewer than 3',
      link: '/lucid/licences?licence=Lucidchart',
    });

    lucid.users = lucid.users.slice(0, 3);
    await portal.sync();
    const [clear] = await eventually(
      () => portal.notificationsOf(JANE),
      ([found]) => found.payload.title.startsWith('All clear'),
    );
    expect(clear.payload.title).toBe(
      'All clear: 3 seats left of Lucidchart, at least 3',
    );
  });

  it('raises alerts and publishes events without the notifications plugin, and says once that there is none', async () => {
    await start(
      {
        recipients: [JANE],
        rules: [
          { rule: 'undetected-users', above: 1 },
          { rule: 'undetected-share', above: 0.1 },
        ],
      },
      people(1),
      { hasNotifications: false },
    );
    await portal.sync();
    await portal.evaluate();
    await portal.evaluate();
    expect(await portal.alerts()).toHaveLength(2);
    expect(portal.events.alerts).toHaveLength(2);
    expect(
      portal.log.lines.filter(({ message }) =>
        message.includes('notifications plugin'),
      ),
    ).toMatchObject([{ level: 'info' }]);
    expect(
      portal.log.lines.filter(({ level }) => ['warn', 'error'].includes(level)),
    ).toEqual([]);
  });

  it('runs nothing without rules', async () => {
    await start(undefined, people(1));
    await portal.sync();
    expect(await portal.tasks()).not.toContain('evaluate-alerts');
    expect(await portal.alerts()).toEqual([]);
    expect(portal.events.alerts).toEqual([]);
  });

  it('holds no secret, whatever makes a sync fail', async () => {
    await start(
      {
        recipients: [JANE],
        rules: [{ rule: 'sync-failing', for: { minutes: 1 } }],
      },
      people(1),
    );
    lucid.misbehave((given, response) =>
      sendJson(
        response,
        { detail: `${given.headers.authorization} is not welcome` },
        401,
      ),
    );
    await portal.sync();
    const { body } = await portal.get('/lucid/v1/syncs');
    expect(syncPageSchema.parse(body).items[0].state).toBe('failed');
    await portal.evaluate();
    expect(await portal.alerts()).toEqual([]);

    leapAhead({ minutes: 2 });
    await portal.evaluate();
    const [notification] = await notifications(JANE);
    expect(notification.payload).toMatchObject({
      title: 'Syncs of Lucid have failed for 2 minutes',
      link: '/lucid/sync',
    });
    expect(notification.payload.description).toContain('401');
    const everything = JSON.stringify([
      await portal.alerts(),
      await portal.notificationsOf(JANE),
      portal.events.alerts,
      portal.log.lines,
    ]);
    expect(everything).not.toContain(TOKEN);
  });

  it('tells open pages when a sync begins and ends, when data have changed and when alerts have', async () => {
    await start({ rules: [{ rule: 'undetected-users', above: 1 }] }, people(1));
    await portal.sync();
    const signals = await eventually(
      () => portal.events.signals,
      found => found.some(({ message }) => message.type === 'alerts'),
    );
    expect(
      new Set(signals.map(({ message }) => JSON.stringify(message))),
    ).toEqual(
      new Set(
        ['sync', 'usage', 'alerts'].map(type =>
          JSON.stringify({ type, account: 'default' }),
        ),
      ),
    );
    expect(signals[0].recipients).toEqual({ type: 'broadcast' });
  });

  it('refuses parameters that it does not know, and whoever is nobody', async () => {
    await start(undefined, []);
    const { status, body } = await portal.get('/lucid/v1/alerts?state=ended');
    expect(status).toBe(400);
    expect(body.error.message).toContain('"state"');
    const nobody = mockCredentials.none.header();
    expect((await portal.get('/lucid/v1/alerts', nobody)).status).toBe(401);
  });
});
