import { setImmediate } from 'node:timers/promises';
import { Turns } from './Turns';

describe('Turns', () => {
  it('gives everybody a turn of the event loop of their own, in the order in which they asked', async () => {
    let turn = 0;
    let isOver = false;
    const counting = (async () => {
      while (!isOver) {
        await setImmediate();
        turn += 1;
      }
    })();
    const turns = new Turns();
    const given: string[] = [];
    const at = new Set<number>();
    await Promise.all(
      ['first', 'second', 'third'].map(async name => {
        await turns.next();
        given.push(name);
        at.add(turn);
      }),
    );
    isOver = true;
    await counting;
    expect(given).toEqual(['first', 'second', 'third']);
    expect(at.size).toBe(3);
  });

  it('gives one to whoever asks later, too', async () => {
    const turns = new Turns();
    await turns.next();
    await setImmediate();
    await expect(turns.next()).resolves.toBeUndefined();
  });
});
