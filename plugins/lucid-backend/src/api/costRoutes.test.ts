import {
  costOverviewSchema,
  costSharePageSchema,
  entityUsageSchema,
  licenceUsageDetailsSchema,
  licenceUsagePageSchema,
} from 'backstage-plugin-lucid-common';
import { JsonArray } from '@backstage/types';
import { parse } from 'csv-parse/sync';
import { LucidSimulator, startLucidSimulator } from 'lucid-simulator';
import { LucidBackend } from '../__testUtils__/LucidBackend';

jest.setTimeout(60_000);

const LICENCES: JsonArray = [
  {
    licence: 'Lucidchart',
    price: { amount: '7.95', currency: 'EUR', per: 'month' },
  },
  {
    licence: 'Lucidspark',
    price: { amount: 60, currency: 'USD', per: 'year' },
  },
];

describe('costs over HTTP', () => {
  let simulator: LucidSimulator;

  beforeAll(async () => {
    simulator = await startLucidSimulator({ users: 30 });
  });

  afterAll(async () => {
    await simulator.close();
  });

  async function start(licences: JsonArray | undefined): Promise<LucidBackend> {
    const backend = await LucidBackend.start(
      {
        token: simulator.token,
        baseUrl: simulator.url,
        schedule: { frequency: { trigger: 'manual' } },
        ...(licences && { licences }),
      },
      [],
    );
    expect((await backend.sync()).error).toBeUndefined();
    return backend;
  }

  describe('where licences have prices', () => {
    let backend: LucidBackend;

    beforeAll(async () => {
      backend = await start(LICENCES);
    });

    it.each([
      ['/costs?account=', 'account'],
      ['/costs?account=a&account=b', 'account'],
      ['/costs?by=department', 'by'],
      ['/costs/shares', 'by'],
      ['/costs/shares?by=manager', 'by'],
      ['/costs/shares?by=department&limit=0', 'limit'],
      ['/costs/shares?by=department&sort=users', 'sort'],
      ['/costs/shares?cursor=e30', 'cursor'],
    ])('answers 400 to %s, and names the parameter', async (path, name) => {
      const { status, body } = await backend.get(path);
      expect(status).toBe(400);
      expect(body.error.message).toContain(`parameter "${name}"`);
    });

    it.each(['/costs', '/costs/shares?by=department'])(
      'answers 401 to whoever is not signed in and asks for %s',
      async path => {
        expect((await backend.get(path, 'Bearer nobody')).status).toBe(401);
      },
    );

    it('says what everybody costs, today', async () => {
      const overview = costOverviewSchema.parse(
        (await backend.get('/costs')).body,
      );
      expect(overview.priced).toBe(true);
      expect(overview.day).toBe(new Date().toISOString().slice(0, 10));
      expect(overview.total.perMonth.map(({ currency }) => currency)).toEqual([
        'EUR',
        'USD',
      ]);
      expect(overview.findings.undetected.users).toBe(30);
    });

    it('says how the costs are shared', async () => {
      const { body } = await backend.get('/costs/shares?by=costCenter');
      const { items, totalItems } = costSharePageSchema.parse(body);
      expect(items[0].key).toMatch(/^CC-/);
      expect(totalItems).toBe(items.length);
    });

    it('says of each user what they cost, in lists, by themselves and as entities', async () => {
      const { items } = licenceUsagePageSchema.parse(
        (await backend.get('/users?licence=Lucidspark&access=can-edit')).body,
      );
      const [user] = items;
      expect(user.cost?.perMonth).toContainEqual({
        amount: '5.00',
        currency: 'USD',
      });
      const details = licenceUsageDetailsSchema.parse(
        (await backend.get(`/users/${user.account}/${user.id}`)).body,
      );
      expect(details.usage.cost).toEqual(user.cost);
      const [, name] = user.entityRef.split('/');
      const entity = entityUsageSchema.parse(
        (await backend.get(`/entities/LicenceUsage/default/${name}/usage`))
          .body,
      );
      expect(entity).toMatchObject({ usage: { cost: user.cost } });
    });

    it('writes the numbers into the CSV file, and the currency of each', async () => {
      const rows: Record<string, string>[] = parse(
        (await backend.get('/users.csv')).text,
        { columns: true },
      );
      expect(rows).toHaveLength(30);
      const kinds = new Set(
        rows.map(row => `${row['Cost per month']} ${row.Currency}`),
      );
      expect(kinds).toContain('7.95 EUR');
      expect(kinds).toContain('7.95; 5.00 EUR; USD');
      const free = rows.filter(row => row['Cost per month'] === '0');
      expect(free).not.toEqual([]);
      for (const { Licences, Currency } of free) {
        expect(Licences).not.toContain('can-edit');
        expect(Currency).toBe('');
      }
    });
  });

  describe('where nothing has a price', () => {
    it('says so, and nothing of costs anywhere else', async () => {
      const backend = await start(undefined);
      expect(
        costOverviewSchema.parse((await backend.get('/costs')).body),
      ).toMatchObject({ priced: false, unusedSeats: [] });
      const { items } = licenceUsagePageSchema.parse(
        (await backend.get('/users')).body,
      );
      expect(items.filter(({ cost }) => cost)).toEqual([]);
      const [header] = (await backend.get('/users.csv')).text.split('\r\n');
      expect(header).not.toContain('Cost per month');
    });
  });
});
