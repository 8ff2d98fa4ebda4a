import { mockServices } from '@backstage/backend-test-utils';
import {
  LICENCE_SHAPES,
  LucidSimulator,
  LucidSimulatorAdmin,
  LucidSimulatorOptions,
  startLucidSimulator,
} from 'lucid-simulator';
import { ImpatientClock } from './__testUtils__/ImpatientClock';
import { LucidUser } from './LucidUser';
import { UndiciLucidScimClient } from './UndiciLucidScimClient';

describe('UndiciLucidScimClient and the Lucid simulator', () => {
  const closing: (() => Promise<void>)[] = [];
  const signal = new AbortController().signal;

  afterEach(async () => {
    await Promise.all(closing.splice(0).map(close => close()));
  });

  async function start(options: LucidSimulatorOptions) {
    const simulator: LucidSimulator = await startLucidSimulator(options);
    const client = new UndiciLucidScimClient({
      config: {
        id: 'default',
        token: simulator.token,
        baseUrl: simulator.url,
        pageSize: 100,
        concurrency: 4,
        requestTimeout: 10_000,
      },
      logger: mockServices.logger.mock(),
      clock: new ImpatientClock('2026-01-01T00:00:00Z'),
    });
    closing.push(
      () => client.close(),
      () => simulator.close(),
    );
    return { simulator, client };
  }

  async function readAll(client: UndiciLucidScimClient) {
    const users = new Map<string, LucidUser>();
    for await (const page of client.readUsers({ signal })) {
      expect(page.rejected).toEqual([]);
      page.users.forEach(user => users.set(user.id, user));
    }
    return users;
  }

  it.each(LICENCE_SHAPES)(
    'understands every user where licences are told as %s',
    async licences => {
      const { client } = await start({ licences, users: 330 });
      const users = [...(await readAll(client)).values()];
      expect(users).toHaveLength(330);

      const names = new Set(
        users.flatMap(user => user.licences.map(({ name }) => name)),
      );
      const saysNothing = licences === 'none' || licences === 'billing-code';
      expect(names.has('active-user')).toBe(
        saysNothing || licences === 'mixed',
      );
      expect(names.has('Lucidchart')).toBe(!saysNothing);
      expect(users.some(user => user.billingCode)).toBe(
        licences === 'billing-code' || licences === 'mixed',
      );
      expect(users.every(user => user.email?.includes('@'))).toBe(true);
    },
  );

  it('reads the same by id as in the list', async () => {
    const { client } = await start({});
    const users = await readAll(client);
    const [id, user] = [...users][7];
    expect(await client.readUser(id, { signal })).toEqual(user);
    expect(await client.readUser('lucid-0', { signal })).toBeUndefined();
  });

  it('misses nobody who stays while others come and go', async () => {
    const { simulator, client } = await start({ users: 1_500, latencyMs: 2 });
    const admin = new LucidSimulatorAdmin(simulator);
    const leaving = (await admin.users()).filter(
      (user, index) => user.active && index % 50 === 0,
    );
    const staying = new Set((await readAll(client)).keys());
    leaving.forEach(user => staying.delete(user.id));

    const read = new Set<string>();
    for await (const page of client.readUsers({ signal })) {
      page.users.forEach(user => read.add(user.id));
      // The first in the list go first: all others move to the left.
      const [deactivated, deleted] = leaving.splice(0, 2);
      if (deactivated && deleted) {
        await admin.deactivate(deactivated.id);
        await admin.delete(deleted.id);
        const userName = `${deleted.id}@example.com`;
        await admin.addUser({ userName });
      }
    }
    expect(leaving.length).toBeLessThan(5);
    expect([...staying].filter(id => !read.has(id))).toEqual([]);
  });

  it('ends, and knows everybody it tells of, while the simulator has users come and go', async () => {
    const { simulator, client } = await start({ users: 1_500, churn: 2 });
    const read = await readAll(client);
    expect(read.size).toBeGreaterThan(1_400);
    const still = await new LucidSimulatorAdmin(simulator).users();
    const known = new Set(still.map(user => user.id));
    const gone = [...read.keys()].filter(id => !known.has(id));
    expect(gone.length).toBeLessThan(50);
  });

  it('gets through failures and rate limits', async () => {
    const { client } = await start({
      users: 1_500,
      failureRate: 0.2,
      seed: 3,
    });
    expect((await readAll(client)).size).toBe(1_500);
  });
});
