import { Knex } from 'knex';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { AlertNotification, NotificationQueue } from './NotificationQueue';
import { forgetOldAlerts } from './forgetOldAlerts';

jest.setTimeout(60_000);

const NOON = new Date('2026-01-31T12:00:00.000Z');
const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;

const after = (milliseconds: number) => new Date(NOON.getTime() + milliseconds);

const notification = (
  given: Partial<AlertNotification> = {},
): AlertNotification => ({
  scope: 'one',
  kind: 'raised',
  occurrences: 1,
  recipients: ['user:default/jane'],
  rule: 'held-snapshot',
  severity: 'high',
  title: 'A title',
  description: 'A description',
  link: '/lucid/sync',
  ...given,
});

describe.each(databases.eachSupportedId())(
  'the queue of notifications, on %s',
  databaseId => {
    let knex: Knex;
    let queue: NotificationQueue;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      queue = new NotificationQueue({ knex });
    });

    const add = (given?: Partial<AlertNotification>, at = NOON) =>
      queue.add(notification(given), at.toISOString());

    it('gives what waits to one of those who want to send it', async () => {
      await add({ title: 'The only one' });
      const [id] = await queue.waiting();
      const claims = await Promise.all(
        [1, 2, 3].map(() => queue.claim(id, NOON)),
      );
      expect(claims.filter(Boolean)).toEqual([
        notification({ title: 'The only one' }),
      ]);
      expect(await queue.waiting()).toEqual([]);
    });

    it('gives nothing out while what is to come before it is being sent, for a minute', async () => {
      await add();
      await add({ kind: 'ended' });
      await add({ scope: 'another' });
      const [first, second, other] = await queue.waiting();
      await queue.claim(first, NOON);
      expect(await queue.claim(second, after(59 * SECOND))).toBeUndefined();
      expect(await queue.claim(other, after(59 * SECOND))).toBeDefined();
      expect(await queue.claim(second, after(61 * SECOND))).toBeDefined();
    });

    it('has what could not be sent wait, unless something else was said meanwhile', async () => {
      await add();
      const [first] = await queue.waiting();
      await queue.claim(first, NOON);
      await queue.release(first);
      expect(await queue.waiting()).toEqual([first]);

      await queue.claim(first, NOON);
      await add({ kind: 'ended' });
      await queue.release(first);
      const left = await queue.waiting();
      expect(left).toHaveLength(1);
      expect(left).not.toContain(first);
    });

    it('takes back what nobody has begun to send, and says of how many alerts it was to tell', async () => {
      await add({ occurrences: 3 });
      await add({ occurrences: 4 });
      const [first] = await queue.waiting();
      await queue.claim(first, NOON);
      expect(await queue.withdraw('one', NOON.toISOString())).toBe(4);
      expect(await queue.waiting()).toEqual([]);
      expect(await queue.waitingForEnd('one')).toEqual(['user:default/jane']);
    });

    it('knows who was told that something has begun until they were told that it has ended', async () => {
      await add();
      expect(await queue.waitingForEnd('one')).toEqual([]);
      const [raised] = await queue.waiting();
      await queue.claim(raised, NOON);
      await queue.sent(raised, NOON);
      expect(await queue.waitingForEnd('one')).toEqual(['user:default/jane']);
      await add({ kind: 'ended' });
      const [ended] = await queue.waiting();
      await queue.claim(ended, NOON);
      expect(await queue.waitingForEnd('one')).toEqual([]);
    });

    it('forgets after 90 days who was told, but not of what goes on', async () => {
      for (const scope of ['over', 'going on', 'new']) {
        await add({ scope }, scope === 'new' ? after(2 * DAY) : NOON);
        await knex('alerts').insert({
          alert_id: scope,
          key: scope,
          scope,
          rule: 'held-snapshot',
          account_id: 'default',
          severity: 'high',
          title: 'A title',
          description: 'A description',
          link: '/lucid/sync',
          since: NOON.toISOString(),
          ended_at: scope === 'over' ? after(SECOND).toISOString() : null,
        });
      }
      await forgetOldAlerts(knex, after(91 * DAY));
      expect((await knex('alerts').pluck('scope')).sort()).toEqual([
        'going on',
        'new',
      ]);
      expect((await knex('alert_notifications').pluck('scope')).sort()).toEqual(
        ['going on', 'new'],
      );
    });
  },
);
