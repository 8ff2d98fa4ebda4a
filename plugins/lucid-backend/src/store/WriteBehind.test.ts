import { setTimeout as sleep } from 'node:timers/promises';
import { WriteBehind } from './WriteBehind';

describe('WriteBehind', () => {
  it('writes everything once, in order, and never two batches at a time', async () => {
    const written: number[] = [];
    let underWay = 0;
    const behind = new WriteBehind<number>({
      batchSize: 3,
      write: async items => {
        underWay += 1;
        expect(underWay).toBe(1);
        await sleep(2);
        written.push(...items);
        underWay -= 1;
      },
    });

    const items = Array.from({ length: 20 }, (_, index) => index);
    for (const item of items) {
      await behind.add([item]);
    }
    await behind.end();

    expect(written).toEqual(items);
  });

  it('goes on gathering while it writes, but no further than one batch', async () => {
    let release = () => {};
    let batches = 0;
    const behind = new WriteBehind<number>({
      batchSize: 2,
      write: async () => {
        batches += 1;
        await new Promise<void>(resolve => {
          release = resolve;
        });
      },
    });
    await behind.add([1]);
    await behind.add([2]);
    await behind.add([3]);
    const waiting = behind.add([4]);

    expect(await Promise.race([waiting, sleep(20, 'still waiting')])).toBe(
      'still waiting',
    );
    expect(batches).toBe(1);
    release();
    await waiting;
    expect(batches).toBe(2);
  });

  it('tells whoever adds or ends that writing failed, and nobody else', async () => {
    const behind = new WriteBehind<number>({
      batchSize: 1,
      write: async () => {
        throw new Error('The disk is full');
      },
    });
    await behind.add([1]);
    await behind.settled();

    await expect(behind.end()).rejects.toThrow('The disk is full');
  });
});
