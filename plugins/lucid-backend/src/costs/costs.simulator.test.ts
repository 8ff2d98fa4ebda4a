import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
} from '@backstage/catalog-model';
import { JsonArray } from '@backstage/types';
import {
  CostKey,
  CostShare,
  ListPage,
  Money,
  costOverviewSchema,
  costSharePageSchema,
  entityUsageSchema,
  lucidStatusSchema,
} from 'backstage-plugin-lucid-common';
import {
  LicenceShape,
  LucidSimulatorAdmin,
  LucidUser,
  startLucidSimulator,
} from 'lucid-simulator';
import { LucidBackend } from '../__testUtils__/LucidBackend';

/**
 * What the API says of costs, held against what this file reckons by itself from
 * the users of the simulator: in whole numbers, and with nothing of the plugin.
 */

jest.setTimeout(120_000);

const USERS = 330;
const LAST_DAY_OF_OLD_PRICES = '2026-06-14';
const FIRST_DAY_OF_NEW_PRICES = '2026-06-15';
/** Of those, so many depart, and are billed all the same. */
const DEPARTED = 5;
const CHART_SEATS = 300;
const ACTIVE_SEATS = 400;

const until = { to: LAST_DAY_OF_OLD_PRICES };
const since = { from: FIRST_DAY_OF_NEW_PRICES };

const LICENCES: JsonArray = [
  {
    licence: 'Lucidchart',
    seats: CHART_SEATS,
    price: { amount: '7.95', currency: 'EUR', per: 'month' },
    ...until,
  },
  {
    licence: 'Lucidchart',
    seats: CHART_SEATS,
    price: { amount: '8.455', currency: 'EUR', per: 'month' },
    ...since,
  },
  {
    licence: 'Lucidchart',
    access: 'view-only',
    price: { amount: '0.50', currency: 'EUR', per: 'month' },
  },
  {
    licence: 'Lucidspark',
    price: { amount: '100.06', currency: 'USD', per: 'year' },
  },
  {
    licence: 'LucidscaleCreator',
    price: { amount: 12.34, currency: 'USD', per: 'month' },
    ...until,
  },
  {
    licence: 'LucidscaleCreator',
    price: { amount: 130, currency: 'EUR', per: 'year' },
    ...since,
  },
  {
    licence: 'active-user',
    seats: ACTIVE_SEATS,
    price: { amount: '5.005', currency: 'EUR', per: 'month' },
    ...until,
  },
  {
    licence: 'active-user',
    seats: ACTIVE_SEATS,
    price: { amount: '70.01', currency: 'USD', per: 'year' },
    ...since,
  },
];

interface Licence {
  name: string;
  access?: 'can-edit' | 'view-only';
}

/** What the list above says of a year of a licence, in thousandths of the currency. */
function yearOf(
  { name, access }: Licence,
  isNew: boolean,
): [bigint, 'EUR' | 'USD'] | 'free' | undefined {
  if (access === 'view-only') {
    return name === 'Lucidchart' ? [12n * 500n, 'EUR'] : 'free';
  }
  switch (name) {
    case 'Lucidchart':
      return [12n * (isNew ? 8_455n : 7_950n), 'EUR'];
    case 'Lucidspark':
      return [100_060n, 'USD'];
    case 'LucidscaleCreator':
      return isNew ? [130_000n, 'EUR'] : [12n * 12_340n, 'USD'];
    case 'active-user':
      return isNew ? [70_010n, 'USD'] : [12n * 5_005n, 'EUR'];
    default:
      return undefined;
  }
}

/** Adds up years of licences, and says what a month of them costs. */
class Reckoning {
  readonly #isNew: boolean;
  readonly #years = new Map<string, bigint>();
  unpriced = 0;
  users = 0;

  /** @param isNew - whether new prices are in force */
  constructor(isNew: boolean) {
    this.#isNew = isNew;
  }

