import { setImmediate } from 'node:timers/promises';
import { createUserPage } from './UserPage';

describe('createUserPage', () => {
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
    const page = await createUserPage({
      start: 1,
      asked: 100,
      response: { totalResults: rows.length, rows },
    });
    isOver = true;
    await counting;
    expect(page.keys).toEqual(rows.map(({ id }) => id));
    expect(page.end).toBe(5_000);
    expect(turns).toBeGreaterThan(20);
  });
});
