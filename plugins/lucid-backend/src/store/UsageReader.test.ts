import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { UsageListQuery } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness, catalogUser } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { readCatalogUser } from '../reconciliation/readCatalogUser';
import { CatalogUserReader } from './CatalogUserReader';
import { createGroupReaders } from './groups/createGroupReaders';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('reading from %s', databaseId => {
  let knex: Knex;
  let harness: SyncHarness;
  let readingId: number;

  beforeAll(async () => {
    knex = await createTestStore(databaseId);
    harness = new SyncHarness(knex);
    harness.catalogUsers = [
      catalogUser('ann', 'ann@example.com'),
      catalogUser('ben', 'ben@example.com'),
      catalogUser('cas', 'cas@example.com'),
    ];
    harness.readCatalog = async () => {
      const reading = await harness.readings.begin();
      await harness.readings.addUsers(reading, harness.catalogUsers);
      await harness.readings.addMemberships(reading, [
        { groupRef: 'group:default/team', memberRef: 'user:default/ann' },
        { groupRef: 'group:default/team', memberRef: 'user:default/ghost' },
        { groupRef: 'group:default/division', memberRef: 'group:default/team' },
        { groupRef: 'group:default/division', memberRef: 'user:default/ben' },
        { groupRef: 'group:default/division', memberRef: 'user:default/ann' },
        // Groups that contain each other.
        { groupRef: 'group:default/team', memberRef: 'group:default/division' },
      ]);
      await harness.readings.complete({
        id: reading,
        users: harness.catalogUsers.length,
        rules: harness.matching.version,
      });
      readingId = reading;
    };
    harness.lucid.add(
      lucidUser('1', {
        displayName: 'Ann Ångström',
        email: 'Ann@example.com',
        department: 'Design',
        licences: [
          { name: 'Lucidchart', access: 'can-edit' },
          { name: 'Lucidspark', access: 'can-edit' },
        ],
      }),
      lucidUser('2', {
        displayName: 'Ben 100%',
        email: 'ben@example.com',
        department: 'Sales',
        licences: [{ name: 'Lucidchart', access: 'view-only' }],
      }),
      lucidUser('3', {
        displayName: 'zoe',
        userName: 'zoe_x',
        department: 'Design',
        licences: [],
      }),
      lucidUser('4', { displayName: 'Zoe', email: 'zoe4@example.org' }),
      ...Array.from({ length: 20 }, (_, i) =>
        lucidUser(`9${String(i).padStart(2, '0')}`, {
          displayName: 'Same Name',
          email: `same${i}@example.net`,
        }),
      ),
    );
    await harness.sync();
  });

  const list = (query: UsageListQuery) =>
    harness.usages.list(query, { readingId });
  const idsOf = async (query: UsageListQuery) =>
    (await list(query)).items.map(usage => usage.id);

  it.each<[string, UsageListQuery, string[]]>([
    ['state', { state: ['detected'] }, ['1', '2']],
    ['several states', { state: ['detected', 'departed'] }, ['1', '2']],
    ['licence', { licence: 'Lucidspark' }, ['1']],
    ['access', { access: 'view-only' }, ['2']],
    ['licence and access', { licence: 'Lucidspark', access: 'view-only' }, []],
    ['department', { department: 'Design' }, ['1', '3']],
    [
      'group, with its subgroups',
      { group: 'group:default/division' },
      ['1', '2'],
    ],
    ['part of a name in any case', { q: 'ZOE' }, ['3', '4']],
    ['a name with marks in any case', { q: 'åNGS' }, ['1']],
    ['part of an address', { q: 'ben@' }, ['2']],
    ['a percent sign, literally', { q: '100%' }, ['2']],
    ['an underscore, literally', { q: 'e_x' }, ['3']],
    ['a backslash, literally', { q: '\\' }, []],
    ['an unknown account', { account: 'other' }, []],
  ])('filters by %s', async (_, query, ids) => {
    const page = await list(query);
    expect(page.items.map(usage => usage.id)).toEqual(ids);
    expect(page.totalItems).toBe(ids.length);
  });

  it.each([
    'displayName',
    '-displayName',
    'email',
    '-department',
    'state',
    'reason',
    '-reason',
    'createdAt',
    '-firstSeen',
    'lastSeen',
  ] as const)(
    'pages through everybody exactly once, forwards and backwards, sorted by %s',
    async sort => {
      const all = await idsOf({ sort, limit: 200 });
      expect(all).toHaveLength(24);
      expect(new Set(all).size).toBe(24);

      const pages: string[][] = [];
      let page = await list({ sort, limit: 7 });
      expect(page.prevCursor).toBeUndefined();
      for (;;) {
        expect(page.totalItems).toBe(24);
        pages.push(page.items.map(usage => usage.id));
        if (!page.nextCursor) {
          break;
        }
        page = await list({ cursor: page.nextCursor, limit: 7 });
      }
      expect(pages.flat()).toEqual(all);

      const backwards: string[][] = [pages[pages.length - 1]];
      while (page.prevCursor) {
        page = await list({ cursor: page.prevCursor, limit: 7 });
        backwards.unshift(page.items.map(usage => usage.id));
      }
      expect(backwards).toEqual(pages);
    },
  );

  it('keeps the filters in the cursor', async () => {
    const first = await list({ q: 'same', limit: 15 });
    const second = await list({ cursor: first.nextCursor, limit: 15 });
    expect(second.items).toHaveLength(5);
    expect(second.totalItems).toBe(20);
  });

  it.each(['', 'rubbish', Buffer.from('{"query":{}}').toString('base64url')])(
    'refuses the cursor "%s"',
    async cursor => {
      await expect(list({ cursor })).rejects.toThrow(InputError);
    },
  );

  it('refuses a cursor with what no parameter may hold', async () => {
    const first = await list({ limit: 5 });
    const cursor = JSON.parse(
      Buffer.from(first.nextCursor!, 'base64url').toString(),
    );
    for (const forged of [
      { ...cursor, query: { q: '\0' } },
      { ...cursor, position: ['\0', 'default', '1'] },
      { ...cursor, position: ['a'] },
    ]) {
      await expect(
        list({
          cursor: Buffer.from(JSON.stringify(forged)).toString('base64url'),
        }),
      ).rejects.toThrow(InputError);
    }
  });

  it('shows the way back from a page whose rows have all gone', async () => {
    const first = await list({ limit: 5 });
    const cursor = JSON.parse(
      Buffer.from(first.nextCursor!, 'base64url').toString(),
    );
    const beyond = Buffer.from(
      JSON.stringify({ ...cursor, position: ['\uffff', 'z', 'z'] }),
    ).toString('base64url');
    const page = await list({ cursor: beyond, limit: 5 });
    expect(page.items).toEqual([]);
    const back = await list({ cursor: page.prevCursor, limit: 5 });
    expect(back.items).toHaveLength(5);
  });

  it('reads catalog users with names that no table was made for', async () => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: 'odd' },
      spec: {
        profile: {
          displayName: `\ud83d${'İ'.repeat(4_000)}\0`,
          email: 'odd@example.com',
        },
      },
    };
    const reading = await harness.readings.begin();
    await harness.readings.addUsers(reading, [
      readCatalogUser(entity, harness.matching),
    ]);
    await harness.readings.abandon(reading);
    expect((await harness.readings.current())?.id).toBe(readingId);
  });

  it('notes since when the catalog cannot be read, and forgets it when it can', async () => {
    for (const reason of ['first reason', 'second reason']) {
      await harness.readings.fail(await harness.readings.begin(), reason);
    }
    const [{ started_at: since }] = await knex('catalog_readings')
      .whereNotNull('error')
      .select('started_at');
    expect(await harness.readings.failure()).toEqual({
      since,
      reason: 'second reason',
      acceptable: false,
    });
    expect((await harness.readings.current())?.id).toBe(readingId);
    await harness.readCatalog();
    expect(await harness.readings.failure()).toBeUndefined();
  });

  it('gives all changes in pages, each user once', async () => {
    const seen: string[] = [];
    let since = 0;
    for (;;) {
      const page = await harness.usages.changes(since, 10);
      for (const item of page.items) {
        expect(item.revision).toBeGreaterThan(since);
        since = item.revision;
        seen.push(item.type === 'current' ? item.usage.id : item.entityRef);
      }
      expect(page.revision).toBe(since);
      if (!page.more) {
        break;
      }
    }
    expect(seen.sort()).toEqual((await idsOf({ limit: 200 })).sort());
    expect(await harness.usages.changes(since, 10)).toEqual({
      items: [],
      revision: since,
      more: false,
    });
  });

  it('tells a reader that is ahead of everything that data was lost', async () => {
    const { revision: newest } = await harness.usages.changes(0, 1_000);
    expect(await harness.usages.changes(newest + 1_000, 10)).toEqual({
      items: [],
      revision: newest,
      more: false,
    });
  });

  it('counts the values that can be filtered by', async () => {
    expect(await harness.usages.facets()).toEqual({
      licences: [
        { value: 'Lucidchart', users: 23 },
        { value: 'Lucidspark', users: 1 },
      ],
      departments: [
        { value: 'Design', users: 2 },
        { value: 'Sales', users: 1 },
      ],
    });
  });

  it('finds a Lucid user by the name of its entity, in any case, with a hash in it or not', async () => {
    const own = new SyncHarness(await createTestStore(databaseId));
    own.lucid.add(lucidUser('2'), lucidUser('Ödd_id'));
    await own.sync();
    const named = async (id: string) => {
      const usage = await own.usages.get('default', id);
      const { name } = parseEntityRef(usage!.entityRef);
      const found = await own.usages.getByEntityName(name.toUpperCase());
      return { name, id: found?.id };
    };
    expect(await named('2')).toEqual({ name: 'default.2', id: '2' });
    expect(await named('Ödd_id')).toEqual({
      name: expect.stringMatching(/^default\.odd-id_[0-9a-f]{16}$/),
      id: 'Ödd_id',
    });
    for (const unknown of ['default.99', 'default.odd-id_0', 'nothing', '']) {
      expect(await own.usages.getByEntityName(unknown)).toBeUndefined();
    }
  });

  it('finds the licences of a catalog user', async () => {
    const usages = await harness.usages.listMatching('user:default/ann');
    expect(usages.map(usage => usage.id)).toEqual(['1']);
  });

  it('counts the members of a group and its subgroups once each', async () => {
    const { groupUsages } = createGroupReaders({ knex, isOnlyAccount: true });
    expect(await groupUsages.read('group:default/division', readingId)).toEqual(
      {
        members: { total: 2, licensed: 2 },
        byLicence: [
          { licence: 'Lucidchart', access: 'can-edit', members: 1 },
          { licence: 'Lucidchart', access: 'view-only', members: 1 },
          { licence: 'Lucidspark', access: 'can-edit', members: 1 },
        ],
        departed: 0,
        places: [],
      },
    );
    expect(await groupUsages.read('group:default/none', readingId)).toEqual({
      members: { total: 0, licensed: 0 },
      byLicence: [],
      departed: 0,
      places: [],
    });
  });

  it('lists the catalog users whom no Lucid user matches', async () => {
    const reader = new CatalogUserReader({ knex });
    const page = await reader.list({ state: 'unlicensed' }, { readingId });
    expect(page).toEqual({
      items: [
        {
          entityRef: 'user:default/cas',
          displayName: 'cas',
          email: 'cas@example.com',
          licences: [],
        },
      ],
      totalItems: 1,
    });
    const all = await reader.list({ limit: 2 }, { readingId });
    expect(all.totalItems).toBe(3);
    const rest = await reader.list({ cursor: all.nextCursor }, { readingId });
    expect(rest.items.map(user => user.displayName)).toEqual(['cas']);
  });
});
