import { createTestStore, databases } from '../__testUtils__/databases';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { frozenAfter } from '../__testUtils__/frozenAfter';
import { catalogUser } from '../__testUtils__/SyncHarness';
import { testMatching } from '../__testUtils__/testMatching';
import { retireAccounts } from '../store/retireAccounts';
import { RecordedPortal } from './__testUtils__/RecordedPortal';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('daily totals on %s', databaseId => {
  async function newPortal(
    options?: ConstructorParameters<typeof RecordedPortal>[1],
  ) {
    const portal = new RecordedPortal(
      await createTestStore(databaseId),
      options,
    );
    portal.harness.catalogUsers = [catalogUser('ada', 'ada@example.com')];
    return portal;
  }

  const january = { from: '2026-01-01', to: '2026-01-04' };

  it('hold how many users there are in each state, with leavers and unlicensed catalog users beside them', async () => {
    const portal = await newPortal();
    portal.harness.catalogUsers.push(catalogUser('bob', 'bob@example.com'));
    portal.harness.lucid.add(
      lucidUser('1', { email: 'ada@example.com' }),
      lucidUser('2', { email: 'nobody@example.com' }),
      lucidUser('3'),
    );
    await portal.syncOn('2026-01-01');
    expect(
      await portal.values({
        by: 'state',
        from: portal.today,
        to: portal.today,
      }),
    ).toEqual({
      detected: [1],
      undetected: [2],
      ambiguous: [0],
      excepted: [0],
      'left-out': [0],
      leavers: [0],
      unlicensed: [1],
    });
  });

  it('count a user with two licences in each of them, and once at each access level', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(
      lucidUser('1', {
        licences: [
          { name: 'Lucidchart', access: 'can-edit' },
          { name: 'Lucidspark', access: 'can-edit' },
        ],
      }),
      lucidUser('2', {
        licences: [{ name: 'Lucidchart', access: 'view-only' }],
      }),
      lucidUser('3', { licences: [{ name: 'active-user' }] }),
    );
    await portal.syncOn('2026-01-01');
    const day = { from: portal.today, to: portal.today };
    expect(await portal.values({ by: 'licence', ...day })).toEqual({
      Lucidchart: [2],
      Lucidspark: [1],
      'active-user': [1],
    });
    expect(await portal.values({ by: 'access', ...day })).toEqual({
      'can-edit': [1],
      'view-only': [1],
      unknown: [1],
    });
  });

  it('do not count whoever has departed', async () => {
    const portal = await newPortal();
    for (let id = 1; id <= 20; id += 1) {
      portal.harness.lucid.add(lucidUser(`${id}`, { department: 'Sales' }));
    }
    await portal.syncOn('2026-01-01');
    portal.harness.lucid.users.delete('7');
    await portal.syncOn('2026-01-02');
    const days = { from: '2026-01-01', to: '2026-01-02' };
    for (const by of ['licence', 'department', 'access'] as const) {
      const [values] = Object.values(await portal.values({ by, ...days }));
      expect(values).toEqual([20, 19]);
    }
  });

  it('are those of the end of a day, however often they are recorded', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2026-01-01');
    portal.harness.lucid.add(
      lucidUser('2', { licences: [{ name: 'Lucidspark' }] }),
    );
    await portal.syncOn('2026-01-01');
    portal.harness.lucid.add(lucidUser('2'), lucidUser('3'));
    await portal.syncOn('2026-01-01');
    expect(
      await portal.values({
        by: 'licence',
        from: portal.today,
        to: portal.today,
      }),
    ).toEqual({ Lucidchart: [3] });
  });

  it('stand for the days after them on which nobody recorded anything, and not for those before', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2026-01-02');
    portal.harness.lucid.add(
      lucidUser('2', { licences: [{ name: 'Lucidspark' }] }),
    );
    await portal.syncOn('2026-01-04');
    expect(await portal.values({ by: 'licence', ...january })).toEqual({
      Lucidchart: [null, 1, 1, 1],
      Lucidspark: [null, 0, 0, 1],
    });
    expect(
      await portal.values({
        by: 'licence',
        from: '2026-01-03',
        to: '2026-01-03',
      }),
    ).toEqual({ Lucidchart: [1] });
  });

  it('say nothing of days to come', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2026-01-02');
    expect(await portal.values({ by: 'licence', ...january })).toEqual({
      Lucidchart: [null, 1, null, null],
    });
    expect(
      await portal.history.read({
        by: 'licence',
        from: '2026-02-01',
        to: '2026-02-02',
      }),
    ).toEqual({
      by: 'licence',
      days: ['2026-02-01', '2026-02-02'],
      series: [],
    });
  });

  it('are recorded of a new day that sees no sync, once', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2026-01-01');
    portal.today = '2026-01-02';
    await portal.tick();
    expect(await portal.knex('daily_totals').distinct('day')).toHaveLength(2);
    // Nothing has changed, so nothing is written: what was taken away stays so.
    await portal.knex('daily_totals').delete();
    await portal.tick();
    await portal.recorder.recordChanged('default');
    expect(await portal.knex('daily_totals')).toEqual([]);
    portal.today = '2026-01-03';
    await portal.tick();
    expect(await portal.knex('daily_totals').distinct('day')).toEqual([
      { day: '2026-01-03' },
    ]);
  });

  it('follow what the catalog changes between two syncs', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1', { email: 'bob@example.com' }));
    await portal.syncOn('2026-01-01');
    portal.harness.catalogUsers.push(catalogUser('bob', 'bob@example.com'));
    portal.harness.catalogUsers.push(catalogUser('cyd', 'cyd@example.com'));
    await portal.harness.readCatalog();
    await portal.harness.snapshots.reconcile({
      account: 'default',
      signal: new AbortController().signal,
    });
    await portal.tick();
    const { detected, undetected, unlicensed } = await portal.values({
      by: 'state',
      from: portal.today,
      to: portal.today,
    });
    expect({ detected, undetected, unlicensed }).toEqual({
      detected: [1],
      undetected: [0],
      unlicensed: [2],
    });
  });

  it('begin with the first snapshot of an account, and not while it is being read', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1'));
    await portal.tick();
    portal.harness.lucid.failure = new Error('Lucid is away');
    await portal.harness.sync();
    await portal.tick();
    expect(await portal.knex('daily_totals')).toEqual([]);
    portal.harness.lucid.failure = undefined;
    await portal.syncOn('2026-01-01');
    expect(
      await portal.values({
        by: 'licence',
        from: portal.today,
        to: portal.today,
      }),
    ).toEqual({ Lucidchart: [1] });
  });

  it('add up accounts, each from its first day on and with its own gaps', async () => {
    const portal = await newPortal({ accounts: ['eu', 'us'] });
    const { eu, us } = portal.harness.lucids;
    eu.add(lucidUser('1'), lucidUser('2'));
    us.add(lucidUser('1'));
    await portal.syncOn('2026-01-01', 'eu');
    await portal.syncOn('2026-01-03', 'us');
    eu.add(lucidUser('3'));
    await portal.syncOn('2026-01-04', 'eu');
    const query = { by: 'licence', ...january } as const;
    expect(await portal.values(query)).toEqual({ Lucidchart: [2, 2, 3, 4] });
    expect(await portal.values({ ...query, account: 'us' })).toEqual({
      Lucidchart: [null, null, 1, 1],
    });
    expect(await portal.values({ ...query, account: 'nobody' })).toEqual({});
  });

  it('of an account that is not configured any more end with none, and are shown where it is asked for', async () => {
    const before = await newPortal({ accounts: ['eu', 'us'] });
    before.harness.lucids.eu.add(lucidUser('1'));
    before.harness.lucids.us.add(lucidUser('1'));
    await before.syncOn('2026-01-01', 'eu');
    await before.syncOn('2026-01-01', 'us');
    const after = new RecordedPortal(before.knex, { accounts: ['eu'] });
    after.today = '2026-01-03';
    await retireAccounts(after.knex, {
      configured: ['eu'],
      matching: testMatching(),
      today: () => after.today,
    });
    await after.tick();
    const query = {
      by: 'licence',
      from: '2026-01-01',
      to: '2026-01-03',
    } as const;
    expect(await after.values(query)).toEqual({ Lucidchart: [1, 1, 1] });
    expect(await after.values({ ...query, account: 'us' })).toEqual({
      Lucidchart: [1, 1, 0],
    });
  });

  it('show the twelve departments with most users at the end, and everybody else together', async () => {
    const portal = await newPortal();
    for (let department = 0; department < 14; department += 1) {
      for (let user = 0; user <= department; user += 1) {
        portal.harness.lucid.add(
          lucidUser(`${department}-${user}`, {
            department: `Department ${department}`,
          }),
        );
      }
    }
    portal.harness.lucid.add(
      lucidUser('nowhere'),
      lucidUser('elsewhere', { department: 'other' }),
    );
    await portal.syncOn('2026-01-01');
    const { series } = await portal.history.read({
      by: 'department',
      from: '2026-01-01',
      to: '2026-01-01',
    });
    expect(series).toEqual([
      ...Array.from({ length: 12 }, (_, index) => ({
        key: `Department ${13 - index}`,
        values: [14 - index],
      })),
      // Two small departments with three users, and the two who are in none of those.
      { key: 'other', values: [5] },
    ]);
  });

  it('by department stand for the days of which only departments are not kept any more', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1', { department: 'Sales' }));
    await portal.syncOn('2026-01-01');
    portal.harness.lucid.add(lucidUser('2', { department: 'Sales' }));
    await portal.syncOn('2026-01-02');
    await portal.syncOn('2026-01-03');
    await portal
      .knex('daily_totals')
      .where({ slice: 'department', day: '2026-01-02' })
      .delete();
    expect(
      await portal.values({
        by: 'department',
        from: '2026-01-01',
        to: '2026-01-03',
      }),
    ).toEqual({ Sales: [1, 1, 2] });
  });

  it('hold seats used and bought of each pool, and nothing of days on which there was none', async () => {
    const portal = await newPortal({ accounts: ['eu', 'us'] });
    portal.harness.lucids.eu.add(lucidUser('1'));
    const pool = { source: 'lucid', used: 1, overage: 0 } as const;
    await portal.syncOn('2026-01-01', 'eu');
    portal.pools = [
      { ...pool, id: 'a', account: 'eu', bought: 5 },
      { ...pool, id: 'b', account: 'us', used: 2 },
    ];
    portal.today = '2026-01-02';
    await portal.tick();
    // Seats change by themselves, too.
    portal.pools[0].used = 4;
    await portal.tick();
    portal.pools = [{ ...pool, id: 'b', account: 'eu' }];
    portal.today = '2026-01-03';
    await portal.tick();
    expect(await portal.values({ by: 'seats', ...january })).toEqual({
      a: [null, 4, null, null],
      'a:bought': [null, 5, null, null],
      b: [null, null, 1, null],
    });
  });

  it('of a long span are given for some days, the last one always', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2017-01-01');
    portal.today = '2026-01-01';
    const { days, series } = await portal.history.read({
      by: 'licence',
      from: '2016-01-01',
      to: '2025-12-31',
    });
    expect(days.length).toBeLessThanOrEqual(400);
    expect(days.length).toBeGreaterThan(300);
    expect(days.at(-1)).toBe('2025-12-31');
    const gaps = days
      .slice(1)
      .map((day, index) => Date.parse(day) - Date.parse(days[index]));
    expect(new Set(gaps).size).toBe(1);
    expect(series[0].values).toEqual(
      days.map(day => (day < '2017-01-01' ? null : 1)),
    );
  });

  it('of one account that fail keep neither its sync nor other accounts from going on', async () => {
    const portal = await newPortal({ accounts: ['eu', 'us'] });
    portal.harness.lucids.eu.add(lucidUser('1'));
    portal.harness.lucids.us.add(lucidUser('1'));
    await portal.harness.sync('eu');
    await portal.harness.sync('us');
    await portal
      .knex('accounts')
      .where({ account_id: 'eu' })
      .update({ counts: 'garbage' });
    expect(await portal.recorder.recordChanged('eu')).toBe(false);
    await expect(portal.tick()).rejects.toThrow(/: eu$/);
    expect(
      await portal.values({
        by: 'licence',
        from: portal.today,
        to: portal.today,
      }),
    ).toEqual({ Lucidchart: [1] });
  });

  it('of a day that ends while they are counted are not those of the next', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1'));
    await portal.syncOn('2026-01-01');
    portal.harness.lucid.add(lucidUser('2'));
    await portal.harness.sync();
    const { counts } = await portal.harness.accounts.get('default');

    await frozenAfter(
      portal.knex,
      {
        statement: /^select .* from .lucid_users/,
        meanwhile: async others => {
          portal.today = '2026-01-02';
          await others('accounts').update({
            counts: JSON.stringify({ ...counts, undetected: 9 }),
            revision: 9,
          });
        },
      },
      frozen => portal.recorderOver(frozen).recordChanged('default'),
    );

    const { undetected } = await portal.values({
      by: 'state',
      from: '2026-01-01',
      to: '2026-01-02',
    });
    expect(undetected).toEqual([1, 9]);
  });

  it('are recorded by several backends at once as by one', async () => {
    const portal = await newPortal();
    portal.harness.lucid.add(lucidUser('1'), lucidUser('2'));
    await portal.harness.sync();
    const others = [1, 2, 3].map(() => new RecordedPortal(portal.knex));
    await Promise.all(
      [portal, ...others].map(({ recorder }) =>
        recorder.recordChanged('default'),
      ),
    );
    expect(
      await portal.values({
        by: 'licence',
        from: portal.today,
        to: portal.today,
      }),
    ).toEqual({ Lucidchart: [2] });
  });

  it('are read whole while they are being recorded', async () => {
    const portal = await newPortal();
    const seen = new Set<string>();
    portal.harness.lucid.add(lucidUser('0', { department: 'Sales' }));
    await portal.syncOn('2026-01-01');
    let isOver = false;
    const reading = (async () => {
      while (!isOver) {
        const { Sales, other } = await portal.values({
          by: 'department',
          from: portal.today,
          to: portal.today,
        });
        seen.add(`${Sales[0]} and ${other?.[0] ?? 0}`);
        await new Promise(resolve => setTimeout(resolve, 1));
      }
    })();
    try {
      for (let round = 1; round <= 10; round += 1) {
        portal.harness.lucid.add(
          lucidUser(`${round}`, { department: 'Sales' }),
          lucidUser(`${round}-nowhere`),
        );
        await portal.syncOn('2026-01-01');
      }
    } finally {
      isOver = true;
    }
    await reading;
    for (const one of seen) {
      const [sales, others] = one.split(' and ').map(Number);
      expect(others).toBe(sales - 1);
    }
    expect(seen.size).toBeGreaterThan(1);
  });
});
