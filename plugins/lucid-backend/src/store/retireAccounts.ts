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
import { abandonedAccounts } from './configuredAccounts';
import { DecisionBasis } from './decisionBasis';
import { Patience, lockRevision, setRevision } from './revision';
import { countTotals, totalsOfCounts } from './totals/countTotals';
import { replaceDay } from './totals/replaceDay';

const USERS_AT_ONCE = 1_000;

/**
 * Lets the users of Lucid accounts depart that no backend is configured with any
 * more, so that they leave the lists, the catalog and the totals of this day. What is
 * known of them stays, and the next sync brings them back should the account be
 * configured again.
 *
 * @returns the accounts that had users, and the revision with which they have departed
 */
export async function retireAccounts(
  knex: Knex,
  options: {
    configured: string[];
    matching: Matching;
    /** The day that it is, `YYYY-MM-DD` in UTC. */
    today: () => string;
  } & Patience,
): Promise<{ retired: string[]; revision: number }> {
  const { configured, matching, today, ...patience } = options;
  if ((await abandonedWithUsers(knex, configured)).length === 0) {
    return { retired: [], revision: 0 };
  }
  return knex.transaction(async trx => {
    let revision = await lockRevision(trx, patience);
    const retired = await abandonedWithUsers(trx, configured);
    for (const account of retired) {
      const basis = {
        account,
        readingId: undefined,
        matching,
        rules: matching.version,
        exceptions: await ActiveExceptions.read(trx, account),
      };
      revision = await retire(trx, basis, revision, today());
    }
    await setRevision(trx, revision);
    return { retired, revision };
  });
}

/** Those that neither this backend is configured with nor another. */
async function abandonedWithUsers(
  knex: Knex,
  configured: string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const account of await abandonedAccounts(knex, { keep: configured })) {
    // To look for a user who has not departed, SQLite would go through all who have.
    const { users } = await countsOf(knex, account);
    if (users > 0) {
      found.push(account);
    }
  }
  return found;
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
