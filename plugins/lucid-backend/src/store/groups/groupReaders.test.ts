import {
  ACTIVE_USER_LICENCE,
  LicenceUsage,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../../__testUtils__/FakeLucid';
import { SyncHarness, catalogUser } from '../../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { LicenceHintRule } from '../../config/GroupsConfig';
import { nameKey } from '../../reconciliation/readCatalogGroup';
import { LucidUser } from '../../scim/LucidUser';
import { ScimGroup } from '../../scim/ScimGroup';
import { CatalogUserReader } from '../CatalogUserReader';
import { UsageReader } from '../UsageReader';
import { createGroupReaders } from './createGroupReaders';

jest.setTimeout(60_000);

/** A catalog group that is called as its ref is, unless told. */
function catalogGroup(
  name: string,
  options: { names?: string[]; annotation?: string } = {},
) {
  const { names = [name], annotation } = options;
  return {
    groupRef: `group:default/${name}`,
    displayName: names[0],
    keys: [
      ...names.map(value => ({
        target: 'name' as const,
        value: nameKey(value),
      })),
      ...(annotation
        ? [{ target: 'lucid-group-id' as const, value: annotation }]
        : []),
    ],
  };
}

function scimGroup(id: string, name: string, memberIds: string[]): ScimGroup {
  return { id, name, memberIds };
}

function membership(group: string, member: string) {
  return { groupRef: `group:default/${group}`, memberRef: member };
}

interface World {
  users?: Record<string, LucidUser[]>;
  groups?: Record<string, ScimGroup[]>;
  catalogUsers?: SyncHarness['catalogUsers'];
  catalogGroups?: SyncHarness['catalogGroups'];
  memberships?: SyncHarness['catalogMemberships'];
  licenceHints?: LicenceHintRule[];
}

describe.each(databases.eachSupportedId())(
  'groups that are read, on %s',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;

    async function open(world: World) {
      knex = await createTestStore(databaseId);
      const accounts = Object.keys(world.users ?? { default: [] });
      harness = new SyncHarness(knex, accounts, {
        readGroups: true,
        config: { removalLimit: 1 },
      });
      harness.catalogUsers = world.catalogUsers ?? [];
      harness.catalogGroups = world.catalogGroups ?? [];
      harness.catalogMemberships = world.memberships ?? [];
      for (const account of accounts) {
        harness.lucids[account].add(...(world.users?.[account] ?? []));
        harness.lucids[account].groups = world.groups?.[account] ?? [];
        expect(await harness.sync(account)).toMatchObject({
          state: 'succeeded',
        });
      }
      const reading = await harness.readings.current();
      return {
        ...createGroupReaders({ knex, isOnlyAccount: accounts.length === 1 }),
        usages: new UsageReader({ knex, licenceHints: world.licenceHints }),
        catalogUsers: new CatalogUserReader({ knex }),
        inForce: { readingId: reading?.id },
      };
    }

    describe('the list of groups', () => {
      it('counts each user once, in groups within groups that contain each other', async () => {
        const { lucidGroups, inForce } = await open({
          users: { default: ['1', '2', '3', '4'].map(id => lucidUser(id)) },
          groups: {
            default: [
              // 3 is in two of them; 9 is nobody, and `lost` is no group.
              scimGroup('all', 'All', ['1', 'north', 'south']),
              scimGroup('north', 'North', ['2', '3', '9', 'lost']),
              scimGroup('south', 'South', ['3', 'all']),
              scimGroup('empty', 'Empty', []),
            ],
          },
        });
        const { items, totalItems } = await lucidGroups.list({}, inForce);
        expect(totalItems).toBe(4);
        expect(items).toEqual(
          [
            { id: 'all', name: 'All', users: 3, undetected: 3, departed: 0 },
            {
              id: 'empty',
              name: 'Empty',
              users: 0,
              undetected: 0,
              departed: 0,
            },
            {
              id: 'north',
              name: 'North',
              users: 2,
              undetected: 2,
              departed: 0,
            },
            {
              id: 'south',
              name: 'South',
              users: 3,
              undetected: 3,
              departed: 0,
            },
          ].map(group => ({ account: 'default', ...group })),
        );
      });

      it('follows what becomes of users', async () => {
        const { lucidGroups, inForce } = await open({
          users: {
            default: ['ann', 'bob', 'cas'].map(id =>
              lucidUser(id, { email: `${id}@example.com` }),
            ),
          },
          groups: {
            default: [scimGroup('g', 'G', ['ann', 'bob', 'cas'])],
          },
          catalogUsers: [catalogUser('ann', 'ann@example.com')],
        });
        const first = async () =>
          (await lucidGroups.list({}, inForce)).items[0];
        expect(await first()).toMatchObject({ users: 3, undetected: 2 });
        harness.catalogUsers.push(catalogUser('bob', 'bob@example.com'));
        await harness.sync();
        expect(await first()).toMatchObject({ users: 3, undetected: 1 });
        harness.lucid.users.delete('cas');
        await harness.sync();
        expect(await first()).toMatchObject({
          users: 2,
          undetected: 0,
          departed: 1,
        });
      });

      it('pages through them by name, there and back', async () => {
        const names = Array.from({ length: 7 }, (_, i) => `Team ${i % 4}`);
        const { lucidGroups, inForce } = await open({
          groups: {
            default: names.map((name, i) => scimGroup(`g${i}`, name, [])),
          },
        });
        const seen: string[] = [];
        let page = await lucidGroups.list({ limit: 3 }, inForce);
        for (;;) {
          expect(page.totalItems).toBe(7);
          seen.push(...page.items.map(({ id }) => id));
          if (!page.nextCursor) {
            break;
          }
          page = await lucidGroups.list(
            { cursor: page.nextCursor, limit: 3 },
            inForce,
          );
        }
        expect(seen).toEqual(['g0', 'g4', 'g1', 'g5', 'g2', 'g6', 'g3']);
        const back = await lucidGroups.list(
          { cursor: page.prevCursor, limit: 3 },
          inForce,
        );
        expect(back.items.map(({ id }) => id)).toEqual(['g5', 'g2', 'g6']);
      });

      it('finds them by a part of the name or by the id', async () => {
        const { lucidGroups, inForce } = await open({
          groups: {
            default: [
              scimGroup('lucid-group-1', 'Größe 100%', []),
              scimGroup('lucid-group-12', 'Sales', []),
            ],
          },
        });
        const find = async (q: string) =>
          (await lucidGroups.list({ q }, inForce)).items.map(({ id }) => id);
        expect(await find('GRÖ')).toEqual(['lucid-group-1']);
        expect(await find('%')).toEqual(['lucid-group-1']);
        expect(await find('lucid-group-1')).toEqual(['lucid-group-1']);
        expect(await find('_ales')).toEqual([]);
      });

      it('tells which catalog group each is, and why', async () => {
        const { lucidGroups, inForce } = await open({
          groups: {
            default: [
              scimGroup('g1', 'Platform', []),
              scimGroup('g2', 'PLATFORM  Engineering', []),
              scimGroup('g3', 'Sales', []),
              scimGroup('g4', 'Support', []),
              scimGroup('g5', 'Unknown', []),
              scimGroup('g6', 'Twice', []),
              scimGroup('g7', 'Renamed', []),
            ],
          },
          catalogGroups: [
            catalogGroup('platform', { annotation: 'default/g3' }),
            catalogGroup('infra', {
              names: ['Platform Engineering', 'infra'],
              annotation: 'g7',
            }),
            catalogGroup('support'),
            catalogGroup('helpdesk', { names: ['Support', 'helpdesk'] }),
            catalogGroup('twice', { annotation: 'g6' }),
            catalogGroup('second', { annotation: 'default/g6' }),
          ],
        });
        const matched = async (query: { matched?: boolean }) =>
          Object.fromEntries(
            (await lucidGroups.list(query, inForce)).items.map(group => [
              group.name,
              group.match && `${group.match.entityRef} by ${group.match.by}`,
            ]),
          );
        const known = {
          Platform: 'group:default/platform by name',
          'PLATFORM  Engineering': 'group:default/infra by name',
          Sales: 'group:default/platform by annotation',
          Renamed: 'group:default/infra by annotation',
        };
        // Two have the name of one, and two annotations name the other.
        const unknown = {
          Support: undefined,
          Twice: undefined,
          Unknown: undefined,
        };
        expect(await matched({})).toEqual({ ...known, ...unknown });
        expect(await matched({ matched: true })).toEqual(known);
        expect(await matched({ matched: false })).toEqual(unknown);
      });

      it('wants annotations to name the account where there are several', async () => {
        const { lucidGroups, inForce } = await open({
          users: { emea: [lucidUser('1')], us: [lucidUser('1')] },
          groups: {
            emea: [scimGroup('g1', 'Alpha', ['1'])],
            us: [scimGroup('g1', 'Beta', []), scimGroup('g2', 'Gamma', ['1'])],
          },
          catalogGroups: [
            catalogGroup('one', { annotation: 'us/g1' }),
            catalogGroup('two', { annotation: 'g2' }),
          ],
        });
        const { items } = await lucidGroups.list({}, inForce);
        expect(items).toMatchObject([
          { account: 'emea', id: 'g1', users: 1 },
          {
            account: 'us',
            id: 'g1',
            users: 0,
            match: { entityRef: 'group:default/one', by: 'annotation' },
          },
          { account: 'us', id: 'g2', users: 1 },
        ]);
        expect(items[0]).not.toHaveProperty('match');
        expect(items[2]).not.toHaveProperty('match');
        const ofUs = await lucidGroups.list({ account: 'us' }, inForce);
        expect(ofUs.totalItems).toBe(2);
      });

      it('has nobody for whoever refuses its cursors', async () => {
        const { lucidGroups, inForce } = await open({});
        await expect(
          lucidGroups.list({ cursor: 'made-up' }, inForce),
        ).rejects.toThrow('is not one that this list gave out');
      });
    });

    describe('places of undetected users', () => {
      const world: World = {
        users: {
          emea: [
            lucidUser('1', { department: 'Sales' }),
            lucidUser('2', { department: 'Sales' }),
            lucidUser('3', { department: 'Design' }),
            lucidUser('4', { department: 'Finance', email: 'd@x.com' }),
            lucidUser('5'),
          ],
          us: [
            lucidUser('1', { department: 'Sales' }),
            lucidUser('2', { department: 'Legal' }),
          ],
        },
        groups: {
          emea: [
            scimGroup('top', 'Top', ['sub', '3']),
            scimGroup('sub', 'Sub', ['1', '5', 'top']),
            scimGroup('fin', 'Finance', ['4']),
          ],
          us: [scimGroup('top', 'Legal', ['2'])],
        },
        catalogUsers: [catalogUser('d', 'd@x.com')],
        catalogGroups: [
          catalogGroup('sales'),
          catalogGroup('legal'),
          catalogGroup('emea-top', { annotation: 'emea/top' }),
        ],
      };

      it('lists departments and groups that hold some, most of them first', async () => {
        const { places, inForce } = await open(world);
        const department = { place: 'department', departed: 0 };
        const group = { place: 'lucid-group', departed: 0 };
        expect(await places.list(inForce)).toEqual([
          {
            ...department,
            name: 'Sales',
            undetected: 3,
            groupRef: 'group:default/sales',
          },
          { ...group, account: 'emea', id: 'sub', name: 'Sub', undetected: 3 },
          {
            ...group,
            account: 'emea',
            id: 'top',
            name: 'Top',
            undetected: 3,
            groupRef: 'group:default/emea-top',
          },
          { ...department, account: 'emea', name: 'Design', undetected: 1 },
          {
            ...department,
            account: 'us',
            name: 'Legal',
            undetected: 1,
            groupRef: 'group:default/legal',
          },
          {
            ...group,
            account: 'us',
            id: 'top',
            name: 'Legal',
            undetected: 1,
            groupRef: 'group:default/legal',
          },
        ]);
      });

      it('lists those of one account, and those that the catalog has or has not', async () => {
        const { places, inForce } = await open(world);
        const names = async (query: { account?: string; matched?: boolean }) =>
          (await places.list({ ...query, ...inForce })).map(
            ({ place, name }) => `${place} ${name}`,
          );
        expect(await names({ account: 'us' })).toEqual([
          'department Legal',
          'lucid-group Legal',
          'department Sales',
        ]);
        expect(await names({ matched: false })).toEqual([
          'lucid-group Sub',
          'department Design',
        ]);
        expect(await names({ matched: true, account: 'emea' })).toEqual([
          'lucid-group Top',
          'department Sales',
        ]);
      });

      it('has 200 at most', async () => {
        const { places, inForce } = await open({
          users: {
            default: Array.from({ length: 230 }, (_, i) =>
              lucidUser(`${i}`, { department: `Department ${i}` }),
            ),
          },
        });
        expect(await places.list(inForce)).toHaveLength(200);
      });
    });

    describe('the card of a catalog group', () => {
      it('counts who was a member, and shows places that are the group or within it', async () => {
        const mail = (id: string) => `${id}@example.com`;
        const { groupUsages, inForce } = await open({
          users: {
            default: [
              ...['ann', 'bob', 'cas'].map(id =>
                lucidUser(id, { email: mail(id), department: 'Division' }),
              ),
              lucidUser('stranger', { department: 'Team' }),
              lucidUser('other', { department: 'Elsewhere' }),
            ],
          },
          groups: {
            default: [
              scimGroup('g1', 'Team', ['stranger', 'ann']),
              scimGroup('g2', 'Elsewhere', ['other']),
            ],
          },
          catalogUsers: ['ann', 'bob', 'cas'].map(id =>
            catalogUser(id, mail(id)),
          ),
          catalogGroups: ['division', 'team', 'elsewhere'].map(name =>
            catalogGroup(name),
          ),
          memberships: [
            membership('division', 'group:default/team'),
            membership('team', 'group:default/division'),
            membership('team', 'user:default/ann'),
            membership('division', 'user:default/ann'),
            membership('division', 'user:default/bob'),
            membership('elsewhere', 'user:default/cas'),
          ],
        });
        harness.lucid.users.delete('bob');
        harness.lucid.users.delete('cas');
        await harness.sync();
        expect(
          await groupUsages.read('group:default/division', inForce.readingId),
        ).toEqual({
          members: { total: 2, licensed: 1 },
          byLicence: [
            { licence: 'Lucidchart', access: 'can-edit', members: 1 },
          ],
          departed: 1,
          places: [
            {
              place: 'department',
              account: 'default',
              name: 'Team',
              undetected: 1,
              departed: 0,
              groupRef: 'group:default/team',
            },
            {
              place: 'lucid-group',
              account: 'default',
              id: 'g1',
              name: 'Team',
              undetected: 1,
              departed: 0,
              groupRef: 'group:default/team',
            },
            {
              place: 'department',
              account: 'default',
              name: 'Division',
              undetected: 0,
              departed: 2,
              groupRef: 'group:default/division',
            },
          ],
        });
      });
    });

    describe('the groups of a user', () => {
      const proxy = { licences: [{ name: ACTIVE_USER_LICENCE }] };
      const world: World = {
        users: {
          default: [
            lucidUser('1', {
              ...proxy,
              groups: [{ id: 'team' }, { id: 'elsewhere', name: 'Elsewhere' }],
            }),
            lucidUser('2'),
            lucidUser('3', proxy),
            lucidUser('4', {
              ...proxy,
              groups: [{ id: 'x', name: 'Viewers' }],
            }),
          ],
        },
        groups: {
          default: [
            scimGroup('all', 'Lucidchart editors', ['team', '2']),
            scimGroup('team', 'Team', ['1', '2', 'all']),
            scimGroup('spark', 'Brainstorming', ['3', '1']),
          ],
        },
        licenceHints: [
          {
            group: 'lucidchart*',
            licence: { name: 'Lucidchart', access: 'can-edit' },
          },
          {
            group: '*editors',
            licence: { name: 'Lucidchart', access: 'can-edit' },
          },
          { group: 'Brainstorming', licence: { name: 'Lucidspark' } },
          {
            group: 'view*',
            licence: { name: 'Lucidchart', access: 'view-only' },
          },
        ],
      };

      it('are those that it names and those that list it, by name', async () => {
        const { usages } = await open(world);
        const groupsOf = async (id: string) =>
          (await usages.get('default', id))?.groups;
        expect(await groupsOf('1')).toEqual([
          { id: 'spark', name: 'Brainstorming' },
          { id: 'elsewhere', name: 'Elsewhere' },
          { id: 'team', name: 'Team' },
        ]);
        expect(await groupsOf('2')).toEqual([
          { id: 'all', name: 'Lucidchart editors' },
          { id: 'team', name: 'Team' },
        ]);
        expect(await groupsOf('4')).toEqual([{ id: 'x', name: 'Viewers' }]);
      });

      it('hint at the kind of a licence where Lucid says nothing of it', async () => {
        const { usages, inForce } = await open(world);
        const { items } = await usages.list({}, inForce);
        const hints = Object.fromEntries(
          items.map(({ id, licenceHints }) => [id, licenceHints]),
        );
        const chart = { name: 'Lucidchart', access: 'can-edit' };
        expect(hints).toEqual({
          // In the group of the editors by way of the team.
          1: [
            { ...chart, group: 'Lucidchart editors' },
            { name: 'Lucidspark', group: 'Brainstorming' },
          ],
          2: undefined,
          3: [{ name: 'Lucidspark', group: 'Brainstorming' }],
          4: [{ name: 'Lucidchart', access: 'view-only', group: 'Viewers' }],
        });
      });

      it('are told wherever the user is shown', async () => {
        const { usages } = await open({
          ...world,
          catalogUsers: [catalogUser('three', 'x@example.com', '3')],
        });
        const [usage] = await usages.listMatching('user:default/three');
        const entityName = usage.entityRef.split('/')[1];
        for (const shown of [
          usage,
          await usages.getByEntityName(entityName),
        ] as LicenceUsage[]) {
          expect(shown.groups).toEqual([
            { id: 'spark', name: 'Brainstorming' },
          ]);
          expect(shown.licenceHints).toHaveLength(1);
        }
      });
    });

    describe('users by a group of Lucid', () => {
      it('holds those of subgroups, each once, and the departed where they are asked for', async () => {
        const { usages, inForce } = await open({
          users: {
            emea: ['1', '2', '3', '4'].map(id => lucidUser(id)),
            us: [lucidUser('1')],
          },
          groups: {
            emea: [
              scimGroup('top', 'Top', ['1', 'sub']),
              scimGroup('sub', 'Sub', ['1', '2', '3', 'top', 'nobody']),
            ],
            us: [scimGroup('top', 'Top', ['1'])],
          },
        });
        harness.lucids.emea.users.delete('3');
        harness.lucids.emea.groups = [
          scimGroup('top', 'Top', ['1', 'sub']),
          scimGroup('sub', 'Sub', ['1', '2', 'top']),
        ];
        await harness.sync('emea');
        const list = async (
          query: Parameters<typeof usages.list>[0],
        ): Promise<string[]> => {
          const page = await usages.list(query, inForce);
          expect(page.totalItems).toBe(page.items.length);
          return page.items.map(({ account, id }) => `${account}/${id}`);
        };
        const top = { account: 'emea', lucidGroup: 'top' };
        expect(await list(top)).toEqual(['emea/1', 'emea/2']);
        expect(await list({ ...top, state: ['departed'] })).toEqual(['emea/3']);
        expect(await list({ ...top, lucidGroup: 'none' })).toEqual([]);
        const first = await usages.list({ ...top, limit: 1 }, inForce);
        expect(
          await usages.list({ cursor: first.nextCursor }, inForce),
        ).toMatchObject({ items: [{ id: '2' }], totalItems: 2 });
      });
    });

    describe('the members of a catalog group', () => {
      it('are listed with what they hold, licensed or not', async () => {
        const mail = (id: string) => `${id}@example.com`;
        const spark = { name: 'Lucidspark', access: 'view-only' as const };
        const { catalogUsers, inForce } = await open({
          users: {
            emea: [
              lucidUser('1', { email: mail('ann') }),
              lucidUser('2', { email: mail('bob') }),
              lucidUser('3', { email: mail('shared') }),
            ],
            us: [
              lucidUser('1', {
                email: mail('ann'),
                licences: [{ name: 'Lucidchart', access: 'can-edit' }, spark],
              }),
            ],
          },
          catalogUsers: [
            ...['ann', 'bob', 'cas'].map(id => catalogUser(id, mail(id))),
            catalogUser('dee', mail('shared')),
            catalogUser('eve', mail('shared')),
          ],
          memberships: [
            ...['ann', 'cas', 'dee', 'gone'].map(id =>
              membership('team', `user:default/${id}`),
            ),
            membership('division', 'group:default/team'),
            membership('division', 'user:default/ann'),
            membership('team', 'group:default/division'),
            membership('missing-parent', 'group:default/division'),
          ],
        });
        const list = async (query: Parameters<typeof catalogUsers.list>[0]) => {
          const page = await catalogUsers.list(
            { group: 'group:default/division', ...query },
            inForce,
          );
          expect(page.totalItems).toBe(page.items.length);
          return Object.fromEntries(
            page.items.map(user => [user.displayName, user.licences]),
          );
        };
        const chart = { name: 'Lucidchart', access: 'can-edit' };
        expect(await list({})).toEqual({
          ann: [chart, spark],
          cas: [],
          dee: [],
        });
        expect(await list({ state: 'licensed' })).toEqual({
          ann: [chart, spark],
        });
        // Some Lucid user may be dee.
        expect(await list({ state: 'unlicensed' })).toEqual({ cas: [] });
        expect(await list({ account: 'emea' })).toEqual({
          ann: [chart],
          cas: [],
          dee: [],
        });
        expect(await list({ state: 'licensed', account: 'us' })).toEqual({
          ann: [chart, spark],
        });
        expect(
          Object.keys(await list({ group: 'group:default/missing-parent' })),
        ).toEqual(['ann', 'cas', 'dee']);
      });
    });
  },
);
