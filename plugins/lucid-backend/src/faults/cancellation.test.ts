import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Sync } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { defaultMatching } from '../config/readMatchingConfig';
import { CatalogReader } from '../reconciliation/CatalogReader';
import { failuresSinceSuccess } from '../store/failuresSinceSuccess';
import { byId, inTheMiddle, status } from './__testUtils__/answers';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { leftInStaging } from './__testUtils__/leftInStaging';
import { countStatements } from './__testUtils__/rideOut';
import { Fault } from './__testUtils__/MisbehavingLucid';
import { accountAt, ScimUser, shownOf } from './__testUtils__/scimAccount';

jest.setTimeout(120_000);

const BEFORE = accountAt(1);
const AFTER = accountAt(2);

/** Nothing may go on for longer, in milliseconds, once it was told to stop. */
const A_SECOND = 1_000;

/** How many statements of a sync are each taken for the last one. */
const SAMPLES = 10;

describe.each(databases.eachSupportedId())(
  'a sync that is cancelled, on %s',
  databaseId => {
    let knex: Knex;
    let portal: FaultyPortal;

    beforeAll(async () => {
      knex = await createTestStore(databaseId);
    });

    beforeEach(begin);
    afterEach(heal);

    /** A portal that holds the old version, and a Lucid that has the new one. */
    async function begin() {
      portal = await FaultyPortal.open({ knex, realBackOff: true });
      portal.lucid().users = BEFORE;
      expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
      portal.lucid().users = AFTER;
      portal.log.lines.length = 0;
    }

    async function heal() {
      expect(await leftInStaging(knex)).toBe(0);
      await portal.close();
      expect(portal.leaks()).toEqual([]);
      // The same portal would still wait for as long as Lucid has asked it to.
      portal = await FaultyPortal.open({ knex });
      portal.lucid().users = AFTER;
      expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
      expect(await portal.readShown()).toEqual(shownOf(AFTER));
      expect(await leftInStaging(knex)).toBe(0);
      await portal.close();
    }

    /** Runs a sync until it has stopped, and says how long that took. */
    async function run(
      signal: AbortSignal,
    ): Promise<{ sync: Sync; stoppedAfter: number }> {
      let abortedAt = Infinity;
      signal.addEventListener('abort', () => {
        abortedAt = performance.now();
      });
      await portal.harness.service
        .runScheduled('default', signal)
        .catch(() => {});
      const stoppedAfter = performance.now() - abortedAt;
      const { lastSync, runningSync } = await portal.readStatus();
      expect(runningSync).toBeUndefined();
      if (!lastSync) {
        throw new Error('The sync left no trace');
      }
      return { sync: lastSync, stoppedAfter };
    }

    async function expectNothingChanged(sync: Sync, message: string) {
      expect(sync).toMatchObject({ state: 'cancelled', error: { message } });
      expect(await portal.readShown()).toEqual(shownOf(BEFORE));
      expect(await portal.readStatus()).toMatchObject({
        // It says nothing of Lucid that somebody lost patience.
        connection: { state: 'connected' },
        stale: { reason: message },
      });
      expect(
        portal.log.lines.filter(({ level }) => level === 'error'),
      ).toMatchObject([
        { message: 'Sync cancelled', fields: { reason: message } },
      ]);
    }

    const drip: Fault = (_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    };

    it.each<[string, Fault]>([
      ['no answer comes', () => {}],
      ['no answer comes to a page in the middle', inTheMiddle(() => {})],
      ['an answer trickles in', inTheMiddle(drip)],
      [
        'it waits to try again, as Lucid asked it to',
        status(429, { 'retry-after': '200' }),
      ],
      ['nobody says who has left', byId(() => {})],
      [
        'it waits to ask again who has left',
        byId(status(503, { 'retry-after': '200' })),
      ],
    ])('stops within a second while %s', async (_, fault) => {
      const controller = new AbortController();
      portal.lucid().misbehave((request, response, lucid) => {
        setTimeout(() => controller.abort(new Error('Enough')), 100);
        fault(request, response, lucid);
      });

      const { sync, stoppedAfter } = await run(controller.signal);

      expect(stoppedAfter).toBeLessThan(A_SECOND);
      await expectNothingChanged(sync, 'Enough');
      const { length } = portal.lucid().faultyRequests;
      await sleep(50);
      expect(portal.lucid().faultyRequests).toHaveLength(length);
    });

    it('stops within a second while the catalog does not answer', async () => {
      const controller = new AbortController();
      const catalog = catalogServiceMock.mock({
        getEntityFacets: async () => ({
          facets: { kind: [{ value: 'User', count: 1 }] },
        }),
        streamEntities: async function* never() {
          controller.abort(new Error('Enough'));
          await new Promise(() => {});
        },
      });
      const reader = new CatalogReader({
        auth: mockServices.auth(),
        catalog,
        readings: portal.harness.readings,
        adopt: reading => portal.harness.readings.complete(reading),
        matching: portal.harness.matching,
        rules: defaultMatching(),
        describe: String,
        logger: portal.log,
      });
      const { harness } = portal;
      const readCatalog = harness.readCatalog;
      harness.readCatalog = () => reader.read({ signal: controller.signal });

      const { sync, stoppedAfter } = await run(controller.signal);

      expect(stoppedAfter).toBeLessThan(A_SECOND);
      await expectNothingChanged(sync, 'Enough');
      harness.readCatalog = readCatalog;
    });

    it('stops within a second when its time is over, and says which setting that is', async () => {
      portal.lucid().misbehave(inTheMiddle(() => {}));
      const { sync, stoppedAfter } = await run(AbortSignal.timeout(200));
      expect(stoppedAfter).toBeLessThan(A_SECOND);
      await expectNothingChanged(
        sync,
        'The sync took longer than its schedule allows (schedule.timeout)',
      );
    });

    /** Opens the portal anew, with a schedule that leaves a sync next to no time. */
    async function leaveNoTime() {
      await portal.close();
      portal = await FaultyPortal.open({
        knex,
        realBackOff: true,
        config: {
          schedule: {
            frequency: { trigger: 'manual' },
            timeout: { milliseconds: 400 },
            scope: 'global',
          },
        },
      });
      portal.lucid().users = AFTER;
      portal.lucid().misbehave(inTheMiddle(() => {}));
    }

    it('has failed when its time is over, though the scheduler never says why it ends a task', async () => {
      await leaveNoTime();
      const scheduler = new AbortController();
      setTimeout(() => scheduler.abort(), 400);

      const { sync } = await run(scheduler.signal);

      await expectNothingChanged(
        sync,
        'The sync took longer than its schedule allows (schedule.timeout)',
      );
      const failures = await failuresSinceSuccess(knex, 'default');
      expect(await failures().pluck('sync_id')).toEqual([sync.id]);
    });

    it.each<[string, () => Promise<() => Promise<Sync>>]>([
      [
        'somebody has asked for it',
        async () => async () =>
          (await portal.harness.service.start('default')).sync,
      ],
      [
        'somebody has confirmed a snapshot',
        async () => {
          portal.lucid().users = BEFORE.slice(0, 100);
          const held = await portal.sync();
          expect(held).toMatchObject({ state: 'held' });
          return () => portal.harness.service.confirm(held.id);
        },
      ],
    ])(
      'stops when its time is over, though no scheduler ends it: %s',
      async (_, prepare) => {
        const start = await prepare();
        await leaveNoTime();

        const { id } = await portal.harness.ended(await start());

        await expectNothingChanged(
          await portal.readSync(id),
          'The sync took longer than its schedule allows (schedule.timeout)',
        );
      },
      15_000,
    );

    it('does not let Lucid go on for ever', async () => {
      // Every answer is new, and there are a billion of them.
      portal.lucid().misbehave((request, response) => {
        const Resources = [1, 2, 3].map(number => ({
          id: `invented-${request.nth}-${number}`,
        }));
        response.end(JSON.stringify({ totalResults: 1e9, Resources }));
      });
      const { sync } = await run(AbortSignal.timeout(1_500));
      expect(['cancelled', 'failed']).toContain(sync.state);
      expect(await portal.readShown()).toEqual(shownOf(BEFORE));
    });

    it('leaves the old snapshot or the new one, whichever statement is the last', async () => {
      const total = await countStatements(knex, () =>
        run(new AbortController().signal),
      );
      const seen = new Set<string>();
      for (let sample = 1; sample <= SAMPLES; sample += 1) {
        const users = sample % 2 === 0 ? AFTER : BEFORE;
        seen.add(await stopAt(Math.ceil((total * sample) / SAMPLES), users));
        await portal.sync();
      }
      expect(seen).toContain('cancelled');
    });

    /** Cancels a sync with its nth statement, and says how it ended. */
    async function stopAt(nth: number, users: ScimUser[]): Promise<string> {
      portal.lucid().users = users;
      const old = await portal.readShown();
      const controller = new AbortController();
      let statements = 0;
      const count = () => {
        statements += 1;
        if (statements === nth) {
          controller.abort(new Error('Enough'));
        }
      };
      knex.on('query', count);
      const { sync, stoppedAfter } = await run(controller.signal);
      knex.removeListener('query', count);

      expect({ nth, shown: await portal.readShown() }).toEqual({
        nth,
        shown: sync.state === 'succeeded' ? shownOf(users) : old,
      });
      expect(await leftInStaging(knex)).toBe(0);
      if (sync.state !== 'succeeded') {
        expect(stoppedAfter).toBeLessThan(A_SECOND);
        expect(sync).toMatchObject({
          state: 'cancelled',
          error: { message: 'Enough' },
        });
      }
      return sync.state;
    }

    it('stops within a second at a shutdown', async () => {
      portal.lucid().misbehave(inTheMiddle(() => {}));
      const { started, sync } = await portal.harness.service.start('default');
      expect(started).toBe(true);
      await sleep(100);
      const stoppedAt = performance.now();
      await portal.harness.service.stop();
      expect(performance.now() - stoppedAt).toBeLessThan(A_SECOND);
      await expectNothingChanged(
        await portal.readSync(sync.id),
        'The backend is shutting down',
      );
    });
  },
);
