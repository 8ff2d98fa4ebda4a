import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { Matching } from '../reconciliation/Matching';
import { countsOf, setReconciled } from './AccountStore';
import { ActiveExceptions } from './ActiveExceptions';
import { CatalogReadingStore } from './CatalogReadingStore';
import { StagedSnapshot } from './StagedSnapshot';
import { changeInChunks } from './changeInChunks';
import { countUnlicensed } from './countUnlicensed';
import { countUsage } from './countUsage';
import { DecisionBasis } from './decisionBasis';
import { lockRevision, setRevision } from './revision';
import { countTotals, totalsOfCounts } from './totals/countTotals';
import { replaceDay } from './totals/replaceDay';

const USERS_AT_ONCE = 1_000;

/**
 * Lets the users of Lucid accounts depart that are no longer configured, so
 * that they leave the lists, the catalog and the totals of this day. What is known of them
 * stays, and the next sync brings them back should the account be configured again.
 *
 * @returns the accounts that had users, and the newest revision
 */
export async function retireAccounts(
  knex: Knex,
  options: {
    configured: string[];
    matching: Matching;
    /** The day that it is, `YYYY-MM-DD` in UTC. */
    today: () => string;
  },
): Promise<{ retired: string[]; revision: number }> {
  return knex.transaction(async trx => {
    let revision = await lockRevision(trx);
    const others: string[] = await trx('accounts')
      .whereNotIn('account_id', options.configured)
      .whereNotNull('snapshot_at')
      .pluck('account_id');
    const retired: string[] = [];
    for (const account of others) {
      // To look for a user who has not departed, SQLite would go through all who have.
      const { users } = await countsOf(trx, account);
      if (users > 0) {
        const basis = {
          account,
          readingId: undefined,
          matching: options.matching,
          rules: options.matching.version,
          exceptions: await ActiveExceptions.read(trx, account),
        };
        revision = await retire(trx, basis, revision, options.today());
        retired.push(account);
      }
    }
    await setRevision(trx, revision);
    return { retired, revision };
  });
}

async function retire(
  trx: Knex.Transaction,
  basis: DecisionBasis,
  before: number,
  day: string,
): Promise<number> {
  const { account } = basis;
  const origin = { syncId: randomUUID(), at: new Date().toISOString(), basis };
  const snapshot = new StagedSnapshot({ knex: trx, origin });
  for await (const ids of snapshot.missing({ batchSize: USERS_AT_ONCE })) {
    // Nobody asks Lucid about them any more.
    await snapshot.depart(ids.map(id => ({ id })));
  }
  const { revision } = await snapshot.makeCurrent(trx, {
    revision: before,
    basis,
  });
  await snapshot.clear();
  // No sync has seen the changes, and none of that id is to be found.
  await changeInChunks(trx, {
    table: 'usage_changes',
    id: 'change_id',
    which: rows => rows.where({ at: origin.at, sync_id: origin.syncId }),
    change: rows => rows.update({ sync_id: null }),
  });
  const reading = await new CatalogReadingStore({ knex: trx }).current();
  const counts = await countUsage(trx, account, {
    unlicensed: await countUnlicensed(trx, account, reading?.id),
  });
  await setReconciled(trx, account, {
    counts,
    basis: snapshot.basis,
    revision,
  });
  // Nobody records it from now on, so this day stands for all that follow.
  const rows = [
    ...totalsOfCounts(counts),
    ...(await countTotals(trx, account)),
  ];
  await replaceDay(trx, { account, day, rows });
  return revision;
}
