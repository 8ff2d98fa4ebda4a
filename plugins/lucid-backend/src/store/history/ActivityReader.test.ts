import {
  Activity,
  ActivityQuery,
  USAGE_CHANGE_TYPES,
  activityPageSchema,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../../__testUtils__/FakeLucid';
import { SyncHarness } from '../../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { insertRows } from '../bulkRows';
import { ActivityReader } from './ActivityReader';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('activity in %s', database => {
  let knex: Knex;
  let activities: ActivityReader;

  beforeEach(async () => {
    knex = await createTestStore(database);
    activities = new ActivityReader({ knex });
  });

  /** Changes of day after day, each by one user of ten; every tenth in the other account. */
  async function addChanges(count: number): Promise<void> {
    await knex('usage_changes').insert(
      Array.from({ length: count }, (_, index) => ({
        account_id: index % 10 === 9 ? 'other' : 'default',
        user_id: `lucid-${index % 10}`,
        sync_id: index % 2 === 0 ? `sync-${index % 4}` : null,
        at: new Date(
          Date.parse('2030-01-01T12:00:00Z') + index * 86_400_000,
        ).toISOString(),
        type: USAGE_CHANGE_TYPES[index % USAGE_CHANGE_TYPES.length],
        before: `before ${index}`,
        after: `after ${index}`,
      })),
    );
  }

  async function page(query: ActivityQuery = {}) {
    return activityPageSchema.parse(await activities.list(query));
  }

  async function itemsOf(query: ActivityQuery): Promise<Activity[]> {
    const { items, totalItems } = await page({ limit: 200, ...query });
    expect(totalItems).toBe(items.length);
    return items;
  }

  /** What is told of each, by which changes of the test can be told apart. */
  const places = (items: Activity[]) =>
    items.map(({ after }) => Number(after?.replace('after ', '')));

  it('lists what syncs have seen, with who it was and what became of them', async () => {
    const harness = new SyncHarness(knex, ['default'], {
      config: { removalLimit: 1 },
    });
    harness.lucid.add(
      lucidUser('jane', { displayName: 'Jane', email: 'jane@acme.com' }),
      lucidUser('joe', { displayName: 'Joe', email: 'joe@acme.com' }),
    );
    await harness.sync();
    // Who is there from the beginning is no news.
    expect(await itemsOf({})).toEqual([]);

    harness.lucid.add(
      lucidUser('jane', {
        displayName: 'Jane Doe',
        email: 'jane@acme.com',
        licences: [],
      }),
    );
    const second = await harness.sync();
    harness.lucid.users.delete('jane');
    const third = await harness.sync();

    const jane = {
      id: expect.any(Number),
      account: 'default',
      userId: 'jane',
      displayName: 'Jane Doe',
      entityRef: 'licenceusage:default/default.jane',
      state: 'departed',
    };
    expect(await itemsOf({})).toEqual([
      {
        ...jane,
        type: 'departed',
        before: '',
        after: 'deleted',
        syncId: third.id,
        at: third.startedAt,
      },
      {
        ...jane,
        type: 'licence-lost',
        before: 'Lucidchart (can-edit)',
        syncId: second.id,
        at: second.startedAt,
      },
    ]);
  });

  it('gives every change once, page by page, the newest first, and the way back', async () => {
    await addChanges(60);
    const seen: number[] = [];
    let current = await page({ limit: 7 });
    const first = current;
    expect(first).not.toHaveProperty('prevCursor');
    for (;;) {
      expect(current.totalItems).toBe(60);
      seen.push(...places(current.items));
      if (!current.nextCursor) {
        break;
      }
      current = await page({ limit: 7, cursor: current.nextCursor });
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => 59 - index));
    for (let back = 0; back < 8; back += 1) {
      current = await page({ limit: 7, cursor: current.prevCursor });
    }
    expect(current.items).toEqual(first.items);
  });

  it('neither repeats nor skips anything when there is more while somebody turns pages', async () => {
    await addChanges(20);
    const first = await page({ limit: 10 });
    await addChanges(5);
    const second = await page({ limit: 10, cursor: first.nextCursor });
    expect(places(second.items)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('filters by account, types, sync and days, and by all of them at once', async () => {
    await addChanges(90);
    const every = await itemsOf({});
    const holds = async (
      query: ActivityQuery,
      fits: (activity: Activity) => boolean,
    ) => {
      const wanted = every.filter(fits);
      expect(wanted).not.toEqual([]);
      expect(await itemsOf(query)).toEqual(wanted);
    };

    await holds({ account: 'other' }, ({ account }) => account === 'other');
    await holds({ type: ['email'] }, ({ type }) => type === 'email');
    await holds({ type: ['email', 'state'] }, ({ type }) =>
      ['email', 'state'].includes(type),
    );
    await holds({ sync: 'sync-2' }, ({ syncId }) => syncId === 'sync-2');
    await holds({ from: '2030-03-15' }, ({ at }) => at > '2030-03-15T00');
    await holds({ to: '2030-01-03' }, ({ at }) => at < '2030-01-04T00');
    await holds({ from: '2030-01-31', to: '2030-01-31' }, ({ at }) =>
      at.startsWith('2030-01-31'),
    );
    await holds(
      {
        account: 'default',
        type: ['departed', 'access'],
        from: '2030-01-10',
        to: '2030-03-10',
      },
      ({ account, type, at }) =>
        account === 'default' &&
        ['departed', 'access'].includes(type) &&
        at > '2030-01-10T00' &&
        at < '2030-03-11T00',
    );
    expect(await itemsOf({ type: [] })).toEqual(every);
    expect(await itemsOf({ account: 'nobody' })).toEqual([]);
  });

  it('keeps the filters of the first page on all others', async () => {
    await addChanges(90);
    const first = await page({ type: ['email', 'access'], limit: 5 });
    const second = await page({ limit: 200, cursor: first.nextCursor });
    expect(second.totalItems).toBe(20);
    expect(second.items).toHaveLength(15);
    expect(new Set(second.items.map(({ type }) => type))).toEqual(
      new Set(['email', 'access']),
    );
  });

  it('finds people by part of their name, address or id, and takes no wildcard from them', async () => {
    const harness = new SyncHarness(knex);
    await harness.sync();
    harness.lucid.add(
      lucidUser('lucid-1', { displayName: 'Ann 50% Off', email: 'a@acme.com' }),
      lucidUser('lucid-2', { displayName: 'Ben', email: 'b@acme.com' }),
    );
    await harness.sync();
    const ids = async (q: string) =>
      (await itemsOf({ q })).map(({ userId }) => userId).sort();
    expect(await ids('ANN')).toEqual(['lucid-1']);
    expect(await ids('acme')).toEqual(['lucid-1', 'lucid-2']);
    expect(await ids('lucid-2')).toEqual(['lucid-2']);
    expect(await ids('50%')).toEqual(['lucid-1']);
    expect(await ids('5_%')).toEqual([]);
  });

  it('finds those of many people alike, and of nobody else', async () => {
    const ids = Array.from({ length: 700 }, (_, index) => `lucid-${index}`);
    await insertRows(knex, {
      table: 'lucid_users',
      columns: {
        account_id: 'text',
        user_id: 'text',
        entity_name: 'text',
        display_name: 'text',
        search_text: 'text',
        state: 'text',
        first_seen_at: 'text',
        revision: 'bigint',
      },
      rows: ids.map((id, index) => ({
        account_id: 'default',
        user_id: id,
        entity_name: `default.${id}`,
        display_name: id,
        search_text: index < 600 ? `${id}@acme.com` : `${id}@other.com`,
        state: 'detected',
        first_seen_at: '2030-01-01T00:00:00.000Z',
        revision: index + 1,
      })),
    });
    await insertRows(knex, {
      table: 'usage_changes',
      columns: {
        account_id: 'text',
        user_id: 'text',
        at: 'text',
        type: 'text',
      },
      rows: ids.map(id => ({
        account_id: 'default',
        user_id: id,
        at: '2030-01-01T00:00:00.000Z',
        type: 'email',
      })),
    });
    const newest = await page({ q: 'ACME', limit: 3 });
    expect(newest.totalItems).toBe(600);
    expect(newest.items.map(({ userId }) => userId)).toEqual([
      'lucid-599',
      'lucid-598',
      'lucid-597',
    ]);
    const all: string[] = [];
    for await (const items of activities.all(
      { q: 'ACME' },
      { pageSize: 250 },
    )) {
      all.push(...items.map(({ userId }) => userId));
    }
    expect(all).toEqual(ids.slice(0, 600).reverse());
  });

  it('still tells of somebody who is not stored any more', async () => {
    await addChanges(1);
    expect(await itemsOf({})).toMatchObject([
      {
        userId: 'lucid-0',
        displayName: 'lucid-0',
        entityRef: 'licenceusage:default/default.lucid-0',
        state: 'departed',
      },
    ]);
  });

  it.each([
    ['no cursor at all', 'abc'],
    [
      'one of another list',
      { query: {}, direction: 'after', position: ['jane', 'default', 'x'] },
    ],
    [
      'no place in this list',
      { query: {}, direction: 'after', position: ['1 or 1=1'] },
    ],
    [
      'a filter that there is not',
      { query: { type: ['all'] }, direction: 'after', position: ['1'] },
    ],
    [
      'a day that there is not',
      { query: { from: '2030-02-31' }, direction: 'after', position: ['1'] },
    ],
  ])('refuses a cursor that is %s', async (_, cursor) => {
    const encoded =
      typeof cursor === 'string'
        ? cursor
        : Buffer.from(JSON.stringify(cursor)).toString('base64url');
    await expect(activities.list({ cursor: encoded })).rejects.toThrow(
      'The parameter "cursor" is not one that this list gave out',
    );
  });

  describe('as a whole', () => {
    async function all(query: ActivityQuery = {}, pageSize = 7) {
      const pages: Activity[][] = [];
      for await (const one of activities.all(query, { pageSize })) {
        pages.push(one);
      }
      return pages;
    }

    it('is what the pages of the list hold together', async () => {
      await addChanges(60);
      const query: ActivityQuery = { account: 'default', from: '2030-01-05' };
      const pages = await all(query);
      expect(pages.map(({ length }) => length)).toEqual([
        7, 7, 7, 7, 7, 7, 7, 1,
      ]);
      expect(pages.flat()).toEqual(await itemsOf(query));
    });

    it('is empty where nothing fits', async () => {
      expect((await all()).flat()).toEqual([]);
    });

    it('does not grow while it is read, and lacks what is deleted meanwhile', async () => {
      await addChanges(20);
      const seen: Activity[] = [];
      for await (const one of activities.all({}, { pageSize: 5 })) {
        if (seen.length === 0) {
          await addChanges(10);
          await knex('usage_changes').where('before', 'before 3').delete();
        }
        seen.push(...one);
      }
      expect(places(seen)).toEqual(
        Array.from({ length: 20 }, (_, index) => 19 - index).filter(
          place => place !== 3,
        ),
      );
    });
  });
});
