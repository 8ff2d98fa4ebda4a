import { countTurns } from '../../__testUtils__/countTurns';
import { hashOfGroup } from './hashOfGroup';

const MANY = Array.from(
  { length: 23_000 },
  (_, i) => `${(i * 7_919) % 23_003}`,
);

function hashOf(name: string, memberIds: string[]): Promise<string> {
  return hashOfGroup({ id: 'g', name, memberIds });
}

describe('the hash of a group', () => {
  it.each([
    ['none', []],
    ['one', ['1']],
    ['a few', ['3', '1', '2', 'B', 'a', 'ä', '日本']],
    ['thousands', MANY],
  ])('is the same in whatever order members come: %s', async (_, ids) => {
    const hash = await hashOf('Everyone', ids);
    for (const other of [
      [...ids].sort(),
      [...ids].reverse(),
      [...ids.slice(7_000), ...ids.slice(0, 7_000)],
    ]) {
      expect(await hashOf('Everyone', other)).toBe(hash);
    }
  });

  it('differs where the name differs, or a single member', async () => {
    const hashes = await Promise.all([
      hashOf('Everyone', MANY),
      hashOf('Everybody', MANY),
      hashOf('Everyone', [...MANY, 'joiner']),
      hashOf('Everyone', MANY.slice(1)),
      hashOf('Everyone', [...MANY.slice(1), 'joiner']),
      hashOf('Everyone', []),
      hashOf('Everyone', ['1', '2']),
      hashOf('Everyone', ['12']),
      hashOf('Everyone', ['1","2']),
    ]);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('leaves their turn to others while it is made of thousands', async () => {
    const turns = await countTurns(() => hashOf('Everyone', MANY));
    expect(turns).toBeGreaterThanOrEqual(10);
  });
});
