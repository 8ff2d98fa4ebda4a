import { inTurns } from './inTurns';

describe('going through many items', () => {
  it('comes by each of them, in their order, no more than so many at a time', async () => {
    const parts: number[][] = [];
    for await (const part of inTurns([1, 2, 3, 4, 5], 2)) {
      parts.push(part);
    }
    expect(parts).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('lets others have their turn of the event loop after each part', async () => {
    const seen: string[] = [];
    setImmediate(() => seen.push('other'));
    for await (const [item] of inTurns(['first', 'second'], 1)) {
      seen.push(item);
    }
    expect(seen).toEqual(['first', 'other', 'second']);
  });
});
