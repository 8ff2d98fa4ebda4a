import { UsageCounts } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { EventEmitter, once } from 'node:events';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { createTestStore, databases } from '../__testUtils__/databases';
import { LogRecorder } from '../faults/__testUtils__/LogRecorder';
import { AlertRuleConfig } from '../config/AlertsConfig';
import { NotificationQueue } from '../store/alerts/NotificationQueue';
import { noCounts } from '../store/AccountStore';
import { AlertEvaluator, ReadPools } from './AlertEvaluator';
import { AlertNotifier } from './AlertNotifier';
import { AlertService } from './AlertService';
import { EventRecorder } from './__testUtils__/EventRecorder';
import { RecordedNotifications } from './__testUtils__/RecordedNotifications';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const JANE = 'user:default/jane';

const MANY: AlertRuleConfig = {
  rule: 'undetected-users',
  above: 5,
  severity: 'high',
  recipients: [JANE],
};
const SHARE: AlertRuleConfig = {
  rule: 'undetected-share',
  above: 0.2,
  severity: 'normal',
  recipients: ['group:default/team'],
};

const FEW_LEFT: AlertRuleConfig = {
  rule: 'seats-left',
  below: 3,
  severity: 'high',
  recipients: [JANE],
};

describe.each(databases.eachSupportedId())(
  'alerts of several backends, on %s',
  databaseId => {
    let knex: Knex;
    let notifications: RecordedNotifications;
    let events: EventRecorder;
    let log: LogRecorder;
    let now: Date;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      notifications = new RecordedNotifications();
      events = new EventRecorder();
      log = new LogRecorder();
      now = new Date('2026-01-31T12:00:00.000Z');
    });

    /** A backend that shares the database, and the time of the test. */
    function backend(
      rules: AlertRuleConfig[],
      accounts = ['emea', 'apac'],
      readPools: ReadPools = async () => [],
    ) {
      const evaluator = new AlertEvaluator({
        knex,
        config: { rules, pagePath: '/lucid' },
        accounts,
        readPools,
      });
      const notifier = new AlertNotifier({
        notifications,
        queue: new NotificationQueue({ knex }),
        now: () => now,
        logger: log,
      });
      return new AlertService({
        steps: {
          evaluate: () => evaluator.evaluate(now),
          deliver: signal => notifier.deliver(signal),
        },
        events,
        onChange: () => {},
        logger: log,
      });
    }

    async function undetected(count: number, account = 'emea'): Promise<void> {
      const counts: UsageCounts = {
        ...noCounts(),
        users: 100,
        undetected: count,
      };
      const values = {
        connection_state: 'connected',
        snapshot_at: now.toISOString(),
        counts: JSON.stringify(counts),
      };
      await knex('accounts')
        .insert({ account_id: account, ...values })
        .onConflict('account_id')
        .merge(values);
    }

    const kinds = () => events.alerts.map(({ type }) => type);

    it('raise an occurrence once, and tell of it once, when they evaluate at the same time', async () => {
      const backends = [1, 2, 3, 4].map(() => backend([MANY, SHARE]));
      await undetected(30);
      await undetected(6, 'apac');
      await Promise.all(backends.map(each => each.evaluate()));
      await Promise.all(backends.map(each => each.evaluate()));

      expect(notifications.titles.sort()).toEqual([
        '30 undetected Lucid users in emea, more than 5',
        '30% of the Lucid users in emea are undetected, more than 20%',
        '6 undetected Lucid users in apac, more than 5',
      ]);
      expect(kinds()).toEqual(Array(3).fill('alert-raised'));

      await undetected(0);
      await Promise.all(backends.map(each => each.evaluate()));
      expect(notifications.titles.slice(3).sort()).toEqual([
        'All clear: 0 undetected Lucid users in emea, no more than 5',
        'All clear: 0% of the Lucid users in emea are undetected, no more than 20%',
      ]);
      expect(kinds().slice(3)).toEqual(Array(2).fill('alert-ended'));
    });

    it('put the end of an occurrence in the place of its beginning, and tell the same people', async () => {
      await undetected(10);
      await backend([MANY]).evaluate();
      await undetected(1);
      // Somebody else is to be told from now on.
      await backend([{ ...MANY, recipients: ['user:default/joe'] }]).evaluate();

      const [raised, ended] = notifications.sent;
      expect(raised).toEqual({
        recipients: { type: 'entity', entityRef: [JANE] },
        payload: {
          title: '10 undetected Lucid users in emea, more than 5',
          description: expect.any(String),
          link: '/lucid/undetected?account=emea',
          severity: 'high',
          topic: 'undetected-users',
          scope: expect.any(String),
        },
      });
      expect(ended.recipients).toEqual(raised.recipients);
      expect(ended.payload.scope).toBe(raised.payload.scope);
      expect(ended.payload.severity).toBe('normal');
    });

    it('know an occurrence by what its rule watches, wherever the rule stands and whatever the numbers are', async () => {
      await undetected(30);
      await backend([MANY, SHARE]).evaluate();
      await undetected(31);
      await backend([SHARE, MANY]).evaluate();
      expect(notifications.sent).toHaveLength(2);
      const titles = await knex('alerts').whereNull('ended_at').pluck('title');
      expect(titles.sort()).toEqual([
        '31 undetected Lucid users in emea, more than 5',
        '31% of the Lucid users in emea are undetected, more than 20%',
      ]);
    });

    it('end in silence what no rule watches any more', async () => {
      await undetected(30);
      await backend([MANY, SHARE]).evaluate();
      notifications.sent.length = 0;
      await backend([SHARE]).evaluate();
      expect(notifications.sent).toEqual([]);
      expect(kinds()).toEqual(['alert-raised', 'alert-raised', 'alert-ended']);
    });

    it('try again with what could not be sent, for a day', async () => {
      await undetected(30);
      notifications.failure = new Error('Request failed with status 503');
      await backend([MANY]).evaluate();
      now = new Date(now.getTime() + DAY / 2);
      await backend([MANY]).evaluate();
      expect(notifications.sent).toEqual([]);
      expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);

      notifications.failure = undefined;
      await backend([MANY]).evaluate();
      await backend([MANY]).evaluate();
      expect(notifications.titles).toHaveLength(1);
    });

    it('give up on what could not be sent for a day, and give no all clear of it', async () => {
      await undetected(30);
      notifications.failure = new Error('Request failed with status 503');
      await backend([MANY]).evaluate();
      now = new Date(now.getTime() + DAY + 1);
      notifications.failure = undefined;
      await backend([MANY]).evaluate();
      await undetected(0);
      await backend([MANY]).evaluate();
      expect(notifications.sent).toEqual([]);
      expect(kinds()).toEqual(['alert-raised', 'alert-ended']);
    });

    it('tell nobody of what was over before anybody could be told', async () => {
      await undetected(30);
      notifications.failure = new Error('Request failed with status 503');
      await backend([MANY]).evaluate();
      notifications.failure = undefined;
      await undetected(0);
      await backend([MANY]).evaluate();
      expect(notifications.sent).toEqual([]);
    });

    it('do not tell again what a process was telling when it died', async () => {
      await undetected(30);
      const dying = backend([MANY]);
      const died = new Promise<void>(resolve => {
        notifications.send = async notification => {
          notifications.sent.push(notification);
          resolve();
          await new Promise(() => {});
        };
      });
      dying.evaluateSoon();
      await died;
      now = new Date(now.getTime() + DAY / 2);
      await backend([MANY]).evaluate();
      expect(notifications.sent).toHaveLength(1);
    });

    it('tell that something is over after that it began, however long others took to be told before', async () => {
      await undetected(30);
      await undetected(6, 'apac');
      const send = notifications.send.bind(notifications);
      let sends = 0;
      notifications.send = async notification => {
        sends += 1;
        if (sends === 1) {
          now = new Date(now.getTime() + 2 * MINUTE);
        } else if (sends === 2) {
          await undetected(0, 'apac');
          await backend([MANY]).evaluate();
        }
        await send(notification);
      };

      await backend([MANY]).evaluate();

      await backend([MANY]).evaluate();
      expect(notifications.titles).toEqual([
        expect.stringMatching(/^30 .* emea/),
        expect.stringMatching(/^6 .* apac/),
        expect.stringMatching(/^All clear: .* apac/),
      ]);
    });

    it('stop after the notification that is under way, and leave the rest to others', async () => {
      await undetected(30);
      await undetected(6, 'apac');
      const stopping = backend([MANY]);
      let stopped: Promise<void> | undefined;
      const send = notifications.send.bind(notifications);
      notifications.send = async notification => {
        stopped ??= stopping.stop();
        await send(notification);
      };
      await stopping.evaluate();
      await stopped;
      expect(notifications.sent).toHaveLength(1);

      await backend([MANY]).evaluate();
      expect(new Set(notifications.titles).size).toBe(2);
      expect(notifications.sent).toHaveLength(2);
    });

    it('take back nothing by seats that they read before another one did', async () => {
      let left = 9;
      const readPools: ReadPools = async () => [
        {
          id: 'pool-1',
          account: 'emea',
          source: 'configuration',
          bought: 10,
          used: 10 - left,
          left,
          overage: 0,
        },
      ];
      const release = new EventEmitter();
      const slow = backend([FEW_LEFT], ['emea'], async () => {
        const pools = await readPools();
        await once(release, 'go');
        return pools;
      });
      const evaluated = slow.evaluate();
      while (release.listenerCount('go') === 0) {
        await yieldToEventLoop();
      }
      left = 1;
      await backend([FEW_LEFT], ['emea'], readPools).evaluate();
      const going = setInterval(() => release.emit('go'), 10);
      await evaluated;
      clearInterval(going);

      expect(kinds()).toEqual(['alert-raised']);
      expect(notifications.sent).toHaveLength(1);
    });

    it('tell nobody where there is nobody to tell', async () => {
      await undetected(30);
      await backend([{ ...MANY, recipients: [] }]).evaluate();
      expect(notifications.sent).toEqual([]);
      expect(kinds()).toEqual(['alert-raised']);
    });
  },
);
