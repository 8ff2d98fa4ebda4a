import { ConfigReader } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import { readLucidConfig } from './readLucidConfig';

function read(matching: JsonValue, moduleMatchers: string[] = []) {
  return readLucidConfig(
    new ConfigReader({
      lucid: { token: 'a-token-Of_some.Length~123', matching },
    }),
    { moduleMatchers },
  );
}

describe('lucid.matching', () => {
  it('may be left out, and then compares nothing that could be wrong', () => {
    const { state, matching } = readLucidConfig(
      new ConfigReader({ lucid: { token: 'a-token-Of_some.Length~123' } }),
    );
    expect(state).toBe('valid');
    expect(matching).toMatchObject({
      equivalence: { case: true, unicode: true, plusAddressing: false },
      domainAliases: [],
      leaveOut: [],
      lossLimit: 0.2,
    });
    expect(matching).not.toHaveProperty('matchers');
  });

  it('takes what is there, and the default for what is not', () => {
    const { state, matching, reconciliationSchedule } = read(
      {
        matchers: ['hr', 'email', 'external-id'],
        externalIdAnnotation: 'okta.com/user-id',
        equivalence: { plusAddressing: true },
        domainAliases: [['acme.com', 'acme.io']],
        catalogFilter: { 'spec.type': ['employee', 'contractor'] },
        leaveOut: [
          { name: 'Bots', emails: ['svc-*'] },
          { name: 'Partners', domains: ['partner.com'], departments: [4711] },
        ],
        schedule: { frequency: { minutes: 2 } },
      },
      ['hr'],
    );
    expect(state).toBe('valid');
    expect(matching).toMatchObject({
      matchers: ['hr', 'email', 'external-id'],
      equivalence: { case: true, unicode: true, plusAddressing: true },
      catalogFilter: [{ 'spec.type': ['employee', 'contractor'] }],
      leaveOut: [
        { name: 'Bots', emails: ['svc-*'], domains: [] },
        { name: 'Partners', domains: ['partner.com'], departments: ['4711'] },
      ],
    });
    expect(reconciliationSchedule).toMatchObject({
      frequency: { minutes: 2 },
      timeout: { minutes: 5 },
      scope: 'global',
    });
  });

  it.each<[string, JsonValue, string]>([
    ['a text', 'email', 'lucid.matching'],
    ['a key that is not known', { emailAnotations: [] }, 'lucid.matching'],
    ['no list of matchers', { matchers: 'email' }, 'lucid.matching.matchers'],
    ['no matcher at all', { matchers: [] }, 'lucid.matching.matchers'],
    [
      'a matcher twice',
      { matchers: ['email', 'email'] },
      'lucid.matching.matchers',
    ],
    [
      'a matcher that there is not',
      { matchers: ['hr'] },
      'lucid.matching.matchers',
    ],
    [
      'an external id without its annotation',
      { matchers: ['external-id'] },
      'lucid.matching.externalIdAnnotation',
    ],
    [
      'an alias of nothing',
      { domainAliases: [['acme.com']] },
      'lucid.matching.domainAliases.0',
    ],
    [
      'a domain in two lists',
      {
        domainAliases: [
          ['acme.com', 'acme.io'],
          ['acme.io', 'acme.org'],
        ],
      },
      'lucid.matching.domainAliases',
    ],
    [
      'a rule without a pattern',
      { leaveOut: [{ name: 'Bots' }] },
      'lucid.matching.leaveOut.0',
    ],
    [
      'a rule that leaves everybody out',
      { leaveOut: [{ name: 'All', emails: ['*'] }] },
      'lucid.matching.leaveOut.0.emails.0',
    ],
    [
      'two rules of one name',
      {
        leaveOut: [
          { name: 'Bots', emails: ['svc-*'] },
          { name: 'Bots', emails: ['bot-*'] },
        ],
      },
      'lucid.matching.leaveOut',
    ],
    [
      'a filter that is no filter',
      { catalogFilter: 'employees' },
      'lucid.matching.catalogFilter',
    ],
    ['a limit beyond all', { lossLimit: 2 }, 'lucid.matching.lossLimit'],
    [
      'a switch that is none',
      { equivalence: { case: 'yes' } },
      'lucid.matching.equivalence.case',
    ],
    [
      'a schedule that never comes',
      { schedule: { frequency: 'often' } },
      'lucid.matching.schedule.frequency',
    ],
  ])('names the key that is wrong: %s', (_, matching, key) => {
    const { state, accounts, problems } = read(matching);
    expect(state).toBe('invalid');
    expect(accounts).toEqual([]);
    expect(problems.map(problem => problem.key)).toContain(key);
  });
});

describe('lucid.licenceRequestUrl', () => {
  const readUrl = (licenceRequestUrl: JsonValue) =>
    readLucidConfig(
      new ConfigReader({
        lucid: { token: 'a-token-Of_some.Length~123', licenceRequestUrl },
      }),
    );

  it('is the address of a page', () => {
    expect(readUrl('https://help.acme.com/licences')).toMatchObject({
      state: 'valid',
      licenceRequestUrl: 'https://help.acme.com/licences',
    });
  });

  it.each(['help.acme.com', 'ftp://help.acme.com', 7, ''])(
    'is not %j',
    licenceRequestUrl => {
      expect(readUrl(licenceRequestUrl)).toMatchObject({
        state: 'invalid',
        problems: [{ key: 'lucid.licenceRequestUrl' }],
      });
    },
  );
});
