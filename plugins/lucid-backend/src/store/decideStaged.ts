import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { CurrentUsers } from './CurrentUsers';
import { DecisionMaker } from './DecisionMaker';
import { recognisable } from './ReconciliationWriter';
import { Columns, runOverRows } from './bulkRows';
import { DecisionBasis } from './decisionBasis';
import {
  DecisionRow,
  decisionColumns,
  decisionRow,
  lastMatchOf,
} from './decisionRow';

/** As many as are staged together: more would keep others waiting for longer. */
const USERS_AT_ONCE = 1_000;

/** What is staged of a user, as far as it is decided by. */
interface Staged {
  seq: number;
  user_id: string;
  display_name: string;
  email: string | null;
  department: string | null;
  details: string;
}

type DecidedRow = DecisionRow & { sync_id: string; seq: number };

const decidedColumns: Columns<DecidedRow> = {
  sync_id: 'text',
  seq: 'integer',
  ...decisionColumns,
};

const assignments = Object.keys(decisionColumns)
  .map(column => `${column} = d.${column}`)
  .join(', ');

/**
 * Decides who the staged users of one sync are once more, as if they had been read
 * by now, in the transaction that makes them current. What they are stored as is
 * compared with that, so that nothing is said to have happened to them but what did.
 */
export async function decideStaged(
  trx: Knex.Transaction,
  options: {
    basis: DecisionBasis;
    syncId: string;
    /** Since when a match is lost that is lost now. */
    at: string;
    /** Ends it between two statements. */
    signal?: AbortSignal;
  },
): Promise<void> {
  const { basis, syncId, at, signal } = options;
  const decisions = new DecisionMaker({ knex: trx, basis });
  const current = new CurrentUsers({ knex: trx, account: basis.account });
  let after = 0;
  for (;;) {
    signal?.throwIfAborted();
    const users = await stagedAfter(trx, syncId, after);
    if (users.length === 0) {
      return;
    }
    after = users[users.length - 1].seq;
    const stored = await current.contents(users.map(user => user.user_id));
    // On SQLite, nothing waits for anything here, and others want their turn.
    await yieldToEventLoop();
    const decided = await decisions.decide(
      users.map(staged => {
        const before = stored.get(staged.user_id);
        return {
          user: recognisable(staged),
          last: before && lastMatchOf(before),
        };
      }),
      at,
    );
    await yieldToEventLoop();
    await runOverRows<DecidedRow>(trx, {
      columns: decidedColumns,
      rows: users.map(({ seq }, index) => ({
        sync_id: syncId,
        seq,
        ...decisionRow(decided[index]),
      })),
      sql: table =>
        `update staged_users set ${assignments} from ${table} as d
         where staged_users.sync_id = d.sync_id and staged_users.seq = d.seq`,
    });
    await yieldToEventLoop();
  }
}

/** The next users that are to be stored; nobody else is decided. */
async function stagedAfter(
  trx: Knex.Transaction,
  syncId: string,
  seq: number,
): Promise<Staged[]> {
  return trx('staged_users')
    .where({ sync_id: syncId })
    .where('seq', '>', seq)
    .whereIn('disposition', ['added', 'returned', 'changed'])
    .orderBy('seq')
    .limit(USERS_AT_ONCE)
    .select('seq', 'user_id', 'display_name', 'email', 'department', 'details');
}
