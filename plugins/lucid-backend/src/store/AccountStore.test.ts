import { setTimeout as sleep } from 'node:timers/promises';
import { Sync } from 'backstage-plugin-lucid-common';
import { createTestStore, databases } from '../__testUtils__/databases';
import { AccountStore } from './AccountStore';
import { SyncStore } from './SyncStore';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'what is known of an account, on %s',
  databaseId => {
    async function start() {
      const knex = await createTestStore(databaseId);
      const syncs = new SyncStore({ knex });
      return {
        accounts: new AccountStore({ knex }),
        /** One after the other. */
        sync: async (state: 'succeeded' | 'failed'): Promise<Sync> => {
          const { sync } = await syncs.begin({
            account: 'default',
            trigger: 'schedule',
          });
          await syncs.finish(sync.id, { state });
          await sleep(5);
          return sync;
        },
      };
    }

    it('says how the newest contact with Lucid went', async () => {
      const { accounts, sync } = await start();
      expect((await accounts.get('default')).connection).toEqual({
        state: 'unchecked',
      });

      const failed = await sync('failed');
      const detail = 'The token is not accepted';
      await accounts.setConnection(failed, { state: 'unauthorised', detail });
      expect((await accounts.get('default')).connection).toMatchObject({
        state: 'unauthorised',
        detail,
      });

      const succeeded = await sync('succeeded');
      await accounts.setConnection(succeeded, { state: 'connected' });
      const { connection } = await accounts.get('default');
      expect(connection).toMatchObject({ state: 'connected' });
      expect(connection).not.toHaveProperty('detail');
    });

    it('is not what a sync found whose process was frozen while a newer one ended', async () => {
      const { accounts, sync } = await start();
      const frozen = await sync('succeeded');
      const newer = await sync('failed');
      await accounts.setConnection(newer, { state: 'unauthorised' });

      await accounts.setConnection(frozen, { state: 'connected' });

      expect(await accounts.get('default')).toMatchObject({
        connection: { state: 'unauthorised' },
      });
    });
  },
);
