import { CostShare, Licence } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../../__testUtils__/FakeLucid';
import { SyncHarness, catalogUser } from '../../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { LicenceTerms } from '../../config/LicencesConfig';
import { LicenceCosts } from '../../costs/LicenceCosts';
import { PriceList } from '../../costs/PriceList';
import { LucidUser } from '../../scim/LucidUser';
import { UsageReader } from '../UsageReader';
import { createGroupReaders } from '../groups/createGroupReaders';
import { retireAccounts } from '../retireAccounts';
import { SeatReader } from '../seats/SeatReader';
import { CohortCensus } from './CohortCensus';
import { createCostReaders } from './createCostReaders';

jest.setTimeout(60_000);

const DAY = '2026-05-15';
const CHART: Licence = { name: 'Lucidchart', access: 'can-edit' };
const VIEWER: Licence = { name: 'Lucidchart', access: 'view-only' };
const PRICED_VIEWER: Licence = { name: 'Lucidscale', access: 'view-only' };
const SPARK: Licence = { name: 'Lucidspark' };
const PRICES: LicenceTerms[] = [
  {
    licence: 'Lucidchart',
    price: { amount: '10', currency: 'EUR', per: 'month' },
  },
  {
    licence: 'Lucidspark',
    price: { amount: '60', currency: 'USD', per: 'year' },
  },
];

function eur(amount: string) {
  return { amount, currency: 'EUR' };
}

function usd(amount: string) {
  return { amount, currency: 'USD' };
}

function user(id: string, given: Partial<LucidUser> = {}): LucidUser {
  return lucidUser(id, {
    email: `${id}@example.com`,
    licences: [CHART],
    ...given,
  });
}

function membership(group: string, member: string) {
  return { groupRef: `group:default/${group}`, memberRef: member };
}

interface World {
  users: Record<string, LucidUser[]>;
  /** Names of catalog users. */
  catalog?: string[];
  memberships?: SyncHarness['catalogMemberships'];
  licences?: LicenceTerms[];
  /** Ids of the accounts that are still configured; all of them unless told. */
  configured?: string[];
}

