import { SyncCounts } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { IncomingSnapshot } from './IncomingSnapshot';

jest.setTimeout(60_000);

const AS_IT_WAS = lucidUser('1', { email: 'one@example.com' });
const CHANGED = lucidUser('1', { email: 'changed@example.com' });

const LOST = 'The database has lost what this sync had read';

type Step = (snapshot: IncomingSnapshot) => Promise<void>;

const unchanged: Step = snapshot => snapshot.add([AS_IT_WAS]);
const changed: Step = snapshot => snapshot.add([CHANGED]);
const written: Step = snapshot => snapshot.flush();
const rejected: Step = snapshot =>
  snapshot.reject([{ id: '1', reason: 'garbled' }]);
const departed: Step = snapshot =>
  snapshot.depart([{ id: '1', how: 'deleted' }]);

describe.each(databases.eachSupportedId())(
  'a snapshot that follows another one, on %s',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      harness = new SyncHarness(knex);
      harness.lucid.add(AS_IT_WAS, lucidUser('2'));
      await harness.sync();
    });

    afterEach(async () => {
      await knex.destroy();
    });

    it.each<[string, Step[], Partial<SyncCounts>, string | undefined]>([
      ['as it was', [unchanged], {}, 'one@example.com'],
      ['changed', [changed], { changed: 1 }, 'changed@example.com'],
      [
        'changed, then as it was on a page that overlaps',
        [changed, unchanged],
        {},
        'one@example.com',
      ],
      [
        'changed, written, then as it was',
        [changed, written, unchanged],
        {},
        'one@example.com',
      ],
      [
        'as it was, then changed',
        [unchanged, changed],
        { changed: 1 },
        'changed@example.com',
      ],
      [
        'changed back and forth',
        [changed, written, unchanged, changed],
        { changed: 1 },
        'changed@example.com',
      ],
      [
        'not understood, then as it was',
        [rejected, unchanged],
        {},
        'one@example.com',
      ],
      [
        'not understood, then changed',
        [rejected, changed],
        { changed: 1 },
        'changed@example.com',
      ],
      [
        'changed, then not understood',
        [changed, rejected],
        { changed: 1 },
        'changed@example.com',
      ],
      ['not understood', [rejected], {}, 'one@example.com'],
      ['gone', [departed], { departed: 1 }, undefined],
      ['changed, then gone', [changed, departed], { departed: 1 }, undefined],
      ['gone, then as it was', [departed, unchanged], {}, 'one@example.com'],
    ])('takes a user for %s', async (_, steps, changes, email) => {
      const origin = {
        account: 'default',
        syncId: randomUUID(),
        at: '2026-11-22T00:00:00.000Z',
      };
      const snapshot = await harness.snapshots.begin(origin);
      await snapshot.add([lucidUser('2')]);
      for (const step of steps) {
        await step(snapshot);
      }

      expect(await snapshot.size()).toMatchObject({ current: 2, missing: 0 });
      let counts: SyncCounts | undefined;
      await harness.snapshots.makeCurrent(snapshot, {
        ...origin,
        rejected: 0,
        signal: new AbortController().signal,
        settle: async (_trx, counted) => {
          counts = counted;
        },
      });
      await snapshot.clear();

      expect(counts).toMatchObject({
        added: 0,
        changed: 0,
        departed: 0,
        returned: 0,
        ...changes,
      });
      const usage = await harness.usages.get('default', '1');
      expect(usage?.state === 'departed' ? undefined : usage?.email).toBe(
        email,
      );
      expect(await knex('staged_users').select('user_id')).toEqual([]);
    });

    it.each<[string, Step[]]>([
      ['', []],
      [', also where more was written afterwards', [departed, written]],
    ])(
      'is not made current once the database has lost what was written%s',
      async (_, more) => {
        const origin = {
          account: 'default',
          syncId: randomUUID(),
          at: '2026-11-22T00:00:00.000Z',
        };
        const snapshot = await harness.snapshots.begin(origin);
        await snapshot.add([CHANGED, lucidUser('2'), lucidUser('3')]);
        await snapshot.flush();
        // As PostgreSQL does with what it does not log, when it crashes.
        await knex('staged_users').delete();
        for (const step of more) {
          await step(snapshot);
        }

        await expect(snapshot.size()).rejects.toThrow(LOST);
        const makeCurrent = harness.snapshots.makeCurrent(snapshot, {
          ...origin,
          rejected: 0,
          signal: new AbortController().signal,
          settle: async () => {},
        });
        await expect(makeCurrent).rejects.toThrow(LOST);

        expect(await harness.states()).toEqual({
          1: 'undetected',
          2: 'undetected',
        });
        expect(await harness.usages.get('default', '1')).toMatchObject({
          email: 'one@example.com',
        });
      },
    );
  },
);
