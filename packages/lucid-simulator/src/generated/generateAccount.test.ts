import { startLucidSimulator } from '../startLucidSimulator';
import { useSimulator } from '../__testUtils__/useSimulator';
import { generateAccount } from './generateAccount';

describe('generateAccount', () => {
  it('makes the same data from the same seed, and other data from another', () => {
    expect(generateAccount(300, 7)).toEqual(generateAccount(300, 7));
    expect(generateAccount(300, 7)).not.toEqual(generateAccount(300, 8));
  });

  it('begins a bigger account as the smaller one', () => {
    const users = (count: number) =>
      generateAccount(count, 1)
        .users.slice(0, 200)
        .map(user => user.userName);
    expect(users(5_000)).toEqual(users(200));
  });

  it('gives everybody an id and an address that nobody else has', () => {
    const { users } = generateAccount(20_000, 1);
    expect(new Set(users.map(user => user.id)).size).toBe(users.length);
    expect(new Set(users.map(user => user.userName)).size).toBe(users.length);
    const address = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\.\d+@example\.com$/;
    expect(users.filter(user => !address.test(user.userName ?? ''))).toEqual(
      [],
    );
  });

  it('puts every group but the first into one that came before it', () => {
    const [root, ...others] = generateAccount(3_000, 1).groups;
    expect(root.parentId).toBeUndefined();
    const seen = new Set([root.id]);
    for (const { id, parentId } of others) {
      expect(seen).toContain(parentId);
      seen.add(id);
    }
  });
});

describe('a generated account', () => {
  const simulator = useSimulator({ users: 250 });

  it('lists as many users as were asked for, and has deactivated ones besides', async () => {
    const { body } = await simulator.get('/Users');
    expect(body.totalResults).toBe(250);
    const users = await simulator.admin.users();
    expect(users.filter(user => !user.active)).toHaveLength(2);
  });
});

describe('an account of 100,000 users', () => {
  it('starts within seconds, and its last page takes no longer than its first', async () => {
    const startedAt = performance.now();
    const simulator = await startLucidSimulator({ users: 100_000 });
    try {
      expect(performance.now() - startedAt).toBeLessThan(20_000);
      const timeOf = async (startIndex: number) => {
        const start = performance.now();
        const response = await fetch(
          `${simulator.url}/Users?startIndex=${startIndex}`,
          { headers: { authorization: `Bearer ${simulator.token}` } },
        );
        const { Resources } = (await response.json()) as {
          Resources: unknown[];
        };
        expect(Resources).toHaveLength(100);
        return performance.now() - start;
      };
      await timeOf(1);
      const fastest = async (startIndex: number) =>
        Math.min(
          ...[
            await timeOf(startIndex),
            await timeOf(startIndex),
            await timeOf(startIndex),
          ],
        );
      expect(await fastest(99_901)).toBeLessThan(10 * (await fastest(1)) + 50);
    } finally {
      await simulator.close();
    }
  }, 60_000);
});
