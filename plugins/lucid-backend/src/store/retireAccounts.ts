import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { storeCounts } from './AccountStore';
import { CatalogReadingStore } from './CatalogReadingStore';
import { SnapshotWriter } from './SnapshotWriter';
import { lockRevision, setRevision } from './revision';

/**
 * Lets the users of Lucid accounts depart that are no longer configured, so
 * that they leave the lists and the catalog. What is known of them stays, and
 * the next sync brings them back should the account be configured again.
 *
 * @returns the accounts that had users, and the newest revision
 */
export async function retireAccounts(
  knex: Knex,
  configured: string[],
): Promise<{ retired: string[]; revision: number }> {
  return knex.transaction(async trx => {
    let revision = await lockRevision(trx);
    const retired: string[] = await trx('lucid_users')
      .whereNotIn('account_id', configured)
      .whereNot({ state: 'departed' })
      .distinct()
      .pluck('account_id');
    for (const account of retired) {
      const syncId = randomUUID();
      await trx.raw(
        `insert into staged_users (sync_id, user_id, disposition)
         select ?, user_id, 'departed' from lucid_users
         where account_id = ? and state <> 'departed'`,
        [syncId, account],
      );
      const writer = new SnapshotWriter({
        trx,
        account,
        syncId,
        at: new Date().toISOString(),
      });
      ({ revision } = await writer.write(revision));
      await trx('staged_users').where({ sync_id: syncId }).delete();
      const reading = await new CatalogReadingStore({ knex: trx }).current();
      await storeCounts(trx, account, reading?.id);
    }
    await setRevision(trx, revision);
    return { retired, revision };
  });
}
