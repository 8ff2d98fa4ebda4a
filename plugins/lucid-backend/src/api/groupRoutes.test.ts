import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  catalogUserPageSchema,
  entityUsageSchema,
  licenceUsageDetailsSchema,
  licenceUsagePageSchema,
  lucidGroupPageSchema,
  lucidStatusSchema,
  usagePlacesSchema,
} from 'backstage-plugin-lucid-common';
import {
  LucidSimulatorAdmin,
  LucidSimulatorOptions,
  startLucidSimulator,
} from 'lucid-simulator';
import { LucidBackend } from '../__testUtils__/LucidBackend';

jest.setTimeout(60_000);

function entity(
  kind: 'User' | 'Group',
  name: string,
  options: {
    displayName?: string;
    email?: string;
    annotations?: Record<string, string>;
    /** Names of groups. */
    in?: string[];
  } = {},
): Entity {
  const { displayName, email, annotations } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, ...(annotations && { annotations }) },
    spec: { profile: { displayName, email } },
    relations: (options.in ?? []).map(group => ({
      type: kind === 'User' ? 'memberOf' : 'childOf',
      targetRef: stringifyEntityRef(
        parseEntityRef(group, {
          defaultKind: 'group',
          defaultNamespace: 'default',
        }),
      ),
    })),
  };
}

