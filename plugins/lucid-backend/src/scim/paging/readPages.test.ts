import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { LucidProtocolError } from '../../http/errors';
import { LucidUser } from '../LucidUser';
import { ListResponse } from '../parsing/parseListResponse';
import { parseLucidUser } from '../parsing/parseLucidUser';
import { ReadPage } from './ReadAhead';
import { readPages } from './readPages';
import { createPage } from './ScimPage';

const PAGE_SIZE = 5;

/** A Lucid account that answers as a test wants it to. */
class PretendAccount {
  ids: string[];
  reads = 0;
  underWay = 0;
  mostUnderWay = 0;
  readonly everThere: Set<string>;
  readonly alwaysThere: Set<string>;
  #newcomers = 0;

  constructor(users: number) {
    this.ids = Array.from({ length: users }, (_, index) => `u${index}`);
    this.everThere = new Set(this.ids);
    this.alwaysThere = new Set(this.ids);
  }

  /** A share, 0 to 1, of the list is where the user comes. */
  add(share: number): void {
    this.#newcomers += 1;
    const id = `new${this.#newcomers}`;
    this.ids.splice(Math.floor(share * (this.ids.length + 1)), 0, id);
    this.everThere.add(id);
  }

  remove(share: number): void {
    const [id] = this.ids.splice(Math.floor(share * this.ids.length), 1);
    this.alwaysThere.delete(id);
  }

  rows(start: number, count = PAGE_SIZE): ListResponse {
    return {
      totalResults: this.ids.length,
      rows: this.ids.slice(start - 1, start - 1 + count).map(id => ({ id })),
    };
  }

  /** @param answer - what is answered to the nth read, counted from 1 */
  reader(
    answer: (start: number, nth: number) => ListResponse,
    delay: (nth: number) => number = () => 0,
  ): ReadPage<LucidUser> {
    return async (start, signal) => {
      this.reads += 1;
      const nth = this.reads;
      this.underWay += 1;
      this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
      try {
        for (let turn = 0; turn < delay(nth); turn += 1) {
          await setImmediate();
        }
        signal.throwIfAborted();
        const response = answer(start, nth);
        return {
          understand: () =>
            createPage({
              start,
              asked: PAGE_SIZE,
              response,
              parse: parseLucidUser,
            }),
        };
      } finally {
        this.underWay -= 1;
      }
    };
  }
}

async function readAll(
  read: ReadPage<LucidUser>,
  limit = 4,
): Promise<string[]> {
  const ids: string[] = [];
  const signal = new AbortController().signal;
  for await (const page of readPages({
    what: 'users',
    read,
    limit,
    signal,
  })) {
    ids.push(...page.items.map(user => user.id));
  }
  return ids;
}

