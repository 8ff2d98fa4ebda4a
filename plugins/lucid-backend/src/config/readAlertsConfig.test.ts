import { JsonValue } from '@backstage/types';
import { ConfigurationProblems } from './ConfigurationProblems';
import { readAlertsConfig } from './readAlertsConfig';

function read(section: JsonValue | undefined, accounts = ['default']) {
  const problems = new ConfigurationProblems();
  const config = readAlertsConfig(section, { accounts, problems });
  return { config, problems: problems.found.map(({ message }) => message) };
}

const readRule = (rule: JsonValue, accounts?: string[]) =>
  read({ rules: [rule] }, accounts);

describe('lucid.alerts', () => {
  it('watches nothing unless told', () => {
    expect(read(undefined)).toEqual({
      config: { rules: [], pagePath: '/lucid' },
      problems: [],
    });
  });

  it('knows a rule for each thing that can be watched', () => {
    const { config, problems } = read({
      recipients: ['group:platform', 'User:Default/Jane'],
      pagePath: '/tools/lucid/',
      rules: [
        { rule: 'undetected-users', above: 50 },
        { rule: 'undetected-share', above: 0.1, severity: 'critical' },
        { rule: 'seats-left', below: '10', licence: 'Lucidchart' },
        { rule: 'utilisation', above: 0.95, pool: 'subscription-1' },
        { rule: 'renewal', within: { days: 60 } },
        { rule: 'sync-failing', for: '6h' },
        { rule: 'held-snapshot', recipients: ['user:default/admin'] },
        { rule: 'leaver-with-licence', account: 'default', recipients: [] },
      ],
    });
    expect(problems).toEqual([]);
    const recipients = ['group:default/platform', 'user:default/jane'];
    expect(config).toEqual({
      pagePath: '/tools/lucid',
      rules: [
        { rule: 'undetected-users', above: 50, severity: 'normal', recipients },
        {
          rule: 'undetected-share',
          above: 0.1,
          severity: 'critical',
          recipients,
        },
        {
          rule: 'seats-left',
          below: 10,
          licence: 'Lucidchart',
          severity: 'high',
          recipients,
        },
        {
          rule: 'utilisation',
          above: 0.95,
          pool: 'subscription-1',
          severity: 'normal',
          recipients,
        },
        { rule: 'renewal', withinDays: 60, severity: 'high', recipients },
        {
          rule: 'sync-failing',
          forMilliseconds: 6 * 60 * 60_000,
          severity: 'high',
          recipients,
        },
        {
          rule: 'held-snapshot',
          severity: 'high',
          recipients: ['user:default/admin'],
        },
        {
          rule: 'leaver-with-licence',
          account: 'default',
          severity: 'normal',
          recipients: [],
        },
      ],
    });
  });

  it.each([
    [
      { recipients: 'group:default/platform' },
      'lucid.alerts.recipients must be a list of entity refs, such as [group:default/platform].',
    ],
    [
      { recipients: ['component:default/portal'] },
      'lucid.alerts.recipients.0 must be the entity ref of a user or a group, such as group:default/platform.',
    ],
    [
      { pagePath: '//elsewhere.example' },
      'lucid.alerts.pagePath must be a path within the portal, such as /lucid.',
    ],
    [
      { rule: [] },
      'lucid.alerts may have the keys recipients, rules and pagePath, and no other.',
    ],
    [
      { rules: [{ above: 50 }] },
      'lucid.alerts.rules.0.rule must have the key rule, which is one of undetected-users, undetected-share, seats-left, utilisation, renewal, sync-failing, held-snapshot, leaver-with-licence.',
    ],
  ])('says what is wrong with %j', (section, message) => {
    const { config, problems } = read(section);
    expect(problems).toEqual([message]);
    expect(config.rules).toEqual([]);
  });

  it.each([
    [
      { rule: 'undetected-users', above: 1.5 },
      '0.above must be a whole number, such as 50.',
    ],
    [
      { rule: 'undetected-users' },
      '0.above must be a whole number, such as 50.',
    ],
    [
      { rule: 'undetected-share', above: 10 },
      '0.above must be a share from 0 to 1, such as 0.1.',
    ],
    [
      { rule: 'seats-left', below: 0 },
      '0.below must be a whole number from 1, such as 10.',
    ],
    [
      { rule: 'renewal', within: '6h' },
      '0.within must be a duration such as { days: 60 }, of a day at least.',
    ],
    [
      { rule: 'sync-failing' },
      '0.for must be a duration such as { hours: 6 }, of a minute at least.',
    ],
    [
      { rule: 'held-snapshot', severity: 'low' },
      '0.severity must be critical, high or normal, or be left out.',
    ],
    [
      { rule: 'undetected-users', above: 5, below: 7 },
      '0 may have the keys above, account, recipients and severity beside rule: undetected-users, and no other.',
    ],
    [
      { rule: 'held-snapshot', account: 'emea' },
      '0.account is no Lucid account that is configured. Name one of default, or leave it out to watch all of them.',
    ],
  ])('says what is wrong with the rule %j', (rule, message) => {
    expect(readRule(rule).problems).toEqual([`lucid.alerts.rules.${message}`]);
  });

  it('does not let two rules watch the same', () => {
    const accounts = ['emea', 'apac'];
    const twice = (one: object, other: object) =>
      read(
        {
          rules: [
            { rule: 'undetected-users', above: 5, ...one },
            { rule: 'undetected-users', above: 5, ...other },
          ],
        },
        accounts,
      ).problems;
    const problem =
      'lucid.alerts.rules.1 watches the same as lucid.alerts.rules.0. Remove one of the two, and name all recipients in the other.';

    expect(twice({}, {})).toEqual([problem]);
    expect(twice({ account: 'emea' }, {})).toEqual([problem]);
    expect(twice({ account: 'emea' }, { account: 'apac' })).toEqual([]);
    expect(twice({}, { above: 6 })).toEqual([]);
  });
});
