import { SeatPool } from 'backstage-plugin-lucid-common';
import { JsonValue } from '@backstage/types';
import { ConfigurationProblems } from '../config/ConfigurationProblems';
import { readAlertsConfig } from '../config/readAlertsConfig';
import { noCounts } from '../store/AccountStore';
import { AccountFacts } from '../store/alerts/AlertFactsReader';
import { PageLinks } from './PageLinks';
import { observe } from './observe';

const NOW = new Date('2026-01-31T12:00:00.000Z');
const HOUR = 60 * 60_000;

const hoursAgo = (hours: number) =>
  new Date(NOW.getTime() - hours * HOUR).toISOString();

/** What a rule of the configuration sees of the only account, unless told. */
function look(
  rule: JsonValue,
  facts: Omit<Partial<AccountFacts>, 'account'>,
  options: { pools?: SeatPool[]; accounts?: string[] } = {},
) {
  const accounts = options.accounts ?? ['default'];
  const problems = new ConfigurationProblems();
  const { rules } = readAlertsConfig({ rules: [rule] }, { accounts, problems });
  expect(problems.found).toEqual([]);
  const isOnlyAccount = accounts.length === 1;
  return observe(
    rules,
    {
      now: NOW,
      accounts: accounts.map(account => ({ account, ...facts })),
      pools: options.pools ?? [],
    },
    {
      links: new PageLinks({ pagePath: '/lucid', isOnlyAccount }),
      inAccount: account => (isOnlyAccount ? '' : ` in ${account}`),
    },
  );
}

const counts = (undetected: number, users = 100) => ({
  counts: { ...noCounts(), users, undetected },
});

/** A pool of ten seats of a licence, unless told. */
const pool = (given: Partial<SeatPool> = {}): SeatPool => ({
  id: 'licence-1',
  source: 'configuration',
  licence: 'Lucidchart',
  access: 'can-edit',
  bought: 10,
  used: 8,
  left: 2,
  overage: 0,
  utilisation: 0.8,
  ...given,
});

describe('undetected-users', () => {
  const rule = { rule: 'undetected-users', above: 50 };

  it.each([
    [50, false, '50 undetected Lucid users, no more than 50'],
    [51, true, '51 undetected Lucid users, more than 50'],
    [1_200, true, '1,200 undetected Lucid users, more than 50'],
  ])('of %d of them', (count, holds, title) => {
    expect(look(rule, counts(count, 5_000))).toMatchObject([
      { holds, title, link: '/lucid/undetected' },
    ]);
  });

  it('says nothing before the first snapshot', () => {
    expect(look(rule, {})).toEqual([]);
  });

  it('watches each of several accounts, or the one that is named', () => {
    const accounts = ['emea', 'apac'];
    expect(look(rule, counts(51), { accounts })).toMatchObject([
      {
        account: 'emea',
        title: '51 undetected Lucid users in emea, more than 50',
        link: '/lucid/undetected?account=emea',
      },
      { account: 'apac' },
    ]);
    expect(
      look({ ...rule, account: 'apac' }, counts(51), { accounts }).map(
        ({ account }) => account,
      ),
    ).toEqual(['apac']);
  });
});

describe('undetected-share', () => {
  const rule = { rule: 'undetected-share', above: 0.1 };

  it.each([
    [10, 100, false],
    [11, 100, true],
    [0, 0, false],
  ])('of %d of %d users', (undetected, users, holds) => {
    expect(look(rule, counts(undetected, users))).toMatchObject([{ holds }]);
  });
});

describe('seats-left', () => {
  const rule = { rule: 'seats-left', below: 3 };

  it('links to the holders of the licence of the pool', () => {
    expect(look(rule, {}, { pools: [pool()] })).toMatchObject([
      {
        holds: true,
        subject: 'licence-1',
        title: '2 seats left of Lucidchart (can-edit), fewer than 3',
        link: '/lucid/licences?licence=Lucidchart&access=can-edit',
      },
    ]);
  });

  it('tells how many are used beyond what was bought', () => {
    const pools = [pool({ left: 0, used: 14, overage: 4, utilisation: 1.4 })];
    expect(look(rule, {}, { pools })[0].title).toBe(
      '0 seats left of Lucidchart (can-edit), fewer than 3, and 4 more are used than were bought',
    );
  });

  it('leaves out pools without a limit, and those that it does not choose', () => {
    const limitless = pool({ bought: undefined, left: undefined });
    expect(look(rule, {}, { pools: [limitless] })).toEqual([]);
    const pools = [
      pool(),
      pool({ id: 'licence-2', licence: 'Lucidspark' }),
      pool({
        id: 'subscription-7',
        source: 'lucid',
        licence: undefined,
        access: undefined,
        subscription: '7',
        account: 'default',
      }),
    ];
    const seen = (choice: object) =>
      look({ ...rule, ...choice }, {}, { pools }).map(({ subject }) => subject);
    expect(seen({ licence: 'lucidSPARK' })).toEqual(['licence-2']);
    expect(seen({ pool: 'subscription-7' })).toEqual(['subscription-7']);
    expect(seen({})).toEqual(['licence-1', 'licence-2', 'subscription-7']);
  });

  it('holds a pool against the account that it belongs to', () => {
    const pools = [
      pool({ account: 'emea' }),
      pool({ id: 'licence-2', account: 'apac', left: 9 }),
    ];
    expect(
      look(rule, {}, { pools, accounts: ['emea', 'apac'] }).map(
        ({ account, subject, holds }) => [account, subject, holds],
      ),
    ).toEqual([
      ['emea', 'licence-1', true],
      ['apac', 'licence-2', false],
    ]);
  });
});

