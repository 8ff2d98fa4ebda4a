import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  AccountStatus,
  SeatPool,
  lucidStatusSchema,
  seatsSchema,
} from 'backstage-plugin-lucid-common';
import {
  LucidSimulator,
  LucidSimulatorAdmin,
  startLucidSimulator,
} from 'lucid-simulator';
import { LucidBackend } from '../__testUtils__/LucidBackend';
import { createTestStore, databases } from '../__testUtils__/databases';
import { LogRecorder } from '../faults/__testUtils__/LogRecorder';

jest.setTimeout(120_000);

const API_KEY = 'very-secret-api-key-of-the-test';
const USERS = 230;
const RENEWAL = '2031-03-01';

/** Whole days from now, reckoned apart from the code under test. */
function daysUntil(day: string): number {
  const now = new Date();
  const today = Date.UTC(
    now.getUTCFullYear(),
    now.getUTCMonth(),
    now.getUTCDate(),
  );
  return Math.round((Date.parse(day) - today) / 86_400_000);
}

describe.each(databases.eachSupportedId())(
  'seats of a simulated account, on %s',
  databaseId => {
    const closing: (() => Promise<void>)[] = [];
    const log = new LogRecorder();
    /** Every answer of the backend. */
    const answers: string[] = [];
    let simulator: LucidSimulator;
    let admin: LucidSimulatorAdmin;
    let backend: LucidBackend;

    afterEach(async () => {
      await Promise.all(closing.splice(0).map(close => close()));
    });

    async function start(lucid: JsonObject) {
      log.lines.length = 0;
      answers.length = 0;
      simulator = await startLucidSimulator({
        users: USERS,
        apiKey: API_KEY,
        seats: 200,
        renewal: RENEWAL,
      });
      closing.push(() => simulator.close());
      admin = new LucidSimulatorAdmin(simulator);
      const knex = await createTestStore(databaseId);
      backend = await LucidBackend.start(
        {
          token: simulator.token,
          baseUrl: simulator.url,
          apiBaseUrl: simulator.apiUrl,
          schedule: { frequency: { trigger: 'manual' } },
          ...lucid,
        },
        [
          mockServices.database.factory({ knex }),
          createServiceFactory({
            service: coreServices.rootLogger,
            deps: {},
            factory: () => log,
          }),
        ],
      );
    }

    async function get(path: string) {
      const { body, text } = await backend.get(path);
      answers.push(text);
      return body;
    }

    async function pools(query = ''): Promise<SeatPool[]> {
      return seatsSchema.parse(await get(`/seats${query}`)).pools;
    }

    async function status(): Promise<AccountStatus> {
      return lucidStatusSchema.parse(await get('/status')).accounts[0];
    }

    async function countActive(
      fits: (user: {
        canEdit: boolean;
        products: Record<string, boolean>;
      }) => boolean,
    ): Promise<number> {
      const users = await admin.users();
      return users.filter(({ active, licences }) => active && fits(licences))
        .length;
    }

    function expectSecrecy(): void {
      expect(answers.length).toBeGreaterThan(0);
      expect(log.lines.length).toBeGreaterThan(0);
      expect(JSON.stringify([answers, log.lines])).not.toContain(API_KEY);
    }

    it('are what Lucid says of them, and what the configuration says of licences', async () => {
      await start({
        apiKey: API_KEY,
        licences: [
          { licence: 'lucidchart', seats: 150, renewal: RENEWAL },
          { licence: 'Lucidspark', access: 'view-only', seats: 0 },
          {
            licence: 'Lucidspark',
            price: { amount: '1', currency: 'EUR', per: 'month' },
          },
          {
            licence: 'Lucidchart',
            access: 'can-edit',
            seats: 5,
            to: '2020-01-01',
          },
        ],
      });
      expect(await pools()).toEqual([]);
      expect((await status()).seats).toEqual({});

      const sync = await backend.sync();
      expect(sync).toMatchObject({
        state: 'succeeded',
        timings: { 'reading-seats': expect.any(Number) },
      });
      const editors = await countActive(({ canEdit }) => canEdit);
      const charts = await countActive(
        ({ canEdit, products }) => canEdit && products.Lucidchart,
      );
      const viewers = await countActive(
        ({ canEdit, products }) => !canEdit && products.Lucidspark,
      );
      // None of the numbers says something by being zero.
      expect(Math.min(charts, viewers, charts - 150)).toBeGreaterThan(0);
      expect(await pools()).toEqual([
        {
          id: 'configuration/*/lucidchart/*',
          source: 'configuration',
          licence: 'lucidchart',
          bought: 150,
          used: charts,
          left: 0,
          overage: charts - 150,
          utilisation: charts / 150,
          renewal: RENEWAL,
          daysLeft: daysUntil(RENEWAL),
        },
        {
          id: 'configuration/*/lucidspark/view-only',
          source: 'configuration',
          licence: 'Lucidspark',
          access: 'view-only',
          bought: 0,
          used: viewers,
          left: 0,
          overage: viewers,
        },
        {
          id: 'lucid/default/5210117',
          account: 'default',
          source: 'lucid',
          subscription: '5210117',
          bought: 200,
          used: editors,
          left: 200 - editors,
          overage: 0,
          utilisation: editors / 200,
          trial: false,
          start: '2030-03-01',
          end: RENEWAL,
          renewal: RENEWAL,
          daysLeft: daysUntil(RENEWAL),
        },
      ]);
      expect(await pools('?account=default')).toHaveLength(3);
      // What is for every account is for that one, too.
      expect(await pools('?account=another')).toHaveLength(2);
      expect((await status()).seats).toEqual({ readAt: sync.startedAt });
      expectSecrecy();
    });

    it('follow what changes in Lucid: who is billed, what was bought, and trials', async () => {
      await start({ apiKey: API_KEY });
      await backend.sync();
      const editors = await countActive(({ canEdit }) => canEdit);
      const [leaver] = await admin.users();
      await admin.deactivate(leaver.id);
      await admin.setBilled(leaver.id, true);
      await admin.setBilled('lucid-42', true);
      await admin.setSubscription({ renewal: '2020-03-01', trial: true });
      await backend.sync();
      const [main, trial, ...others] = await pools();
      expect(others).toEqual([]);
      expect(main).toMatchObject({
        used: editors + (leaver.licences.canEdit ? 1 : 2),
        overage: 0,
        trial: false,
        daysLeft: daysUntil('2020-03-01'),
      });
      expect(main.daysLeft).toBeLessThan(0);
      for (const key of ['bought', 'left', 'utilisation']) {
        // As many as they like.
        expect(main).not.toHaveProperty(key);
      }
      expect(trial).toMatchObject({
        trial: true,
        end: '2020-01-31',
        daysLeft: daysUntil('2020-01-31'),
      });
      expect(trial).not.toHaveProperty('renewal');
      expect(trial.used).toBe(
        await countActive(
          ({ canEdit, products }) => canEdit && products.LucidscaleCreator,
        ),
      );
    });

    it('are not guessed where neither an API key nor seats are configured', async () => {
      await start({ licences: [{ licence: 'Lucidchart' }] });
      const sync = await backend.sync();
      expect(sync.timings).not.toHaveProperty('reading-seats');
      expect(await pools()).toEqual([]);
      expect(await status()).not.toHaveProperty('seats');
    });

    it('say that they cannot be read, and why, where the key is refused, while the sync succeeds', async () => {
      const wrong = `${API_KEY}-but-another`;
      await start({ apiKey: wrong });
      const sync = await backend.sync();
      expect(sync).toMatchObject({
        state: 'succeeded',
        counts: { users: USERS },
      });
      expect(await pools()).toEqual([]);
      const { seats, connection } = await status();
      expect(seats).toEqual({
        stale: {
          since: sync.startedAt,
          reason: expect.stringMatching(/with 401 .*grant LicensesAdmin/),
        },
      });
      // That is about the token of SCIM.
      expect(connection.state).not.toBe('unauthorised');
      expectSecrecy();
    });

    it('are for whoever is signed in, and take no parameter that is not known', async () => {
      await start({});
      const { status: refused } = await backend.get(
        '/seats',
        mockCredentials.none.header(),
      );
      expect(refused).toBe(401);
      const { status: unknown, body } = await backend.get('/seats?by=licence');
      expect(unknown).toBe(400);
      expect(body.error.message).toContain('by');
    });
  },
);