describe('groups over HTTP', () => {
  const closing: (() => Promise<void>)[] = [];

  afterEach(async () => {
    await Promise.all(closing.splice(0).map(close => close()));
  });

  /** A backend that has read the example account, or another one. */
  async function start(options: {
    simulator?: LucidSimulatorOptions;
    groups?: JsonObject;
    entities?: Entity[];
  }) {
    const simulator = await startLucidSimulator(options.simulator ?? {});
    closing.push(() => simulator.close());
    const backend = await LucidBackend.start(
      {
        token: simulator.token,
        baseUrl: simulator.url,
        schedule: { frequency: { trigger: 'manual' } },
        groups: options.groups ?? { enabled: true },
      },
      [],
      options.entities,
    );
    expect((await backend.sync()).error).toBeUndefined();
    const ask = async (path: string) => {
      const { status, body } = await backend.get(path);
      expect({ path, status }).toEqual({ path, status: 200 });
      return body;
    };
    return { backend, ask, admin: new LucidSimulatorAdmin(simulator) };
  }

  it('are listed with their users and what the catalog calls them', async () => {
    const { ask, admin } = await start({
      entities: [
        entity('Group', 'sales-dept', { displayName: 'SALES' }),
        entity('Group', 'builders', {
          annotations: { 'lucid.co/group-id': 'lucid-group-3' },
        }),
        entity('User', 'someone', { email: 'nobody@example.com' }),
      ],
    });
    const users = (await admin.users()).filter(user => user.active);
    const page = lucidGroupPageSchema.parse(
      await ask('/lucid-groups?limit=200'),
    );
    const byName = new Map(page.items.map(group => [group.name, group]));
    const inSales = users.filter(
      user => user.affiliation?.department === 'Sales',
    ).length;
    expect(byName.get('Sales')).toEqual({
      account: 'default',
      id: expect.any(String),
      name: 'Sales',
      users: inSales,
      undetected: inSales,
      departed: 0,
      match: { entityRef: 'group:default/sales-dept', by: 'name' },
    });
    expect(byName.get('Engineering')?.match).toEqual({
      entityRef: 'group:default/builders',
      by: 'annotation',
    });
    // Departments lie in divisions, and those in the company.
    const placed = users.filter(user => user.groupIds.length > 0).length;
    expect(byName.get('Meridian Instruments')?.users).toBe(placed);

    const unmatched = lucidGroupPageSchema.parse(
      await ask('/lucid-groups?matched=false&q=e&limit=200'),
    );
    const names = unmatched.items.map(({ name }) => name);
    expect(names).toContain('External');
    expect(names).not.toContain('Engineering');

    const group = byName.get('Sales');
    const filtered = licenceUsagePageSchema.parse(
      await ask(`/users?account=default&lucidGroup=${group?.id}&limit=200`),
    );
    expect(filtered.totalItems).toBe(inSales);
    expect(filtered.items[0].groups).toContainEqual({
      id: group?.id,
      name: 'Sales',
    });
  });

  it('tell where undetected users are', async () => {
    const { ask } = await start({
      entities: [
        entity('Group', 'company', { displayName: 'Company' }),
        entity('Group', 'sales', { in: ['company'] }),
        entity('User', 'one', { email: 'one@example.com', in: ['sales'] }),
      ],
    });
    const all = usagePlacesSchema.parse(await ask('/users/places')).places;
    const [first] = all;
    expect(first).toMatchObject({
      place: 'lucid-group',
      name: 'Meridian Instruments',
    });
    expect(all.map(place => place.undetected)).toEqual(
      all.map(place => place.undetected).sort((one, other) => other - one),
    );
    const sales = usagePlacesSchema.parse(
      await ask('/users/places?account=default&matched=true'),
    ).places;
    expect(sales.map(({ place, groupRef }) => [place, groupRef])).toEqual(
      expect.arrayContaining([
        ['department', 'group:default/sales'],
        ['lucid-group', 'group:default/sales'],
      ]),
    );
    expect(
      usagePlacesSchema
        .parse(await ask('/users/places?matched=false'))
        .places.map(({ name }) => name),
    ).not.toContain('Sales');

    const card = entityUsageSchema.parse(
      await ask('/entities/group/default/company/usage'),
    );
    expect(card).toMatchObject({
      kind: 'Group',
      members: { total: 1, licensed: 0 },
      departed: 0,
      places: expect.arrayContaining([
        expect.objectContaining({ groupRef: 'group:default/sales' }),
      ]),
    });
    const members = catalogUserPageSchema.parse(
      await ask('/catalog-users?group=group:default/company&state=unlicensed'),
    );
    expect(members.items).toEqual([
      expect.objectContaining({ entityRef: 'user:default/one', licences: [] }),
    ]);
  });

  it('hint at licences where Lucid assigns them by groups', async () => {
    const { ask } = await start({
      simulator: { licences: 'none' },
      groups: {
        enabled: true,
        licenceHints: [
          {
            group: '*full licence',
            licence: 'Lucid Suite',
            access: 'can-edit',
          },
          {
            group: '*view only',
            licence: 'Lucid Suite',
            access: 'view-only',
          },
        ],
      },
    });
    const { items } = licenceUsagePageSchema.parse(
      await ask('/users?limit=200'),
    );
    const kinds = new Set(
      items.map(({ licences, licenceHints }) => {
        expect(licences).toEqual([{ name: 'active-user' }]);
        expect(licenceHints).toHaveLength(1);
        return licenceHints?.[0].access;
      }),
    );
    expect(kinds).toEqual(new Set(['can-edit', 'view-only']));
    const [{ account, id }] = items;
    const details = licenceUsageDetailsSchema.parse(
      await ask(`/users/${account}/${id}`),
    );
    expect(details.usage.licenceHints?.[0].group).toMatch(/^Lucid Suite: /);
  });

  it('tell with the status how old they are', async () => {
    const { ask } = await start({});
    const { accounts } = lucidStatusSchema.parse(await ask('/status'));
    expect(accounts[0].lucidGroups).toEqual({
      groups: expect.any(Number),
      readAt: accounts[0].snapshotAt,
    });
    expect(accounts[0].lucidGroups?.groups).toBeGreaterThan(10);
  });

  it('are neither read nor told of unless that is configured', async () => {
    const { ask } = await start({ groups: {} });
    expect(lucidGroupPageSchema.parse(await ask('/lucid-groups'))).toEqual({
      items: [],
      totalItems: 0,
    });
    const { accounts } = lucidStatusSchema.parse(await ask('/status'));
    expect(accounts[0]).not.toHaveProperty('lucidGroups');
    // Departments are known all the same.
    const { places } = usagePlacesSchema.parse(await ask('/users/places'));
    expect(new Set(places.map(({ place }) => place))).toEqual(
      new Set(['department']),
    );
  });
});