describe('utilisation', () => {
  const rule = { rule: 'utilisation', above: 0.8 };

  it.each([
    [0.8, false],
    [0.81, true],
    [1.4, true],
  ])('of %d', (utilisation, holds) => {
    expect(look(rule, {}, { pools: [pool({ utilisation })] })).toMatchObject([
      { holds },
    ]);
  });
});

describe('renewal', () => {
  const rule = { rule: 'renewal', within: { days: 60 } };

  it.each([
    [61, false],
    [60, true],
    [0, true],
    [-1, false],
  ])('with %d days left', (daysLeft, holds) => {
    const pools = [pool({ renewal: '2026-03-31', daysLeft })];
    expect(look(rule, {}, { pools })).toMatchObject([
      { holds, link: '/lucid/overview' },
    ]);
  });

  it('tells what happens when', () => {
    const titleOf = (given: Partial<SeatPool>) =>
      look(rule, {}, { pools: [pool(given)] })[0].title;
    expect(titleOf({ renewal: '2026-03-31', daysLeft: 59 })).toBe(
      'Lucidchart (can-edit) is to be renewed in 59 days, on 2026-03-31',
    );
    expect(titleOf({ end: '2026-01-31', daysLeft: 0 })).toBe(
      'Lucidchart (can-edit) ends today',
    );
  });

  it('says nothing where there is no such day', () => {
    expect(look(rule, {}, { pools: [pool()] })).toEqual([]);
  });
});

describe('sync-failing', () => {
  const rule = { rule: 'sync-failing', for: '6h' };
  const failing = (hours: number) => ({
    failing: { since: hoursAgo(hours), reason: 'Lucid refused the token.' },
  });

  it.each([
    [5, false],
    [6, true],
    [100, true],
  ])('for %d hours', (hours, holds) => {
    expect(look(rule, failing(hours))).toMatchObject([
      { holds, link: '/lucid/sync' },
    ]);
  });

  it('tells for how long, and why', () => {
    expect(look(rule, { ...counts(0), ...failing(100) })).toMatchObject([
      {
        title: 'Syncs of Lucid have failed for 4 days',
        description:
          'What is shown is the last good snapshot. Lucid refused the token.',
      },
    ]);
  });

  it('does not speak of a snapshot where there has never been one', () => {
    expect(look(rule, failing(100))[0].description).toBe(
      'Nothing is shown before one succeeds. Lucid refused the token.',
    );
  });

  it('is over when none has failed since the last success', () => {
    expect(look(rule, {})).toMatchObject([{ holds: false }]);
  });
});

describe('held-snapshot', () => {
  it.each([
    [
      { removals: 120, rejections: 0 },
      'A snapshot of Lucid is held: it would remove 120 Lucid users',
    ],
    [
      { removals: 0, rejections: 7 },
      'A snapshot of Lucid is held: it has 7 users that cannot be understood',
    ],
  ])('tells what %j would do', (held, title) => {
    expect(look({ rule: 'held-snapshot' }, { held })).toMatchObject([
      { holds: true, title, link: '/lucid/sync' },
    ]);
  });
});

describe('the page', () => {
  it('may be somewhere else', () => {
    const links = new PageLinks({ pagePath: '/tools/l', isOnlyAccount: false });
    expect(links.leaver('emea', 'lucid/1 &2')).toBe(
      '/tools/l/undetected?reason=leaver&user=emea%2Flucid%252F1%2520%25262&account=emea',
    );
    expect(links.sync()).toBe('/tools/l/sync');
  });
});
