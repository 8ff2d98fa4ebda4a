import { setImmediate } from 'node:timers/promises';
import { parseLucidUser } from '../parsing/parseLucidUser';
import { createPage } from './ScimPage';

describe('createPage', () => {
  it('lets the rest of the process go on while it understands a page of far too many rows', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => ({
      id: `u${index}`,
    }));
    let turns = 0;
    let isOver = false;
    const counting = (async () => {
      while (!isOver) {
        await setImmediate();
        turns += 1;
      }
    })();
    const page = await createPage({
      start: 1,
      asked: 100,
      response: { totalResults: rows.length, rows },
      parse: parseLucidUser,
    });
    isOver = true;
    await counting;
    expect(page.keys).toEqual(rows.map(({ id }) => id));
    expect(page.end).toBe(5_000);
    expect(turns).toBeGreaterThan(20);
  });
});
