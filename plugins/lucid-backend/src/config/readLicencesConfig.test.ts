import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { ConfigurationProblems } from './ConfigurationProblems';
import { readLicencesConfig } from './readLicencesConfig';

const PRICE = { amount: '7.95', currency: 'EUR', per: 'month' };

function read(section: unknown, accounts: string[] = ['default']) {
  const problems = new ConfigurationProblems();
  const licences = readLicencesConfig(section, { accounts, problems });
  return { licences, problems: problems.found };
}

describe('readLicencesConfig', () => {
  it.each([[undefined], [null], [[]]])(
    'has no licences where there is nothing: %p',
    section => {
      expect(read(section)).toEqual({ licences: [], problems: [] });
    },
  );

  it('reads everything that can be set', () => {
    const licences = [
      {
        licence: 'Lucidchart',
        access: 'can-edit',
        account: 'default',
        seats: 120,
        renewal: '2027-03-31',
        price: { amount: '7.95', currency: 'EUR', per: 'month' },
        from: '2026-01-01',
        to: '2026-12-31',
      },
      { licence: 'active-user' },
    ];
    expect(read(licences)).toEqual({ licences, problems: [] });
  });

  it('finds nothing wrong with the example of the documentation', async () => {
    const text = await readFile(
      resolvePackagePath(
        'backstage-plugin-lucid-backend',
        '../../docs/configuration.md',
      ),
      'utf8',
    );
    const [, example] =
      /```yaml\n(lucid:\n {2}licences:\n[^`]*)```/.exec(text) ?? [];
    const { licences, problems } = read(parse(example ?? '')?.lucid.licences);
    expect(problems).toEqual([]);
    expect(licences).toHaveLength(5);
  });

  it('takes amounts as text or number, seats as text, and currencies in any case', () => {
    expect(
      read([
        { licence: 'a', price: { ...PRICE, amount: 7.95, currency: ' usd' } },
        { licence: 'b', price: { ...PRICE, amount: '100.125 ' } },
        { licence: 'c', price: { ...PRICE, amount: 0 } },
        { licence: 'd', seats: '12' },
      ]),
    ).toEqual({
      licences: [
        { licence: 'a', price: { ...PRICE, currency: 'USD' } },
        { licence: 'b', price: { ...PRICE, amount: '100.125' } },
        { licence: 'c', price: { ...PRICE, amount: '0' } },
        { licence: 'd', seats: 12 },
      ],
      problems: [],
    });
  });

  it('lets prices follow one another, and differ by access, account and licence', () => {
    const licences = [
      { licence: 'a', price: PRICE, to: '2026-06-30' },
      { licence: 'a', price: PRICE, from: '2026-07-01' },
      { licence: 'a', access: 'view-only', price: PRICE },
      { licence: 'a', access: 'can-edit', price: PRICE },
      { licence: 'a', account: 'default', price: PRICE },
      { licence: 'b', price: PRICE },
    ];
    expect(read(licences)).toEqual({ licences, problems: [] });
  });

  it('needs no account for seats where there is one account, nor for a price where there are several', () => {
    expect(read([{ licence: 'a', seats: 1 }]).problems).toEqual([]);
    expect(read([{ licence: 'a', price: PRICE }], ['x', 'y']).problems).toEqual(
      [],
    );
  });

  it.each<[string, unknown, string, string]>([
    ['text', 'Lucidchart', 'lucid.licences', 'must be a list, such as'],
    [
      'an entry without a list',
      { licence: 'a' },
      'lucid.licences',
      'must be a list, such as',
    ],
    [
      'an entry without a licence',
      [{ seats: 3 }],
      'lucid.licences.0.licence',
      'must be a text',
    ],
    [
      'a key it does not know',
      [{ licence: 'a', cost: 3 }],
      'lucid.licences.0',
      'and no other key',
    ],
    [
      'an access level that there is not',
      [{ licence: 'a', access: 'admin' }],
      'lucid.licences.0.access',
      'must be can-edit or view-only',
    ],
    [
      'half a seat',
      [{ licence: 'a', seats: 1.5 }],
      'lucid.licences.0.seats',
      'must be a whole number',
    ],
    [
      'seats below zero',
      [{ licence: 'a', seats: -1 }],
      'lucid.licences.0.seats',
      'must be a whole number',
    ],
    [
      'more seats than can be counted',
      [{ licence: 'a', seats: 9_999_999_999 }],
      'lucid.licences.0.seats',
      'must be left out where there is no limit, or be a smaller number.',
    ],
    [
      'seats that are no number',
      [{ licence: 'a', seats: 'many' }],
      'lucid.licences.0.seats',
      'must be a whole number',
    ],
    [
      'an amount below zero',
      [{ licence: 'a', price: { ...PRICE, amount: -1 } }],
      'lucid.licences.0.price.amount',
      'must be an amount of 0 or more',
    ],
    [
      'an amount with a comma',
      [{ licence: 'a', price: { ...PRICE, amount: '7,95' } }],
      'lucid.licences.0.price.amount',
      'must be an amount of 0 or more',
    ],
    [
      'an amount that is not one',
      [{ licence: 'a', price: { ...PRICE, amount: true } }],
      'lucid.licences.0.price.amount',
      'must be an amount',
    ],
    [
      'a currency that there is not',
      [{ licence: 'a', price: { ...PRICE, currency: 'Euro' } }],
      'lucid.licences.0.price.currency',
      'must be the code of a currency',
    ],
    [
      'a price per week',
      [{ licence: 'a', price: { ...PRICE, per: 'week' } }],
      'lucid.licences.0.price.per',
      'must be month or year',
    ],
    [
      'a price that is only a number',
      [{ licence: 'a', price: 7.95 }],
      'lucid.licences.0.price',
      'must have the keys amount, currency and per',
    ],
    [
      'a day that there is not',
      [{ licence: 'a', from: '2026-02-30' }],
      'lucid.licences.0.from',
      'must be a day, such as',
    ],
    [
      'a time as renewal',
      [{ licence: 'a', renewal: '2026-02-20T00:00:00Z' }],
      'lucid.licences.0.renewal',
      'must be a day, such as',
    ],
    [
      'an end before the beginning',
      [{ licence: 'a', from: '2026-02-02', to: '2026-02-01' }],
      'lucid.licences.0.to',
      'must not be before from',
    ],
    [
      'an account that there is not',
      [{ licence: 'a', account: 'other' }],
      'lucid.licences.0.account',
      'must be the id of a Lucid account',
    ],
    [
      'two entries for the same day',
      [
        { licence: 'Lucidchart', price: PRICE, to: '2026-07-01' },
        { licence: 'lucidchart', price: PRICE, from: '2026-07-01' },
      ],
      'lucid.licences.1',
      'as lucid.licences.0, on some of the same days',
    ],
    [
      'two entries for ever',
      [
        { licence: 'a', access: 'can-edit', account: 'default' },
        { licence: 'a', access: 'can-edit', account: 'default' },
      ],
      'lucid.licences.1',
      'as lucid.licences.0, on some of the same days',
    ],
  ])('says which key is wrong where it finds %s', (_, section, key, says) => {
    const { licences, problems } = read(section);
    expect(problems).toEqual([{ key, message: expect.stringContaining(says) }]);
    expect(problems[0].message.startsWith(`${key} `)).toBe(true);
    expect(licences).toEqual([]);
  });

  it('needs the account with seats where there are several accounts', () => {
    expect(read([{ licence: 'a', seats: 3 }], ['x', 'y'])).toEqual({
      licences: [],
      problems: [
        {
          key: 'lucid.licences.0.account',
          message: expect.stringContaining('is missing'),
        },
      ],
    });
  });
});
