import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readLucidConfig } from './readLucidConfig';

const TOKEN = 'a-token-Of_some.Length~123';

function read(data: JsonObject | undefined) {
  return readLucidConfig(new ConfigReader(data));
}

describe('readLucidConfig', () => {
  it('needs nothing but a token', () => {
    expect(read({ lucid: { token: TOKEN } })).toMatchObject({
      state: 'valid',
      problems: [],
      accounts: [
        {
          id: 'default',
          token: TOKEN,
          baseUrl: 'https://users.lucid.app/scim/v2',
          schedule: {
            frequency: { hours: 1 },
            timeout: { minutes: 30 },
            initialDelay: { seconds: 5 },
            scope: 'global',
          },
          pageSize: 100,
          concurrency: 4,
          requestTimeout: 30_000,
          removalLimit: 0.1,
          rejectLimit: 0.05,
        },
      ],
    });
  });

  it('reads everything that can be set, also from text as environment variables give it', () => {
    const { state, accounts } = read({
      lucid: {
        token: `  ${TOKEN}\n`,
        baseUrl: 'https://scim.example.com/scim/v2/',
        schedule: {
          frequency: { cron: '*/15 * * * *' },
          timeout: 'PT10M',
          initialDelay: '1m',
        },
        pageSize: '50',
        concurrency: 8,
        requestTimeout: '10s',
        removalLimit: '0.25',
        rejectLimit: 0,
      },
    });
    expect(state).toBe('valid');
    expect(accounts).toEqual([
      {
        id: 'default',
        token: TOKEN,
        baseUrl: 'https://scim.example.com/scim/v2',
        apiBaseUrl: 'https://api.lucid.co',
        schedule: {
          frequency: { cron: '*/15 * * * *' },
          timeout: { minutes: 10 },
          initialDelay: { minutes: 1 },
          scope: 'global',
        },
        pageSize: 50,
        concurrency: 8,
        requestTimeout: 10_000,
        removalLimit: 0.25,
        rejectLimit: 0,
      },
    ]);
  });

  it('reads several Lucid accounts, each with what is its own', () => {
    const { state, accounts } = read({
      lucid: {
        accounts: {
          emea: { token: 'one', concurrency: 2 },
          '2nd-1': { token: 'two', baseUrl: 'http://127.0.0.1:9000/scim/v2' },
        },
      },
    });
    expect(state).toBe('valid');
    expect(
      accounts.map(({ id, token, baseUrl, concurrency }) => [
        id,
        token,
        baseUrl,
        concurrency,
      ]),
    ).toEqual([
      ['emea', 'one', 'https://users.lucid.app/scim/v2', 2],
      ['2nd-1', 'two', 'http://127.0.0.1:9000/scim/v2', 4],
    ]);
  });

  it.each<[string, JsonObject | undefined]>([
    ['there is no configuration', undefined],
    ['there is nothing of Lucid in it', { app: {} }],
    ['it is empty', { lucid: {} }],
    [
      'the environment variable with the token is not set',
      { lucid: { baseUrl: 'http://localhost:1' } },
    ],
    ['it lists no account', { lucid: { accounts: {} } }],
  ])('says what to set where %s', (_, data) => {
    expect(read(data)).toMatchObject({
      state: 'missing',
      accounts: [],
      problems: [
        {
          key: 'lucid.token',
          message:
            'lucid.token is missing. Set it to the SCIM token that Lucid shows at Admin > App Integration > SCIM.',
        },
      ],
    });
  });

  it.each([
    'http://localhost:8080/scim/v2',
    'http://127.0.0.1:8080/scim/v2',
    'http://127.1:8080',
    'http://127.255.0.3',
    'http://[::1]:8080/scim/v2',
    'https://users.lucidgov.app/scim/v2',
  ])('accepts %s as base URL', baseUrl => {
    expect(read({ lucid: { token: TOKEN, baseUrl } }).problems).toEqual([]);
  });

  it('reads how to reach the REST API of each account, where it is told', () => {
    const { accounts } = read({
      lucid: {
        accounts: {
          a: {
            token: 'x',
            apiKey: ` ${TOKEN}\n`,
            apiBaseUrl: 'http://127.0.0.1:9/rest/',
          },
          b: { token: 'y', apiKey: 'another' },
          c: { token: 'z' },
        },
      },
    });
    expect(
      accounts.map(({ apiKey, apiBaseUrl }) => [apiKey, apiBaseUrl]),
    ).toEqual([
      [TOKEN, 'http://127.0.0.1:9/rest'],
      ['another', 'https://api.lucid.co'],
      [undefined, 'https://api.lucid.co'],
    ]);
  });

  const account = (rest: JsonObject) => ({ lucid: { token: TOKEN, ...rest } });

  it.each<[string, JsonObject, string, string]>([
    ['text in place of keys', { lucid: TOKEN }, 'lucid', 'must have keys'],
    ['a list in place of keys', { lucid: [] }, 'lucid', 'must have keys'],
    ['an empty token', account({ token: '' }), 'lucid.token', 'is empty'],
    ['a blank token', account({ token: ' \t ' }), 'lucid.token', 'is empty'],
    ['a number as token', account({ token: 5 }), 'lucid.token', 'must be text'],
    [
      'a header smuggled in by the token',
      account({ token: 'abc\r\nX-Evil: 1' }),
      'lucid.token',
      'holds spaces',
    ],
    [
      'Bearer before the token',
      account({ token: 'Bearer abc' }),
      'lucid.token',
      "without 'Bearer'",
    ],
    [
      'a control character in the token',
      account({ token: 'abc\u0000def' }),
      'lucid.token',
      'holds spaces',
    ],
    [
      'a token that no header can hold',
      account({ token: 'abc\u{1f600}' }),
      'lucid.token',
      'holds spaces',
    ],
    [
      'a base URL that is none',
      account({ baseUrl: 'users.lucid.app' }),
      'lucid.baseUrl',
      'must be a URL',
    ],
    [
      'a base URL of another kind',
      account({ baseUrl: 'file:///etc/passwd' }),
      'lucid.baseUrl',
      'must be a URL',
    ],
    [
      'a number as base URL',
      account({ baseUrl: 1 }),
      'lucid.baseUrl',
      'must be a URL',
    ],
    [
      'http to another machine',
      account({ baseUrl: 'http://users.lucid.app/scim/v2' }),
      'lucid.baseUrl',
      'must begin with https://',
    ],
    [
      'http to a name that only looks local',
      account({ baseUrl: 'http://localhost.example.com' }),
      'lucid.baseUrl',
      'must begin with https://',
    ],
    [
      'http to a name that begins like a loopback address',
      account({ baseUrl: 'http://127.0.0.1.example.com' }),
      'lucid.baseUrl',
      'must begin with https://',
    ],
    [
      'credentials in the base URL',
      account({ baseUrl: 'https://me:pass@users.lucid.app' }),
      'lucid.baseUrl',
      'must not hold a user name',
    ],
    [
      'a query in the base URL',
      account({ baseUrl: 'https://users.lucid.app/scim/v2?x=1' }),
      'lucid.baseUrl',
      'without a query',
    ],
    [
      'a hash in the base URL',
      account({ baseUrl: 'https://users.lucid.app/scim/v2#x' }),
      'lucid.baseUrl',
      'without a query',
    ],
    [
      'an empty API key',
      account({ apiKey: '' }),
      'lucid.apiKey',
      'is empty. Set it to an API key with the grant LicensesAdmin',
    ],
    [
      'a number as API key',
      account({ apiKey: 5 }),
      'lucid.apiKey',
      'must be text',
    ],
    [
      'a header smuggled in by the API key',
      account({ apiKey: 'abc\r\nX-Evil: 1' }),
      'lucid.apiKey',
      'holds spaces',
    ],
    [
      'http to another machine for the REST API',
      account({ apiKey: 'k', apiBaseUrl: 'http://api.lucid.co' }),
      'lucid.apiBaseUrl',
      'must begin with https://',
    ],
    [
      'a query in the base URL of the REST API',
      account({ apiKey: 'k', apiBaseUrl: 'https://api.lucid.co?x=1' }),
      'lucid.apiBaseUrl',
      'without a query',
    ],
    [
      'an API key beside accounts',
      { lucid: { apiKey: 'k', accounts: { emea: { token: 'x' } } } },
      'lucid.apiKey',
      'cannot be used beside lucid.accounts',
    ],
    [
      'one API key for two accounts',
      {
        lucid: {
          accounts: {
            a: { token: 'x', apiKey: 'k' },
            b: { token: 'y', apiKey: 'k' },
          },
        },
      },
      'lucid.accounts.b.apiKey',
      'is the apiKey of lucid.accounts.a too',
    ],
    [
      'text as schedule',
      account({ schedule: 'hourly' }),
      'lucid.schedule',
      'must have keys',
    ],
    [
      'a frequency without a unit',
      account({ schedule: { frequency: 5 } }),
      'lucid.schedule.frequency',
      'must be a duration',
    ],
    [
      'a frequency of no time at all',
      account({ schedule: { frequency: { minutes: 0 } } }),
      'lucid.schedule.frequency',
      'must be a duration',
    ],
    [
      'a cron expression that the scheduler would refuse',
      account({ schedule: { frequency: { cron: 'every hour' } } }),
      'lucid.schedule.frequency',
      'must be a duration',
    ],
    [
      'a timeout with an unknown unit',
      account({ schedule: { timeout: { fortnights: 1 } } }),
      'lucid.schedule.timeout',
      'must be a duration',
    ],
    [
      'a negative delay',
      account({ schedule: { initialDelay: { seconds: -1 } } }),
      'lucid.schedule.initialDelay',
      'must be a duration',
    ],
    [
      'a sync on every backend',
      account({ schedule: { scope: 'local' } }),
      'lucid.schedule.scope',
      'must be left out or global',
    ],
    [
      'pages that could not overlap',
      account({ pageSize: 1 }),
      'lucid.pageSize',
      'whole number from 2 to 1000',
    ],
    [
      'half a user',
      account({ pageSize: 2.5 }),
      'lucid.pageSize',
      'whole number',
    ],
    [
      'blank text as number',
      account({ removalLimit: ' ' }),
      'lucid.removalLimit',
      'number from 0 to 1',
    ],
    [
      'no connection at all',
      account({ concurrency: 0 }),
      'lucid.concurrency',
      'whole number from 1 to 32',
    ],
    [
      'a list as number',
      account({ concurrency: [4] }),
      'lucid.concurrency',
      'whole number',
    ],
    [
      'a time limit without a unit',
      account({ requestTimeout: '30' }),
      'lucid.requestTimeout',
      'must be a duration',
    ],
    [
      'a time limit of nothing',
      account({ requestTimeout: { seconds: 0 } }),
      'lucid.requestTimeout',
      'must be a duration',
    ],
    [
      'a percentage as share',
      account({ removalLimit: 10 }),
      'lucid.removalLimit',
      'number from 0 to 1',
    ],
    [
      'words as share',
      account({ rejectLimit: 'few' }),
      'lucid.rejectLimit',
      'number from 0 to 1',
    ],
    [
      'a token beside accounts',
      { lucid: { token: TOKEN, accounts: { emea: { token: 'x' } } } },
      'lucid.token',
      'cannot be used beside lucid.accounts',
    ],
    [
      'a base URL beside accounts, that would be ignored',
      {
        lucid: {
          baseUrl: 'https://a.example',
          accounts: { emea: { token: 'x' } },
        },
      },
      'lucid.baseUrl',
      'cannot be used beside lucid.accounts',
    ],
    [
      'a list of accounts',
      { lucid: { accounts: [{ token: TOKEN }] } },
      'lucid.accounts',
      'one key for each Lucid account',
    ],
    [
      'an account without a token',
      { lucid: { accounts: { emea: {} } } },
      'lucid.accounts.emea.token',
      'is missing',
    ],
    [
      'an account that is only text',
      { lucid: { accounts: { emea: TOKEN } } },
      'lucid.accounts.emea',
      'must have keys',
    ],
    [
      'an account id in upper case',
      { lucid: { accounts: { EMEA: { token: TOKEN } } } },
      'lucid.accounts.EMEA',
      'is not a usable id',
    ],
    [
      'an account id that is too long',
      { lucid: { accounts: { ['a'.repeat(21)]: { token: TOKEN } } } },
      `lucid.accounts.${'a'.repeat(21)}`,
      'is not a usable id',
    ],
    [
      'one token for two accounts',
      { lucid: { accounts: { a: { token: TOKEN }, b: { token: TOKEN } } } },
      'lucid.accounts.b.token',
      'is the token of lucid.accounts.a too',
    ],
  ])('turns down %s and names the key', (_, data, key, words) => {
    const { state, accounts, problems } = read(data);
    expect(state).toBe('invalid');
    expect(accounts).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0].key).toBe(key);
    expect(problems[0].message).toContain(words);
    expect(problems[0].message.startsWith(`${key} `)).toBe(true);
    expect(problems[0].message).not.toMatch(/[\r\n]/);
  });

  it('finds all problems at once and never repeats a value', () => {
    const { problems } = read({
      lucid: {
        accounts: {
          emea: {
            token: 'secret one',
            baseUrl: 'http://secret.example',
            apiKey: 'secret key',
          },
          apac: { token: 'secret\ttwo', removalLimit: 'secret' },
        },
      },
    });
    expect(problems.map(problem => problem.key)).toEqual([
      'lucid.accounts.emea.token',
      'lucid.accounts.emea.baseUrl',
      'lucid.accounts.emea.apiKey',
      'lucid.accounts.apac.token',
      'lucid.accounts.apac.removalLimit',
    ]);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });
});
