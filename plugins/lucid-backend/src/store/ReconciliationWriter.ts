import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { DecisionBasis, DecisionMaker } from './DecisionMaker';
import { writeAmbiguousMatches } from './ambiguousMatches';
import { Columns, insertRows, rowsPerStatement, runOverRows } from './bulkRows';
import { DecisionRow, decisionColumns, decisionRow } from './decisionRow';
import { UserDetails } from './userRow';

type Stored = { [K in keyof DecisionRow]-?: string | null } & {
  user_id: string;
  email: string | null;
  details: string;
};

type DecidedRow = DecisionRow & {
  account_id: string;
  user_id: string;
  revision: number;
};

const decidedColumns: Columns<DecidedRow> = {
  account_id: 'text',
  user_id: 'text',
  ...decisionColumns,
  revision: 'bigint',
};

interface ChangedUser {
  before: string;
  row: DecidedRow;
}

/**
 * Decides anew who the users of one account are, because the catalog has
 * changed, and writes only the decisions that differ from what is stored.
 */
export class ReconciliationWriter {
  readonly #trx: Knex.Transaction;
  readonly #account: string;
  readonly #decisions: DecisionMaker;
  readonly #syncId: string | undefined;
  readonly #at: string;
  readonly #signal: AbortSignal;

  constructor(options: {
    trx: Knex.Transaction;
    basis: DecisionBasis;
    /** The sync that the changes are put down to, if there is one. */
    syncId?: string;
    at: string;
    /** Ends the writing between two statements. */
    signal: AbortSignal;
  }) {
    this.#trx = options.trx;
    this.#account = options.basis.account;
    this.#decisions = new DecisionMaker({
      knex: options.trx,
      basis: options.basis,
    });
    this.#syncId = options.syncId;
    this.#at = options.at;
    this.#signal = options.signal;
  }

  /**
   * @param revision - the newest revision there is
   * @returns the newest revision there is now
   */
  async write(revision: number): Promise<number> {
    let newest = revision;
    let after = '';
    for (;;) {
      this.#signal.throwIfAborted();
      const users = await this.#users(after);
      if (users.length === 0) {
        return newest;
      }
      after = users[users.length - 1].user_id;
      newest = await this.#reconcile(users, newest);
      await yieldToEventLoop();
    }
  }

  async #reconcile(users: Stored[], revision: number): Promise<number> {
    const decisions = await this.#decisions.decide(users.map(recognisable));
    let newest = revision;
    const changed: ChangedUser[] = [];
    users.forEach((user, index) => {
      const decided = decisionRow(decisions[index]);
      if (!isSame(user, decided)) {
        newest += 1;
        changed.push({
          before: user.state ?? '',
          row: {
            account_id: this.#account,
            user_id: user.user_id,
            ...decided,
            revision: newest,
          },
        });
      }
    });
    if (changed.length > 0) {
      await this.#store(changed.map(({ row }) => row));
      await writeAmbiguousMatches(
        this.#trx,
        this.#account,
        changed.map(({ row }) => row),
      );
      await this.#log(changed);
    }
    return newest;
  }

  async #users(after: string): Promise<Stored[]> {
    return this.#trx('lucid_users')
      .where({ account_id: this.#account })
      .where('user_id', '>', after)
      .whereNot({ state: 'departed' })
      .orderBy('user_id')
      .limit(rowsPerStatement(this.#trx))
      .select('user_id', 'email', 'details', ...Object.keys(decisionColumns));
  }

  async #store(rows: DecidedRow[]): Promise<void> {
    const assignments = [...Object.keys(decisionColumns), 'revision'].map(
      column => `${column} = d.${column}`,
    );
    await runOverRows(this.#trx, {
      columns: decidedColumns,
      rows,
      sql: table =>
        `update lucid_users set ${assignments.join(', ')} from ${table} as d
         where lucid_users.account_id = d.account_id and lucid_users.user_id = d.user_id`,
    });
  }

  async #log(changed: ChangedUser[]): Promise<void> {
    await insertRows(this.#trx, {
      table: 'usage_changes',
      columns: {
        account_id: 'text',
        user_id: 'text',
        sync_id: 'text',
        at: 'text',
        type: 'text',
        before: 'text',
        after: 'text',
      },
      rows: changed
        .filter(({ before, row }) => before !== row.state)
        .map(({ before, row }) => ({
          account_id: this.#account,
          user_id: row.user_id,
          sync_id: this.#syncId,
          at: this.#at,
          type: 'state',
          before,
          after: row.state,
        })),
    });
  }
}

function recognisable(user: Stored) {
  const { otherEmails, userName }: UserDetails = JSON.parse(user.details);
  return {
    id: user.user_id,
    email: user.email ?? undefined,
    otherEmails,
    userName,
  };
}

function isSame(user: Stored, row: DecisionRow): boolean {
  const columns = Object.keys(decisionColumns) as (keyof DecisionRow)[];
  return columns.every(column => user[column] === (row[column] ?? null));
}
