import {
  LicenceUsage,
  USAGE_SORT_FIELDS,
  UsageListQuery,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness, catalogUser } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';

jest.setTimeout(60_000);

type WholeListQuery = Omit<UsageListQuery, 'limit' | 'cursor'>;

const PAGE_SIZE = 5;

describe.each(databases.eachSupportedId())('whole lists, on %s', database => {
  let harness: SyncHarness;
  let knex: Knex;

  const readingId = async () => (await harness.readings.current())?.id;

  /** The list in its pages; `between` runs after each of them. */
  async function readWhole(
    query: WholeListQuery,
    between: (page: number) => Promise<void> = async () => {},
  ): Promise<LicenceUsage[][]> {
    const pages: LicenceUsage[][] = [];
    for await (const page of harness.usages.all(query, {
      readingId,
      pageSize: PAGE_SIZE,
    })) {
      pages.push(page);
      await between(pages.length);
    }
    return pages;
  }

  const keysOf = (usages: LicenceUsage[]) =>
    usages.map(({ account, id }) => `${account}/${id}`);

  /** What the list shows, page by page, as anybody leafs through it. */
  async function leafThrough(query: WholeListQuery): Promise<LicenceUsage[]> {
    const options = { readingId: await readingId() };
    const usages: LicenceUsage[] = [];
    let page = await harness.usages.list({ ...query, limit: 7 }, options);
    for (;;) {
      usages.push(...page.items);
      if (!page.nextCursor) {
        return usages;
      }
      page = await harness.usages.list(
        { cursor: page.nextCursor, limit: 7 },
        options,
      );
    }
  }

  /** @param users - how many Lucid users there are, of whom every third is detected */
  async function start(users: number): Promise<void> {
    knex = await createTestStore(database);
    harness = new SyncHarness(knex, ['one', 'two']);
    harness.catalogUsers = Array.from({ length: users }, (_, i) =>
      catalogUser(`person-${i}`, `p${i * 3}@example.com`),
    );
    for (let i = 0; i < users; i += 1) {
      const account = i % 4 === 0 ? 'two' : 'one';
      harness.lucids[account].add(
        lucidUser(`u${i}`, {
          displayName: `Person ${(i * 7) % 10}`,
          email: `p${i}@example.com`,
          department: i % 2 === 0 ? 'Design' : 'Sales',
          createdAt: `2026-01-${String((i % 28) + 1).padStart(2, '0')}T00:00Z`,
        }),
      );
    }
    for (const account of ['one', 'two']) {
      expect(await harness.sync(account)).toMatchObject({ state: 'succeeded' });
    }
  }

  describe('at rest', () => {
    beforeAll(() => start(23));

    it.each(USAGE_SORT_FIELDS.flatMap(field => [field, `-${field}` as const]))(
      'hold what the list shows, in the same order, sorted by %s',
      async sort => {
        const whole = (await readWhole({ sort })).flat();
        expect(whole).toHaveLength(23);
        expect(whole).toEqual(await leafThrough({ sort }));
      },
    );

    it.each<WholeListQuery>([
      { state: ['undetected'] },
      { state: ['detected', 'undetected'] },
      { account: 'two' },
      { department: 'Design' },
      { q: 'P1@' },
      { licence: 'Lucidchart', access: 'can-edit', sort: '-email' },
      { reason: 'no-catalog-user' },
    ])('are filtered by %j as the list is', async query => {
      const whole = (await readWhole(query)).flat();
      expect(whole.length).toBeGreaterThan(0);
      expect(whole).toEqual(await leafThrough(query));
    });

    it('come in pages of the size that was asked for', async () => {
      const pages = await readWhole({});
      expect(pages.map(page => page.length)).toEqual([5, 5, 5, 5, 3]);
    });

    it('are empty where nobody fits', async () => {
      expect(await readWhole({ q: 'nobody of that name' })).toEqual([]);
    });
  });

  describe('while syncs go on', () => {
    beforeEach(() => start(20));

    it('hold everybody once, although everybody changes places', async () => {
      const before = keysOf((await readWhole({})).flat());
      const pages = await readWhole({}, async page => {
        // What was first comes last, and the other way round.
        for (const [id, user] of harness.lucids.one.users) {
          harness.lucids.one.add({
            ...user,
            displayName: `Person ${page % 2 ? 9 - Number(id.slice(1)) : id}`,
          });
        }
        await harness.sync('one');
      });
      expect(keysOf(pages.flat())).toEqual(before);
    });

    it('show each user as it is when its page is read', async () => {
      const pages = await readWhole({}, async page => {
        if (page === 1) {
          for (const user of harness.lucids.one.users.values()) {
            harness.lucids.one.add({ ...user, title: 'Promoted' });
          }
          await harness.sync('one');
        }
      });
      const titles = (usages: LicenceUsage[]) =>
        new Set(
          usages
            .filter(({ account }) => account === 'one')
            .map(({ title }) => title),
        );
      expect(titles(pages[0])).toEqual(new Set([undefined]));
      expect(titles(pages.slice(1).flat())).toEqual(new Set(['Promoted']));
    });

    it('leave out who has ceased to fit, and nobody else', async () => {
      const query = { state: ['undetected' as const] };
      const all = keysOf((await readWhole(query)).flat());
      const last = all[all.length - 1];
      const pages = await readWhole(query, async page => {
        if (page === 1) {
          const [account, id] = last.split('/');
          harness.catalogUsers.push(
            catalogUser('found', `p${id.slice(1)}@example.com`),
          );
          await harness.sync(account);
          await harness.service.runScheduled(
            account,
            new AbortController().signal,
          );
        }
      });
      expect(keysOf(pages.flat())).toEqual(all.slice(0, -1));
    });

    it('leave out nobody of a first page because of somebody who appears', async () => {
      const all = keysOf((await readWhole({})).flat());
      const pages = await readWhole({}, async page => {
        harness.lucids.two.add(
          lucidUser(`new${page}`, { displayName: 'A first name' }),
        );
        await harness.sync('two');
      });
      expect(keysOf(pages.flat())).toEqual(all);
    });
  });
});