  add(licences: Licence[]): this {
    this.users += 1;
    for (const licence of licences) {
      const year = yearOf(licence, this.#isNew);
      if (year === undefined) {
        this.unpriced += 1;
      } else if (year !== 'free') {
        const [amount, currency] = year;
        this.#years.set(currency, (this.#years.get(currency) ?? 0n) + amount);
      }
    }
    return this;
  }

  get perMonth(): Money[] {
    return ['EUR', 'USD'].flatMap(currency => {
      const year = this.#years.get(currency);
      return year === undefined ? [] : [{ amount: monthText(year), currency }];
    });
  }

  get cost() {
    return { perMonth: this.perMonth, unpriced: this.unpriced };
  }

  get costOfUsers() {
    return { users: this.users, cost: this.cost };
  }
}

/** A twelfth of so many thousandths, in hundredths, of which a half goes to the even one. */
function monthText(year: bigint): string {
  const divisor = 12n * 10n;
  const [whole, rest] = [year / divisor, year % divisor];
  const up =
    2n * rest > divisor || (2n * rest === divisor && whole % 2n === 1n);
  const digits = String(whole + (up ? 1n : 0n)).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What a user of the simulator says of its licences, in each shape. */
function licencesOf(user: LucidUser, shape: LicenceShape): Licence[] {
  const access = user.licences.canEdit ? 'can-edit' : 'view-only';
  switch (shape) {
    case 'boolean':
      return Object.entries(user.licences.products)
        .filter(([, isHeld]) => isHeld)
        .map(([name]) => ({ name, access }));
    case 'can-edit-only':
      return [{ name: 'Lucidchart', access }];
    default:
      return [{ name: 'active-user' }];
  }
}

/** Three in four users are in the catalog, each in a team, and one in ten in a guild. */
function groupsOf(place: number): string[] | undefined {
  if (place % 4 === 3) {
    return undefined;
  }
  return [`team-${place % 5}`, ...(place % 10 === 0 ? ['guild'] : [])];
}

function groupRef(name: string): string {
  return `group:default/${name}`;
}

function entitiesFor(users: LucidUser[]): Entity[] {
  const apiVersion = 'backstage.io/v1alpha1';
  const teams = ['team-0', 'team-1', 'team-2', 'team-3', 'team-4', 'guild'];
  return [
    { apiVersion, kind: 'Group', metadata: { name: 'company' } },
    ...teams.map(name => ({
      apiVersion,
      kind: 'Group',
      metadata: { name },
      spec: { profile: { displayName: `The ${name}` } },
      relations: [{ type: RELATION_CHILD_OF, targetRef: groupRef('company') }],
    })),
    ...users.flatMap((user, place) => {
      const groups = groupsOf(place);
      return groups
        ? [
            {
              apiVersion,
              kind: 'User',
              metadata: { name: `person-${place}` },
              spec: { profile: { email: user.emails[0].value } },
              relations: groups.map(name => ({
                type: RELATION_MEMBER_OF,
                targetRef: groupRef(name),
              })),
            },
          ]
        : [];
    }),
  ];
}

interface Known {
  licences: Licence[];
  isBilled: boolean;
  isUndetected: boolean;
  department?: string;
  costCenter?: string;
  groups: string[];
}

/** What is paid for although its holder can only view: at its price, or else as a seat. */
function needless({ licences, isBilled }: Known): Licence[][] {
  const priced = licences.filter(
    ({ name, access }) => name === 'Lucidchart' && access === 'view-only',
  );
  if (priced.length > 0) {
    return [priced];
  }
  const isViewer =
    licences.length > 0 &&
    licences.every(({ access }) => access === 'view-only');
  return isViewer && isBilled ? [licences.map(({ name }) => ({ name }))] : [];
}

function expectedShares(
  known: Known[],
  keysOf: (user: Known) => (string | undefined)[],
  isNew: boolean,
): CostShare[] {
  const shares = new Map<
    string | undefined,
    { reckoning: Reckoning; undetected: number }
  >();
  for (const user of known) {
    for (const key of keysOf(user)) {
      const share = shares.get(key) ?? {
        reckoning: new Reckoning(isNew),
        undetected: 0,
      };
      shares.set(key, share);
      share.reckoning.add(user.licences);
      share.undetected += user.isUndetected ? 1 : 0;
    }
  }
  return [...shares]
    .map(([key, { reckoning, undetected }]) => ({
      ...(key !== undefined && { key }),
      ...(key?.startsWith('group:') && {
        displayName: `The ${key.slice(groupRef('').length)}`,
      }),
      undetected,
      ...reckoning.costOfUsers,
    }))
    .sort(
      (one, other) =>
        other.users - one.users ||
        ((one.key ?? '') < (other.key ?? '') ? -1 : 1),
    );
}

const KEYS: Record<CostKey, (user: Known) => (string | undefined)[]> = {
  department: ({ department }) => [department],
  costCenter: ({ costCenter }) => [costCenter],
  group: ({ groups }) =>
    groups.length > 0 ? groups.map(groupRef) : [undefined],
};

/** Everything goes on as it does, on another day. */
async function onDay<T>(day: string, run: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({
    now: new Date(`${day}T12:00:00Z`),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  try {
    return await run();
  } finally {
    jest.useRealTimers();
  }
}

/** All pages, each found by the cursor of the one before. */
async function readPages(
  backend: LucidBackend,
  by: CostKey,
): Promise<ListPage<CostShare>[]> {
  const pages: ListPage<CostShare>[] = [];
  let query: string | undefined = `by=${by}&limit=3`;
  while (query !== undefined) {
    const { body } = await backend.get(`/costs/shares?${query}`);
    const page = costSharePageSchema.parse(body);
    pages.push(page);
    query = page.nextCursor && `limit=3&cursor=${page.nextCursor}`;
  }
  return pages;
}

describe.each<LicenceShape>(['boolean', 'can-edit-only', 'none'])(
  'costs of an account that tells of licences as %s',
  shape => {
    const closing: (() => Promise<void>)[] = [];
    let backend: LucidBackend;
    let known: Known[];
    let departed: Licence[][];

    beforeAll(async () => {
      const simulator = await startLucidSimulator({
        users: USERS,
        licences: shape,
      });
      closing.push(() => simulator.close());
      const admin = new LucidSimulatorAdmin(simulator);
      const everybody = await admin.users();
      const users = everybody.filter(({ active }) => active);
      backend = await LucidBackend.start(
        {
          token: simulator.token,
          baseUrl: simulator.url,
          apiKey: simulator.apiKey,
          apiBaseUrl: simulator.apiUrl,
          schedule: { frequency: { trigger: 'manual' } },
          licences: LICENCES,
        },
        [],
        entitiesFor(users),
      );
      await backend.sync();

      const isBilled = (user: LucidUser, place: number) =>
        user.licences.canEdit || place % 3 === 0;
      for (const [place, user] of users.entries()) {
        if (place < DEPARTED) {
          await admin.deactivate(user.id);
        }
        if (place < DEPARTED || isBilled(user, place)) {
          await admin.setBilled(user.id, true);
        }
      }
      const stranger = everybody.find(({ active }) => !active);
      await admin.setBilled(stranger?.id ?? 'lucid-0', true);
      await backend.sync();

      const all = users.map((user, place) => ({
        licences: licencesOf(user, shape),
        isBilled: isBilled(user, place),
        isUndetected: groupsOf(place) === undefined,
        department: user.affiliation?.department,
        costCenter: user.affiliation?.costCenter,
        groups: groupsOf(place) ?? [],
      }));
      known = all.slice(DEPARTED);
      departed = all.slice(0, DEPARTED).map(({ licences }) => licences);
    });

    afterAll(async () => {
      await Promise.all(closing.splice(0).map(close => close()));
    });

    it('are those of everybody there is', async () => {
      const { body } = await backend.get('/status');
      expect(lucidStatusSchema.parse(body).accounts).toMatchObject([
        { counts: { users: USERS - DEPARTED, departed: DEPARTED } },
      ]);
      expect(known).toHaveLength(USERS - DEPARTED);
    });

    describe.each([
      ['last day of the old prices', LAST_DAY_OF_OLD_PRICES, false],
      ['first day of the new prices', FIRST_DAY_OF_NEW_PRICES, true],
    ])('on the %s', (_, day, isNew) => {
      const reckon = (licences: Licence[][]) =>
        licences.reduce((sum, held) => sum.add(held), new Reckoning(isNew));

      it('are in total what a reckoning of its own makes them', async () => {
        const { body } = await onDay(day, () => backend.get('/costs'));
        const overview = costOverviewSchema.parse(body);

        const held = known.map(({ licences }) => licences);
        const takers = (name: string) =>
          held
            .flat()
            .filter(one => one.name === name && one.access !== 'view-only')
            .length;
        const left = [
          ...Array<Licence>(CHART_SEATS - takers('Lucidchart')).fill({
            name: 'Lucidchart',
          }),
          ...Array<Licence>(ACTIVE_SEATS - takers('active-user')).fill({
            name: 'active-user',
          }),
        ];
        expect(overview).toMatchObject({
          day,
          priced: true,
          total: reckon([...held, left]).cost,
          allocated: reckon(held).cost,
          unusedSeats: reckon([left]).perMonth,
        });
        expect(overview.findings).toEqual({
          undetected: reckon(
            known
              .filter(({ isUndetected }) => isUndetected)
              .map(({ licences }) => licences),
          ).costOfUsers,
          leavers: reckon([]).costOfUsers,
          // Of whom SCIM has never told, nobody knows what they hold.
          departedButBilled: reckon([...departed, [{ name: 'unknown' }]])
            .costOfUsers,
          viewOnlySuffices: reckon(known.flatMap(needless)).costOfUsers,
        });
        for (const { licence: name, access, ...rest } of overview.byLicence) {
          const holders = held
            .flat()
            .filter(one => one.name === name && one.access === access);
          expect(rest).toEqual(reckon(holders.map(one => [one])).costOfUsers);
        }
        expect(
          overview.byLicence.reduce((sum, { users }) => sum + users, 0),
        ).toBe(held.flat().length);
      });

      it.each(Object.keys(KEYS) as CostKey[])(
        'are shared by %s as a reckoning of its own shares them',
        async by => {
          const pages = await onDay(day, () => readPages(backend, by));
          const shares = pages.flatMap(({ items }) => items);
          for (const { totalItems } of pages) {
            expect(totalItems).toBe(shares.length);
          }
          expect(shares).toEqual(expectedShares(known, KEYS[by], isNew));
        },
      );

      it('are for a group with groups in it what all of its members cost', async () => {
        const { body } = await onDay(day, () =>
          backend.get('/entities/Group/default/company/usage'),
        );
        expect(entityUsageSchema.parse(body)).toMatchObject({
          cost: reckon(
            known
              .filter(({ groups }) => groups.length > 0)
              .map(({ licences }) => licences),
          ).cost,
        });
      });
    });
  },
);
