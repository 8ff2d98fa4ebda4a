import { mockServices } from '@backstage/backend-test-utils';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { keepConfigured } from './keepConfigured';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'an account that is not configured any more, on %s',
  databaseId => {
    async function start() {
      const knex = await createTestStore(databaseId);
      const harness = new SyncHarness(knex, ['emea', 'apac']);
      for (const account of ['emea', 'apac']) {
        harness.lucids[account].add(lucidUser('jane'), lucidUser('joe'));
        await harness.sync(account);
      }
      const published: string[] = [];
      const keep = (options: { secondLook?: number; state?: 'invalid' } = {}) =>
        keepConfigured({
          knex,
          config: {
            state: options.state ?? 'valid',
            accounts: [{ id: 'apac' }],
            groups: { enabled: false },
          },
          matching: harness.matching,
          groups: harness.groups,
          seats: { keepConfigured: async () => {} },
          publish: async account => {
            published.push(account);
          },
          today: () => '2026-01-01',
          logger: mockServices.logger.mock(),
          secondLook: options.secondLook,
        });
      const usersOf = async (account: string) =>
        Object.keys(await harness.states(account)).length;
      return { harness, published, keep, usersOf };
    }

    it('lets its users depart, and keeps those of the others', async () => {
      const { published, keep, usersOf } = await start();
      const keeping = await keep();
      await keeping.stop();
      expect(await usersOf('emea')).toBe(0);
      expect(await usersOf('apac')).toBe(2);
      expect(published).toEqual(['emea']);
    });

    it('is let go of once more where a backend that still knew it has read it since', async () => {
      const { harness, published, keep, usersOf } = await start();
      const keeping = await keep({ secondLook: 1_000 });
      await harness.sync('emea');
      expect(await usersOf('emea')).toBe(2);
      while (published.length < 2) {
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      await keeping.stop();
      expect(await usersOf('emea')).toBe(0);
      expect(published).toEqual(['emea', 'emea']);
    });

    it('is kept where the configuration is not valid, which says nothing of it', async () => {
      const { keep, usersOf } = await start();
      await (await keep({ state: 'invalid', secondLook: 1 })).stop();
      expect(await usersOf('emea')).toBe(2);
    });
  },
);
