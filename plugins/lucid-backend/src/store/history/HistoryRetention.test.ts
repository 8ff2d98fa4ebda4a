import { UsageHistory } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../../__testUtils__/FakeLucid';
import { SyncHarness } from '../../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { ConfigurationProblems } from '../../config/ConfigurationProblems';
import { HistoryConfig } from '../../config/HistoryConfig';
import { readHistoryConfig } from '../../config/readHistoryConfig';
import { addDays, daysFrom } from '../../time/calendar';
import { UsageHistoryReader } from '../../totals/UsageHistoryReader';
import { AlertFactsReader } from '../alerts/AlertFactsReader';
import { insertRows } from '../bulkRows';
import { TotalRow } from '../totals/TotalRow';
import { TotalsReader } from '../totals/TotalsReader';
import { replaceDay } from '../totals/replaceDay';
import { ActivityReader } from './ActivityReader';
import { HistoryRetention } from './HistoryRetention';
import { changesKeptSince } from './historyHorizon';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const YEAR = 365 * DAY;

const NOTHING = { changes: 0, users: 0, syncs: 0, dailyTotals: 0 };

const isoAgo = (milliseconds: number) =>
  new Date(Date.now() - milliseconds).toISOString();

describe.each(databases.eachSupportedId())(
  'what is too old in %s',
  database => {
    let knex: Knex;
    let harness: SyncHarness;

    beforeEach(async () => {
      knex = await createTestStore(database);
      harness = new SyncHarness(knex, ['default'], {
        config: { removalLimit: 1, rejectLimit: 1 },
      });
    });

    function forget(
      options: {
        keep?: Partial<HistoryConfig>;
        /** Milliseconds from now. */
        later?: number;
        signal?: AbortSignal;
      } = {},
    ) {
      const defaults = readHistoryConfig(
        undefined,
        new ConfigurationProblems(),
      );
      return new HistoryRetention({
        knex,
        keep: { ...defaults, ...options.keep },
      }).run({
        signal: options.signal ?? new AbortController().signal,
        now: new Date(Date.now() + (options.later ?? 0)),
      });
    }

    const give = (...ids: string[]) =>
      harness.lucid.add(
        ...ids.map(id => lucidUser(id, { email: `${id}@acme.com` })),
      );

    const take = (...ids: string[]) =>
      ids.forEach(id => harness.lucid.users.delete(id));

    const activity = async () =>
      (await new ActivityReader({ knex }).list({ limit: 200 })).items.map(
        ({ type, userId }) => `${userId} ${type}`,
      );

    const addChanges = (ids: string[], at: string) =>
      insertRows(knex, {
        table: 'usage_changes',
        columns: {
          account_id: 'text',
          user_id: 'text',
          at: 'text',
          type: 'text',
        },
        rows: ids.map(user_id => ({
          account_id: 'default',
          user_id,
          at,
          type: 'email',
        })),
      });

    it('is nothing at first: nothing is touched', async () => {
      give('jane', 'joe');
      await harness.sync();
      take('joe');
      await harness.sync();
      const before = await Promise.all(
        ['usage_changes', 'lucid_users', 'syncs'].map(table => knex(table)),
      );

      expect(await forget({ later: 89 * DAY })).toEqual(NOTHING);

      expect(
        await Promise.all(
          ['usage_changes', 'lucid_users', 'syncs'].map(table => knex(table)),
        ),
      ).toEqual(before);
      expect(await changesKeptSince(knex)).toBeUndefined();
    });

    it('is forgotten of changes after two years, and the timeline does not guess then', async () => {
      give('jane');
      await harness.sync();
      await addChanges(['jane'], isoAgo(2 * YEAR + DAY));
      await addChanges(['joe'], isoAgo(2 * YEAR - DAY));
      await knex('lucid_users').update({ first_seen_at: isoAgo(3 * YEAR) });

      expect(await forget()).toEqual({ ...NOTHING, changes: 1 });

      expect(await activity()).toEqual(['joe email']);
      const [appeared] = await harness.history('jane');
      expect(appeared.type).toBe('appeared');
      expect(appeared).not.toHaveProperty('after');
      const since = await changesKeptSince(knex);
      expect(since?.slice(0, 13)).toBe(isoAgo(2 * YEAR).slice(0, 13));
    });

    it('never makes known again what has been forgotten, however long is kept later', async () => {
      await addChanges(['jane'], isoAgo(100 * DAY));
      await forget({ keep: { keepChanges: 60 * DAY } });
      const since = await changesKeptSince(knex);
      await addChanges(['jane'], isoAgo(100 * DAY));

      await forget({ keep: { keepChanges: 90 * DAY } });

      expect(await changesKeptSince(knex)).toBe(since);
    });

    it('is deleted a few rows at a time, and goes on where it was stopped', async () => {
      await addChanges(
        Array.from({ length: 25_000 }, (_, index) => `${index}`),
        isoAgo(3 * YEAR),
      );
      const stop = new AbortController();
      // As soon as somebody else gets a turn.
      setImmediate(() => stop.abort(new Error('shutdown')));
      await expect(forget({ signal: stop.signal })).rejects.toThrow('shutdown');
      const left = Number((await knex('usage_changes').count('* as n'))[0].n);
      expect(left).toBeGreaterThan(0);

      expect(await forget()).toEqual({ ...NOTHING, changes: left });
      expect(await activity()).toEqual([]);
    });

    it('is forgotten of users with their departure: entirely, and of nobody else', async () => {
      give('jane', 'joe', 'ann');
      await harness.sync();
      take('joe', 'ann');
      await harness.sync();
      await knex('lucid_group_members').insert([
        {
          account_id: 'default',
          group_id: 'g',
          member_id: 'ann',
          listed: false,
        },
        {
          account_id: 'default',
          group_id: 'g',
          member_id: 'joe',
          listed: false,
        },
        {
          account_id: 'default',
          group_id: 'g',
          member_id: 'jane',
          listed: true,
        },
      ]);
      const longAgo = isoAgo(3 * YEAR);
      await knex('lucid_users')
        .where({ user_id: 'ann' })
        .update({ departed_at: longAgo });
      await knex('usage_changes')
        .where({ user_id: 'ann' })
        .update({ at: longAgo });

      expect(await forget()).toEqual({ ...NOTHING, changes: 1, users: 1 });

      expect(await harness.usages.get('default', 'ann')).toBeUndefined();
      const departed = await harness.usages.list(
        { state: ['departed'] },
        { readingId: undefined },
      );
      expect(departed.items.map(({ id }) => id)).toEqual(['joe']);
      expect(departed.totalItems).toBe(1);
      expect((await harness.accounts.get('default')).counts).toMatchObject({
        users: 1,
        departed: 1,
      });
      expect(
        await knex('lucid_group_members')
          .orderBy('member_id')
          .pluck('member_id'),
      ).toEqual(['jane', 'joe']);
      expect(await activity()).toEqual(['joe departed']);
    });

    it('still lets the catalog learn of everybody who departed since, and of all who are there', async () => {
      give('jane', 'joe', 'ann');
      await harness.sync();
      take('joe', 'ann');
      await harness.sync();
      await knex('lucid_users')
        .where({ user_id: 'ann' })
        .update({ departed_at: isoAgo(3 * YEAR) });
      const before = await harness.usages.changes(0, 100);

      await forget();

      const after = await harness.usages.changes(0, 100);
      expect(after.items).toEqual(
        before.items.filter(
          item =>
            item.type === 'current' || !item.entityRef.endsWith('default.ann'),
        ),
      );
      expect(after.items).toHaveLength(2);
      expect(
        (await harness.usages.changes(before.revision, 100)).revision,
      ).toBe(before.revision);
    });

    it('was never there: somebody who was forgotten and comes back appears', async () => {
      give('jane', 'ann');
      await harness.sync();
      take('ann');
      await harness.sync();
      expect(await forget({ later: 3 * YEAR })).toMatchObject({ users: 1 });
      give('ann');

      const sync = await harness.sync();

      expect(sync.counts).toMatchObject({ added: 1, returned: 0, users: 2 });
      expect(await harness.history('ann')).toMatchObject([
        { type: 'appeared', syncId: sync.id },
      ]);
    });

    it('does not disturb a sync that is bringing one of them back meanwhile', async () => {
      give('jane', 'ann');
      await harness.sync();
      take('ann');
      await harness.sync();
      give('ann');
      let pages = 0;
      harness.lucid.beforePage = async () => {
        pages += 1;
      };
      // Once ann has been staged, and is not stored yet.
      harness.lucid.overlooked.add('jane');
      const readUser = harness.lucid.readUser.bind(harness.lucid);
      harness.lucid.readUser = async id => {
        expect(
          await knex('staged_users').where('seq', '>', 0).pluck('user_id'),
        ).toEqual(['ann']);
        expect(await forget({ later: 3 * YEAR })).toMatchObject({ users: 1 });
        return readUser(id);
      };

      const sync = await harness.sync();

      expect(pages).toBeGreaterThan(0);
      expect(sync).toMatchObject({ state: 'succeeded', counts: { users: 2 } });
      expect(Object.keys(await harness.states()).sort()).toEqual([
        'ann',
        'jane',
      ]);
      expect((await harness.accounts.get('default')).counts).toMatchObject({
        users: 2,
        departed: 0,
      });
    });

    it('can be forgotten while syncs go on', async () => {
      give('jane', 'joe');
      await harness.sync();
      await addChanges(
        Array.from({ length: 3_000 }, (_, index) => `${index}`),
        isoAgo(3 * YEAR),
      );
      const syncing = (async () => {
        for (const id of ['a', 'b', 'c']) {
          give(id);
          expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
        }
      })();

      const forgotten = await Promise.all([forget(), forget()]);
      await syncing;

      expect(forgotten.reduce((sum, { changes }) => sum + changes, 0)).toBe(
        3_000,
      );
      expect(await activity()).toEqual([
        'c appeared',
        'b appeared',
        'a appeared',
      ]);
    });

    describe('of syncs', () => {
      /** The ids of syncs from before, the newest last, each a day after the other. */
      async function addSyncs(
        count: number,
        given: object = {},
      ): Promise<string[]> {
        const rows = Array.from({ length: count }, (_, index) => ({
          sync_id: `old-${index}`,
          account_id: 'default',
          state: 'succeeded',
          trigger: 'schedule',
          phase: 'done',
          started_at: isoAgo(YEAR - index * DAY),
          heartbeat_at: isoAgo(YEAR - index * DAY),
          ...given,
        }));
        await knex('syncs').insert(rows);
        return rows.map(row => row.sync_id);
      }

      const left = () =>
        knex('syncs').orderBy('started_at').pluck<string[]>('sync_id');

      it('is forgotten but for the newest twenty, the first and the last that succeeded', async () => {
        const ids = await addSyncs(60);
        await knex('syncs')
          .whereNotIn('sync_id', ['old-3', 'old-20', 'old-30'])
          .update({ state: 'failed' });

        // And the first one that failed since: it tells for how long they have.
        expect(await forget()).toEqual({ ...NOTHING, syncs: 37 });

        expect(await left()).toEqual([
          'old-3',
          'old-30',
          'old-31',
          ...ids.slice(40),
        ]);
        expect(await harness.syncs.last('default')).toMatchObject({
          id: 'old-59',
        });
      });

      it('leaves known for how long syncs have failed', async () => {
        await addSyncs(60, { state: 'failed', finished_at: isoAgo(0) });
        await knex('syncs')
          .where({ sync_id: 'old-0' })
          .update({ finished_at: isoAgo(YEAR) });
        const failing = async () =>
          (await new AlertFactsReader({ knex }).read('default')).failing;
        const before = await failing();

        await forget();

        expect(await left()).toHaveLength(21);
        expect(await failing()).toEqual(before);
      });

      it('stays of those that a change is put down to, as long as the change stays', async () => {
        await addSyncs(60);
        await knex('usage_changes').insert(
          ['old-10', 'old-11'].map(id => ({
            account_id: 'default',
            user_id: 'jane',
            sync_id: id,
            at: knex('syncs').where({ sync_id: id }).select('started_at'),
            type: 'email',
          })),
        );
        await forget();
        expect(await left()).toEqual(
          expect.arrayContaining(['old-10', 'old-11']),
        );
        expect(await left()).toHaveLength(23);

        await forget({ later: 2 * YEAR });
        expect(await left()).toHaveLength(21);
      });

      it('is forgotten of the users that were set aside, also where the sync stays', async () => {
        harness.lucid.rejected = [{ id: 'odd', reason: 'has no id' }];
        give('jane');
        const first = await harness.sync();
        give('joe');
        const second = await harness.sync();
        expect(second.rejected).toHaveLength(1);
        for (let index = 0; index < 21; index += 1) {
          await harness.sync();
        }

        await forget({ later: 100 * DAY });

        // The first one stays as it is: somebody may look for it.
        expect((await harness.syncs.get(first.id))?.rejected).toHaveLength(1);
        expect(await harness.syncs.get(second.id)).toMatchObject({
          rejected: [],
          counts: { rejected: 1, added: 1 },
        });
        expect((await harness.syncs.last('default'))?.rejected).toHaveLength(1);
      });

      it('stays of one that is running, or held', async () => {
        await addSyncs(60);
        await knex('syncs')
          .where({ sync_id: 'old-10' })
          .update({ state: 'running' });
        await knex('syncs')
          .where({ sync_id: 'old-11' })
          .update({ state: 'held' });
        await forget();
        expect(await left()).toEqual(
          expect.arrayContaining(['old-10', 'old-11']),
        );
      });
    });

    describe('of daily totals', () => {
      /** Thursday. */
      const TODAY = '2026-01-01';
      const LATER = Date.parse(TODAY) - Date.now();

      const usersOf = (
        slice: TotalRow['slice'],
        key: string,
        users: number,
      ): TotalRow => ({
        slice,
        key,
        licence: '',
        access: '',
        users,
      });

      beforeEach(async () => {
        await knex('accounts').insert({
          account_id: 'default',
          connection_state: 'connected',
          snapshot_at: TODAY,
        });
      });

      /** Of each day, as many in Sales as its number in the month. */
      async function record(days: string[]): Promise<void> {
        await knex.transaction(async trx => {
          for (const day of days) {
            await replaceDay(trx, {
              account: 'default',
              day,
              rows: [
                usersOf('state', 'detected', 100),
                usersOf('department', '', 0),
                usersOf('department', 'Sales', Number(day.slice(-2))),
              ],
            });
          }
        });
      }

      const daysOf = (slice: TotalRow['slice']) =>
        knex('daily_totals')
          .where({ slice })
          .distinct('day')
          .orderBy('day')
          .pluck<string[]>('day');

      async function chart(from: string, to: string): Promise<UsageHistory> {
        return new UsageHistoryReader({
          totals: new TotalsReader({ knex }),
          accounts: ['default'],
          today: () => TODAY,
        }).read({ by: 'department', from, to });
      }

      it('is forgotten after ten years', async () => {
        const first = addDays(TODAY, -3_650);
        await record([addDays(first, -2), addDays(first, -1), first, TODAY]);
        expect(await forget({ later: LATER })).toMatchObject({
          dailyTotals: 6,
        });
        expect(await daysOf('state')).toEqual([first, TODAY]);
        expect(await daysOf('department')).toEqual([first, TODAY]);
      });

      it('is, of departments, all but the last day of each week after a year', async () => {
        // Monday, three weeks before there is a year left.
        const first = '2024-12-09';
        const days = daysFrom(first, '2025-01-10');
        await record(days);

        await forget({ later: LATER });

        expect(await daysOf('state')).toEqual(days);
        expect(await daysOf('department')).toEqual([
          '2024-12-15',
          '2024-12-22',
          '2024-12-29',
          // The last day of its week that is older than a year.
          '2024-12-31',
          ...daysFrom('2025-01-01', '2025-01-10'),
        ]);
      });

      it('leaves the one day that was recorded in a week', async () => {
        await record(['2024-01-03', '2024-01-17']);
        expect(await forget({ later: LATER })).toEqual(NOTHING);
        expect(await daysOf('department')).toEqual([
          '2024-01-03',
          '2024-01-17',
        ]);
      });

      it('is not missed by a chart: each day that is left stands for those after it', async () => {
        await record(daysFrom('2024-12-02', '2024-12-22'));
        await forget({ later: LATER });
        const { days, series } = await chart('2024-12-07', '2024-12-22');
        const sales = series.find(({ key }) => key === 'Sales')?.values ?? [];
        expect(
          Object.fromEntries(days.map((day, index) => [day, sales[index]])),
        ).toMatchObject({
          '2024-12-07': null,
          '2024-12-08': 8,
          '2024-12-09': 8,
          '2024-12-14': 8,
          '2024-12-15': 15,
          '2024-12-21': 15,
          '2024-12-22': 22,
        });
      });

      it('does no more the second time', async () => {
        await record(daysFrom('2024-01-01', '2024-03-31'));
        expect((await forget({ later: LATER })).dailyTotals).toBeGreaterThan(0);
        expect(await forget({ later: LATER })).toEqual(NOTHING);
      });
    });
  },
);