describe.each(databases.eachSupportedId())(
  'readers of costs, on %s',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;

    async function open({ users, catalog = [], ...world }: World) {
      knex = await createTestStore(databaseId);
      const accounts = Object.keys(users);
      harness = new SyncHarness(knex, accounts, {
        config: { removalLimit: 1 },
      });
      harness.catalogUsers = catalog.map(name =>
        catalogUser(name, `${name}@example.com`),
      );
      harness.catalogMemberships = world.memberships ?? [];
      harness.catalogGroups = [
        ...new Set(harness.catalogMemberships.map(({ groupRef }) => groupRef)),
      ].map(groupRef => ({
        groupRef,
        displayName: groupRef.replace('group:default/', 'The '),
        keys: [],
      }));
      for (const account of accounts) {
        harness.lucids[account].add(...users[account]);
        expect(await harness.sync(account)).toMatchObject({
          state: 'succeeded',
        });
      }
      const prices = new PriceList(world.licences ?? PRICES);
      const today = () => DAY;
      const { configured = accounts } = world;
      await retireAccounts(knex, {
        configured,
        matching: harness.matching,
        today,
      });
      const costs = new LicenceCosts({ prices, today });
      const options = {
        knex,
        cohorts: new CohortCensus({ knex }),
        configured,
        prices,
        today,
      };
      return {
        ...createCostReaders(options),
        seats: new SeatReader(options),
        ...createGroupReaders({
          knex,
          costs,
          isOnlyAccount: accounts.length === 1,
        }),
        usages: new UsageReader({ knex, costs }),
        inForce: async () => ({
          readingId: (await harness.readings.current())?.id,
        }),
      };
    }

    /** What a sync would have stored that read the seats of an account. */
    async function bill(account: string, users: string[]) {
      await knex('accounts')
        .where({ account_id: account })
        .update({ seats_read_at: new Date().toISOString() });
      await knex('billed_seats').insert(
        users.map(id => ({
          account_id: account,
          subscription_id: '1',
          user_id: id,
        })),
      );
    }

    describe('what everybody costs', () => {
      it('adds up each currency by itself, and counts what has no price', async () => {
        const { costs } = await open({
          users: {
            default: [
              user('1'),
              user('2', { licences: [CHART, SPARK] }),
              user('3', { licences: [VIEWER] }),
              user('4', { licences: [SPARK, { name: 'Lucidscale' }] }),
              user('5', { licences: [] }),
            ],
          },
        });
        const overview = await costs.read();
        const cost = { perMonth: [eur('20.00'), usd('10.00')], unpriced: 1 };
        expect(overview).toMatchObject({
          day: DAY,
          priced: true,
          total: cost,
          allocated: cost,
          unusedSeats: [],
        });
        expect(overview.byLicence).toEqual([
          {
            licence: 'Lucidchart',
            access: 'can-edit',
            users: 2,
            cost: { perMonth: [eur('20.00')], unpriced: 0 },
          },
          {
            licence: 'Lucidspark',
            users: 2,
            cost: { perMonth: [usd('10.00')], unpriced: 0 },
          },
          {
            licence: 'Lucidchart',
            access: 'view-only',
            users: 1,
            cost: { perMonth: [], unpriced: 0 },
          },
          {
            licence: 'Lucidscale',
            users: 1,
            cost: { perMonth: [], unpriced: 1 },
          },
        ]);
      });

      it('says that nothing has a price where nothing is configured', async () => {
        const { costs, usages } = await open({
          users: { default: [user('1')] },
          licences: [],
        });
        expect(await costs.read()).toMatchObject({
          priced: false,
          total: { perMonth: [], unpriced: 1 },
          unusedSeats: [],
        });
        expect(await usages.get('default', '1')).not.toHaveProperty('cost');
        expect(usages.tellsCosts).toBe(false);
      });

      it('tells what nobody in the catalog accounts for, and the leavers among them', async () => {
        const { costs } = await open({
          users: {
            default: [
              user('kept'),
              user('leaver', { licences: [CHART, SPARK] }),
              user('stranger'),
            ],
          },
          catalog: ['kept', 'leaver'],
        });
        harness.catalogUsers = harness.catalogUsers.slice(0, 1);
        await harness.sync();
        expect((await costs.read()).findings).toMatchObject({
          undetected: {
            users: 2,
            cost: { perMonth: [eur('20.00'), usd('5.00')], unpriced: 0 },
          },
          leavers: {
            users: 1,
            cost: { perMonth: [eur('10.00'), usd('5.00')], unpriced: 0 },
          },
        });
      });

      it('finds whoever can only view at a price', async () => {
        const { costs } = await open({
          users: {
            default: [
              user('1', { licences: [VIEWER, SPARK] }),
              user('2', { licences: [VIEWER] }),
              user('3', { licences: [{ ...SPARK, access: 'view-only' }] }),
              user('4'),
            ],
          },
          licences: [
            ...PRICES,
            {
              licence: 'Lucidchart',
              access: 'view-only',
              price: { amount: '1.5', currency: 'EUR', per: 'month' },
            },
            {
              licence: 'Lucidspark',
              access: 'view-only',
              price: { amount: '0', currency: 'EUR', per: 'month' },
            },
          ],
        });
        expect((await costs.read()).findings.viewOnlySuffices).toEqual({
          users: 2,
          cost: { perMonth: [eur('3.00')], unpriced: 0 },
        });
      });

      it('finds whoever is billed and can only view, or has departed, or was never there', async () => {
        const { costs } = await open({
          users: {
            default: [
              user('editor'),
              user('viewer', { licences: [VIEWER] }),
              user('both', { licences: [VIEWER, SPARK] }),
              user('priced', { licences: [PRICED_VIEWER] }),
              user('gone', { licences: [CHART, SPARK] }),
              user('not-billed', { licences: [VIEWER] }),
            ],
            other: [user('editor')],
          },
          licences: [
            ...PRICES,
            {
              licence: PRICED_VIEWER.name,
              access: 'view-only',
              price: { amount: '2', currency: 'EUR', per: 'month' },
            },
          ],
        });
        expect((await costs.read()).findings).not.toHaveProperty(
          'departedButBilled',
        );
        harness.lucid.users.delete('gone');
        await harness.sync();
        await bill('default', [
          'editor',
          'viewer',
          'both',
          'priced',
          'gone',
          'never-there',
        ]);
        expect((await costs.read()).findings).toMatchObject({
          departedButBilled: {
            users: 2,
            cost: { perMonth: [eur('10.00'), usd('5.00')], unpriced: 1 },
          },
          viewOnlySuffices: {
            users: 2,
            cost: { perMonth: [eur('12.00')], unpriced: 0 },
          },
        });
        expect((await costs.read('other')).findings).not.toHaveProperty(
          'departedButBilled',
        );
      });

      it('adds seats that are bought and that nobody holds, in the account they are of', async () => {
        const { costs } = await open({
          users: {
            eu: [user('1'), user('2', { licences: [VIEWER] })],
            us: [user('3'), user('4')],
          },
          licences: [
            { licence: 'lucidchart', account: 'eu', seats: 5 },
            { licence: 'Lucidchart', account: 'us', seats: 1 },
            { licence: 'Lucidspark', account: 'us', seats: 3 },
            ...PRICES,
          ],
        });
        expect(await costs.read()).toMatchObject({
          total: { perMonth: [eur('70.00'), usd('15.00')], unpriced: 0 },
          allocated: { perMonth: [eur('30.00')], unpriced: 0 },
          unusedSeats: [eur('40.00'), usd('15.00')],
        });
        expect(await costs.read('eu')).toMatchObject({
          allocated: { perMonth: [eur('10.00')] },
          unusedSeats: [eur('40.00')],
        });
        expect(await costs.read('nowhere')).toMatchObject({
          allocated: { perMonth: [], unpriced: 0 },
          unusedSeats: [],
          byLicence: [],
        });
      });

      it('needs no account for the seats of the only one', async () => {
        const { costs } = await open({
          users: { default: [user('1')] },
          licences: [{ ...PRICES[0], seats: 3 }],
        });
        expect((await costs.read()).unusedSeats).toEqual([eur('20.00')]);
        expect((await costs.read('default')).unusedSeats).toEqual([
          eur('20.00'),
        ]);
      });

      it('leaves out accounts that are not configured any more, and the seats to the others', async () => {
        const { costs, seats } = await open({
          users: { default: [user('1')], emea: [user('2')] },
          configured: ['emea'],
          licences: [
            { licence: 'Lucidchart', seats: 3 },
            { ...PRICES[0], account: 'emea' },
          ],
        });
        expect((await costs.read()).unusedSeats).toEqual([eur('20.00')]);
        expect((await costs.read('default')).unusedSeats).toEqual([]);
        expect(await seats.pools()).toMatchObject([{ bought: 3, used: 1 }]);
      });

      it('knows of no seat that is taken before the first sync of the account', async () => {
        const { seats } = await open({
          users: { default: [user('1')] },
          configured: ['emea'],
          licences: [{ licence: 'Lucidchart', seats: 3 }],
        });
        expect(await seats.pools()).toEqual([]);
      });

      it('sees at once what a sync has changed, and lets the departed cost nothing', async () => {
        const { costs, usages } = await open({
          users: { default: [user('1'), user('2')] },
        });
        expect((await costs.read()).total.perMonth).toEqual([eur('20.00')]);
        harness.lucid.users.delete('1');
        harness.lucid.add(user('3', { licences: [SPARK] }));
        await harness.sync();
        expect((await costs.read()).total.perMonth).toEqual([
          eur('10.00'),
          usd('5.00'),
        ]);
        expect(await usages.get('default', '1')).not.toHaveProperty('cost');
      });

      it('counts more users than are gone through at a time', async () => {
        const users = Array.from({ length: 2_500 }, (_, index) =>
          user(`user-${index}`, { licences: index % 2 ? [CHART] : [SPARK] }),
        );
        const { costs } = await open({ users: { default: users } });
        expect((await costs.read()).total.perMonth).toEqual([
          eur('12500.00'),
          usd('6250.00'),
        ]);
      });
    });

    describe('how costs are shared', () => {
      const cost = (...perMonth: CostShare['cost']['perMonth']) => ({
        perMonth,
        unpriced: 0,
      });

      it('tells departments apart, most users first, and those who have none', async () => {
        const { costShares, inForce } = await open({
          users: {
            eu: [
              user('1', { department: 'Sales' }),
              user('2', { department: 'Sales', licences: [SPARK] }),
              user('3'),
            ],
            us: [
              user('4', { department: 'Sales' }),
              user('5', { department: 'Design' }),
            ],
          },
          catalog: ['1', '5'],
        });
        const list = async (account?: string) =>
          costShares.list({ by: 'department', account }, await inForce());
        expect(await list()).toEqual({
          totalItems: 3,
          items: [
            {
              key: 'Sales',
              users: 3,
              undetected: 2,
              cost: cost(eur('20.00'), usd('5.00')),
            },
            { users: 1, undetected: 1, cost: cost(eur('10.00')) },
            {
              key: 'Design',
              users: 1,
              undetected: 0,
              cost: cost(eur('10.00')),
            },
          ],
        });
        expect((await list('us')).items.map(({ key }) => key)).toEqual([
          'Design',
          'Sales',
        ]);
        expect(await list('nowhere')).toEqual({ totalItems: 0, items: [] });
      });

      it('tells cost centres apart', async () => {
        const { costShares, inForce } = await open({
          users: {
            default: [
              user('1', { costCenter: 'CC-1' }),
              user('2', { costCenter: 'CC-1' }),
              user('3', { costCenter: 'CC-2', licences: [SPARK] }),
            ],
          },
        });
        const { items } = await costShares.list(
          { by: 'costCenter' },
          await inForce(),
        );
        expect(items.map(share => [share.key, share.cost.perMonth])).toEqual([
          ['CC-1', [eur('20.00')]],
          ['CC-2', [usd('5.00')]],
        ]);
      });

      it('counts users in each catalog group that they are direct members of', async () => {
        const { costShares, inForce } = await open({
          users: {
            default: [
              user('ann'),
              user('bob', { licences: [SPARK] }),
              user('cy'),
              user('stranger'),
            ],
          },
          catalog: ['ann', 'bob', 'cy', 'unlicensed'],
          memberships: [
            membership('sales', 'user:default/ann'),
            membership('sales', 'user:default/bob'),
            membership('sales', 'user:default/unlicensed'),
            membership('design', 'user:default/bob'),
            membership('all', 'group:default/sales'),
            membership('empty', 'user:default/unlicensed'),
          ],
        });
        expect(await costShares.list({ by: 'group' }, await inForce())).toEqual(
          {
            totalItems: 3,
            items: [
              { users: 2, undetected: 1, cost: cost(eur('20.00')) },
              {
                key: 'group:default/sales',
                displayName: 'The sales',
                users: 2,
                undetected: 0,
                cost: cost(eur('10.00'), usd('5.00')),
              },
              {
                key: 'group:default/design',
                displayName: 'The design',
                users: 1,
                undetected: 0,
                cost: cost(usd('5.00')),
              },
            ],
          },
        );
      });

      it('follows the catalog, and counts both Lucid users of one person', async () => {
        const { costShares, inForce } = await open({
          users: {
            default: [user('1', { email: 'ann@example.com' }), user('ann')],
          },
          catalog: ['ann'],
          memberships: [membership('sales', 'user:default/ann')],
        });
        const read = async () =>
          (await costShares.list({ by: 'group' }, await inForce())).items.map(
            ({ key, users }) => [key, users],
          );
        expect(await read()).toEqual([['group:default/sales', 2]]);
        harness.catalogMemberships = [membership('design', 'user:default/ann')];
        await harness.readCatalog();
        expect(await read()).toEqual([['group:default/design', 2]]);
      });

      it('counts more members than are gone through at a time', async () => {
        const names = Array.from({ length: 2_500 }, (_, index) => `p${index}`);
        const { costShares, inForce } = await open({
          users: { default: names.map(name => user(name)) },
          catalog: names,
          memberships: names.flatMap((name, index) => [
            membership(`team-${index % 3}`, `user:default/${name}`),
            membership('all', `user:default/${name}`),
          ]),
        });
        const { items } = await costShares.list(
          { by: 'group' },
          await inForce(),
        );
        expect(items.map(({ key, users }) => [key, users])).toEqual([
          ['group:default/all', 2_500],
          ['group:default/team-0', 834],
          ['group:default/team-1', 833],
          ['group:default/team-2', 833],
        ]);
      });

      it('gives each share once, page by page, forwards and backwards', async () => {
        const { costShares, inForce } = await open({
          users: {
            default: Array.from({ length: 21 }, (_, index) =>
              user(`${index}`, {
                // D0 has six users, D1 has five, and so on.
                department: `D${[0, 6, 11, 15, 18, 20].findLastIndex(
                  first => first <= index,
                )}`,
              }),
            ),
          },
        });
        const reading = await inForce();
        const page = (cursor?: string) =>
          costShares.list({ by: 'department', limit: 4, cursor }, reading);
        const keys = (list: { items: CostShare[] }) =>
          list.items.map(({ key }) => key);
        const first = await page();
        expect(keys(first)).toEqual(['D0', 'D1', 'D2', 'D3']);
        expect(first).toMatchObject({ totalItems: 6 });
        expect(first.prevCursor).toBeUndefined();
        const second = await page(first.nextCursor);
        expect(keys(second)).toEqual(['D4', 'D5']);
        expect(second.nextCursor).toBeUndefined();
        const back = await page(second.prevCursor);
        expect(keys(back)).toEqual(keys(first));
        expect(back.prevCursor).toBeUndefined();
      });
    });

    describe('the card of a catalog group', () => {
      it('says what its members cost, those of subgroups included, and nobody twice', async () => {
        const { groupUsages, inForce } = await open({
          users: {
            default: [user('ann'), user('bob', { licences: [SPARK] })],
            other: [user('ann'), user('stranger')],
          },
          catalog: ['ann', 'bob'],
          memberships: [
            membership('all', 'group:default/sales'),
            membership('all', 'group:default/design'),
            membership('sales', 'user:default/ann'),
            membership('design', 'user:default/ann'),
            membership('design', 'user:default/bob'),
          ],
        });
        const { readingId } = await inForce();
        expect(
          await groupUsages.read('group:default/all', readingId),
        ).toMatchObject({
          members: { total: 2, licensed: 2 },
          cost: { perMonth: [eur('20.00'), usd('5.00')], unpriced: 0 },
        });
      });

      it('says nothing of costs where nothing has a price', async () => {
        const { groupUsages, inForce } = await open({
          users: { default: [user('ann')] },
          catalog: ['ann'],
          memberships: [membership('sales', 'user:default/ann')],
          licences: [],
        });
        const { readingId } = await inForce();
        expect(
          await groupUsages.read('group:default/sales', readingId),
        ).not.toHaveProperty('cost');
      });
    });

    it('says of each user what its licences cost', async () => {
      const { usages, inForce } = await open({
        users: {
          default: [
            user('1', { licences: [CHART, SPARK, { name: 'Lucidscale' }] }),
            user('2', { licences: [VIEWER] }),
          ],
        },
      });
      const { items } = await usages.list({}, await inForce());
      expect(items.map(({ cost }) => cost)).toEqual([
        { perMonth: [eur('10.00'), usd('5.00')], unpriced: 1 },
        { perMonth: [], unpriced: 0 },
      ]);
    });
  },
);