describe('readPages', () => {
  it.each([0, 1, 2, 4, 5, 6, 8, 9, 10, 13, 100])(
    'reads each of %d users once from an account that holds still',
    async users => {
      const account = new PretendAccount(users);
      const ids = await readAll(account.reader(start => account.rows(start)));
      expect(ids).toEqual(account.ids);
    },
  );

  it('reads several pages at a time, but not more than it may', async () => {
    const account = new PretendAccount(200);
    await readAll(
      account.reader(
        start => account.rows(start),
        () => 3,
      ),
    );
    expect(account.mostUnderWay).toBe(4);
  });

  it('reads as many pages at once as it may as soon as the first says how many users there are', async () => {
    const account = new PretendAccount(200);
    const pages = readPages({
      what: 'users',
      read: account.reader(
        start => account.rows(start),
        nth => (nth === 1 ? 0 : 20),
      ),
      limit: 4,
      signal: new AbortController().signal,
    });
    await pages.next();
    const second = pages.next();
    await setImmediate();
    expect(account.underWay).toBe(4);
    await second;
    await pages.return();
  });

  it('waits for whoever takes the pages before it reads many more', async () => {
    const account = new PretendAccount(1_000);
    const pages = readPages({
      what: 'users',
      read: account.reader(start => account.rows(start)),
      limit: 4,
      signal: new AbortController().signal,
    });
    let taken = 0;
    for await (const page of pages) {
      taken += 1;
      expect(page.items.length).toBeGreaterThan(0);
      for (let turn = 0; turn < 20; turn += 1) {
        await setImmediate();
      }
      expect(account.reads).toBeLessThanOrEqual(taken + 4);
    }
  });

  it('understands a page when it is asked for, and no two in one turn of the event loop', async () => {
    const account = new PretendAccount(100);
    const received = account.reader(start => account.rows(start));
    let turn = 0;
    const understoodIn: number[] = [];
    const pages = readPages({
      what: 'users',
      read: async (start, signal) => {
        const page = await received(start, signal);
        return {
          understand: () => {
            understoodIn.push(turn);
            return page.understand();
          },
        };
      },
      limit: 8,
      signal: new AbortController().signal,
    });
    let isOver = false;
    const counting = (async () => {
      while (!isOver) {
        await setImmediate();
        turn += 1;
      }
    })();
    let taken = 0;
    for await (const page of pages) {
      taken += 1;
      expect(page.items.length).toBeGreaterThan(0);
      expect(understoodIn).toHaveLength(taken);
    }
    isOver = true;
    await counting;
    expect(taken).toBeGreaterThan(20);
    expect(new Set(understoodIn).size).toBe(taken);
  });

  it('stops reading when nobody wants more', async () => {
    const account = new PretendAccount(1_000);
    const pages = readPages({
      what: 'users',
      read: account.reader(
        start => account.rows(start),
        () => 2,
      ),
      limit: 4,
      signal: new AbortController().signal,
    });
    for await (const page of pages) {
      if (page.items.some(user => user.id === 'u50')) {
        break;
      }
    }
    const { reads } = account;
    for (let turn = 0; turn < 20; turn += 1) {
      await setImmediate();
    }
    expect(account.reads).toBe(reads);
    expect(account.underWay).toBe(0);
  });

  it('stops with the reason of the signal', async () => {
    const account = new PretendAccount(1_000);
    const controller = new AbortController();
    const pages = readPages({
      what: 'users',
      read: account.reader(start => account.rows(start)),
      limit: 4,
      signal: controller.signal,
    });
    await pages.next();
    controller.abort(new Error('Enough'));
    await expect(pages.next()).rejects.toThrow('Enough');
  });

  it.each<[string, (account: PretendAccount) => ListResponse['totalResults']]>([
    ['is missing', () => undefined],
    ['is too small', account => account.ids.length - 7],
    ['is the size of one page', () => PAGE_SIZE],
    ['is 0', () => 0],
  ])('trusts the rows where totalResults %s', async (_, total) => {
    const account = new PretendAccount(23);
    const read = account.reader(start => ({
      ...account.rows(start),
      totalResults: total(account),
    }));
    expect(await readAll(read)).toEqual(account.ids);
  });

  it.each<[string, (account: PretendAccount) => ReadPage<LucidUser>]>([
    [
      'totalResults promises more users than come',
      account =>
        account.reader(start => ({ ...account.rows(start), totalResults: 30 })),
    ],
    [
      'the first page is empty, but there should be users',
      account => account.reader(() => ({ totalResults: 23, rows: [] })),
    ],
    [
      'the first page is empty and nothing says that this is all',
      account => account.reader(() => ({ rows: [] })),
    ],
    [
      'the same page comes for ever',
      account => account.reader(() => account.rows(1)),
    ],
    [
      'the same page comes for ever, without totalResults',
      account => account.reader(() => ({ rows: account.rows(1).rows })),
    ],
    [
      'a page in the middle stays empty',
      account =>
        account.reader(start =>
          start > 8 && start < 16
            ? { totalResults: 23, rows: [] }
            : account.rows(start),
        ),
    ],
    [
      'only one row comes at a time',
      account => account.reader(start => account.rows(start, 1)),
    ],
    [
      'the users are shuffled before each page',
      account => {
        let turn = 0;
        return account.reader(start => {
          turn += 7;
          account.ids = account.ids.map(
            (_, index, ids) => ids[(index * 5 + turn) % ids.length],
          );
          return account.rows(start);
        });
      },
    ],
  ])('fails rather than end early where %s', async (_, reader) => {
    const account = new PretendAccount(23);
    await expect(readAll(reader(account))).rejects.toThrow(LucidProtocolError);
    expect(account.reads).toBeLessThan(150);
  });

  it('says how many of how many users came', async () => {
    const account = new PretendAccount(23);
    const read = account.reader(start => ({
      ...account.rows(start),
      totalResults: 30,
    }));
    await expect(readAll(read)).rejects.toThrow(
      /there are 30 users, but the same 23 come again and again.*is not used/,
    );
  });

  it('gives up on an account that grows as fast as it is read', async () => {
    const account = new PretendAccount(20);
    const read = account.reader(start => {
      const rows = account.rows(start);
      account.add(1);
      account.add(1);
      account.add(1);
      account.add(1);
      return rows;
    });
    await expect(readAll(read)).rejects.toThrow('changes faster than');
  });

  it('reads an empty page again before it believes in it', async () => {
    const account = new PretendAccount(23);
    const read = account.reader((start, nth) =>
      nth === 3 ? { totalResults: 23, rows: [] } : account.rows(start),
    );
    expect(new Set(await readAll(read))).toEqual(account.alwaysThere);
  });

  it('reads everybody where most of the account is deleted meanwhile', async () => {
    const account = new PretendAccount(500);
    const read = account.reader((start, nth) => {
      if (nth === 60) {
        for (let gone = 0; gone < 300; gone += 1) {
          account.remove(0);
        }
      }
      return account.rows(start);
    });
    const ids = new Set(await readAll(read));
    expect([...account.alwaysThere].filter(id => !ids.has(id))).toEqual([]);
  });

  it('copes with fewer rows than asked for', async () => {
    const account = new PretendAccount(50);
    const read = account.reader(start => account.rows(start, 3));
    expect(await readAll(read)).toEqual(account.ids);
    expect(account.reads).toBeLessThan(40);
  });

  it('copes with more rows than asked for', async () => {
    const account = new PretendAccount(50);
    const read = account.reader(start => account.rows(start, 8));
    expect(await readAll(read)).toEqual(account.ids);
  });

  it('takes an account that comes all at once', async () => {
    const account = new PretendAccount(50);
    const read = account.reader(() => account.rows(1, 50));
    expect(await readAll(read)).toEqual(account.ids);
  });

  it('counts rows without an id for the overlap, and reports each once', async () => {
    const rows = Array.from({ length: 23 }, (_, index) =>
      index % 4 === 0
        ? { id: null, userName: `n${index}` }
        : { id: `u${index}` },
    );
    const account = new PretendAccount(0);
    const rejected: string[] = [];
    const pages = readPages({
      what: 'users',
      read: account.reader(start => ({
        totalResults: rows.length,
        rows: rows.slice(start - 1, start - 1 + PAGE_SIZE),
      })),
      limit: 4,
      signal: new AbortController().signal,
    });
    let users = 0;
    for await (const page of pages) {
      users += page.items.length;
      rejected.push(...page.rejected.map(({ reason }) => reason));
    }
    expect(users).toBe(17);
    expect(rejected).toEqual(Array(6).fill('id is missing or not text'));
  });

  const change = fc.record({
    before: fc.integer({ min: 1, max: 40 }),
    adds: fc.boolean(),
    share: fc.double({ min: 0, max: 0.999, noNaN: true }),
  });

  it('misses nobody and invents nobody while some users come and go', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 120 }),
        fc.array(change, { maxLength: 12 }),
        fc.array(fc.nat(6), { minLength: 1, maxLength: 20 }),
        fc.array(fc.integer({ min: 3, max: 8 }), { maxLength: 10 }),
        fc.constantFrom('right', 'missing'),
        async (users, changes, delays, lengths, totals) => {
          const account = new PretendAccount(users);
          const read = account.reader(
            (start, nth) => {
              for (const { before, adds, share } of changes) {
                if (before === nth) {
                  if (adds) account.add(share);
                  else account.remove(share);
                }
              }
              const { totalResults, rows } = account.rows(
                start,
                lengths.length > 0 ? lengths[nth % lengths.length] : PAGE_SIZE,
              );
              return totals === 'right' || rows.length === 0
                ? { totalResults, rows }
                : { rows };
            },
            nth => delays[nth % delays.length],
          );
          // Honest answers with few changes always join. Where nothing says
          // how many there are, it may have to give up.
          const ids = new Set(
            await readAll(read).catch(error => {
              if (totals === 'missing' && error instanceof LucidProtocolError) {
                return account.alwaysThere;
              }
              throw error;
            }),
          );
          expect([...account.alwaysThere].filter(id => !ids.has(id))).toEqual(
            [],
          );
          expect([...ids].filter(id => !account.everThere.has(id))).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('ends and invents nobody whatever Lucid answers', async () => {
    const answer = fc.record({
      shift: fc.integer({ min: -6, max: 6 }),
      count: fc.integer({ min: 0, max: 12 }),
      isHonest: fc.boolean(),
      totalResults: fc.option(fc.nat(60), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.array(answer, { minLength: 1, maxLength: 30 }),
        async (users, answers) => {
          const account = new PretendAccount(users);
          const read = account.reader((start, nth) => {
            const { shift, count, isHonest, totalResults } =
              answers[nth % answers.length];
            return isHonest
              ? account.rows(start)
              : {
                  totalResults,
                  rows: account.rows(Math.max(1, start + shift), count).rows,
                };
          });
          const ids = await readAll(read).catch(error => {
            if (error instanceof LucidProtocolError) {
              return [];
            }
            throw error;
          });
          expect(ids.filter(id => !account.everThere.has(id))).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
