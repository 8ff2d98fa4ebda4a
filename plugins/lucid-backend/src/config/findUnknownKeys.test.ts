import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { findUnknownKeys } from './findUnknownKeys';

function find(data: JsonObject) {
  return findUnknownKeys(new ConfigReader(data));
}

describe('findUnknownKeys', () => {
  it('finds keys that nobody reads, of all accounts and of each', () => {
    expect(
      find({
        lucid: {
          licenses: [{ licence: 'Lucidchart' }],
          accounts: {
            emea: { token: 'secret', pagesize: 50 },
            apac: { token: 'secret', removalLimit: 0.5, matching: {} },
          },
        },
      }),
    ).toEqual([
      'lucid.licenses',
      'lucid.accounts.emea.pagesize',
      'lucid.accounts.apac.matching',
    ]);
  });

  it('knows what is about one account, about all of them, and about the catalog', () => {
    expect(
      find({
        lucid: {
          token: 'secret',
          baseUrl: 'https://lucid.example.com',
          apiKey: 'secret',
          apiBaseUrl: 'https://lucid.example.com',
          schedule: {},
          pageSize: 50,
          concurrency: 2,
          requestTimeout: '30s',
          removalLimit: 0.1,
          rejectLimit: 0.1,
          licenceRequestUrl: 'https://help.example.com',
          matching: {},
          groups: {},
          licences: [],
          history: {},
          alerts: {},
          catalog: { publish: 'all' },
        },
      }),
    ).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['no section', { lucid: 'token' }],
    ['accounts that are none', { lucid: { accounts: ['emea'] } }],
    ['an account that is none', { lucid: { accounts: { emea: 'token' } } }],
  ])('leaves %s to whoever reads it', (_, data) => {
    expect(find(data)).toEqual([]);
  });
});
