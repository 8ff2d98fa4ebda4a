import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { RecognisableUser } from '../reconciliation/Matcher';
import { DecisionMaker } from './DecisionMaker';
import { ReadingDifference } from './ReadingDifference';
import { replaceAmbiguousMatches } from './ambiguousMatches';
import { Columns, insertRows, rowsPerStatement, runOverRows } from './bulkRows';
import { DecisionBasis, DecisionScope } from './decisionBasis';
import {
  DecisionRow,
  StoredDecision,
  decisionColumns,
  decisionRow,
  lastMatchOf,
} from './decisionRow';
import { stateChange } from './userChanges';
import { UserDetails } from './userRow';

type Stored = StoredDecision & {
  user_id: string;
  display_name: string;
  email: string | null;
  department: string | null;
  details: string;
  departed_at: null;
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
  before: Stored;
  row: DecidedRow;
}

/**
 * Decides anew who the users of one account are, because something has changed
 * that decisions are based on, and writes only those that differ from what is
 * stored. Who cannot be concerned is not decided.
 */
export class ReconciliationWriter {
  readonly #trx: Knex.Transaction;
  readonly #basis: DecisionBasis;
  readonly #decisions: DecisionMaker;
  readonly #syncId: string | undefined;
  readonly #at: string;
  readonly #isFirst: boolean;
  readonly #signal: AbortSignal;

  constructor(options: {
    trx: Knex.Transaction;
    basis: DecisionBasis;
    /** The sync that the changes are put down to, if there is one. */
    syncId?: string;
    at: string;
    /** Whether nobody has seen the users yet: nothing has changed of them then. */
    isFirst?: boolean;
    /** Ends the writing between two statements. */
    signal: AbortSignal;
  }) {
    this.#trx = options.trx;
    this.#basis = options.basis;
    this.#decisions = new DecisionMaker({
      knex: options.trx,
      basis: options.basis,
    });
    this.#syncId = options.syncId;
    this.#at = options.at;
    this.#isFirst = options.isFirst ?? false;
    this.#signal = options.signal;
  }

  /**
   * @param revision - the newest revision there is
   * @returns the newest revision there is now
   */
  async write(revision: number, scope: DecisionScope): Promise<number> {
    if (scope.of === 'nobody') {
      return revision;
    }
    const isConcerned = await this.#isConcerned(scope);
    let newest = revision;
    let after = '';
    for (;;) {
      this.#signal.throwIfAborted();
      const users = await this.#users(after, scope);
      if (users.length === 0) {
        return newest;
      }
      after = users[users.length - 1].user_id;
      newest = await this.#reconcile(users.filter(isConcerned), newest);
      await yieldToEventLoop();
    }
  }

  async #isConcerned(scope: DecisionScope): Promise<(user: Stored) => boolean> {
    const { matching, account, readingId } = this.#basis;
    const difference =
      scope.of === 'concerned'
        ? await ReadingDifference.between(
            this.#trx,
            scope.earlierReadingId,
            readingId ?? 0,
          )
        : undefined;
    if (scope.of !== 'concerned' || !difference) {
      return () => true;
    }
    return user => {
      if (user.state === 'left-out') {
        return false;
      }
      const last = lastMatchOf(user);
      if (user.state !== 'detected' && (last || scope.andNotDetected)) {
        // What is said of a lost match looks at more than the keys.
        return true;
      }
      const person = recognisable(user);
      return difference.concerns({
        keys: matching.matchers.flatMap(({ keysOf }) =>
          keysOf(person, account),
        ),
        refs: last ? [last.entityRef] : [],
      });
    };
  }

  async #reconcile(users: Stored[], revision: number): Promise<number> {
    const decisions = await this.#decisions.decide(
      users.map(user => ({
        user: recognisable(user),
        last: lastMatchOf(user),
      })),
      this.#at,
    );
    let newest = revision;
    const changed: ChangedUser[] = [];
    users.forEach((user, index) => {
      const decided = decisionRow(decisions[index]);
      if (!isSame(user, decided)) {
        newest += 1;
        changed.push({
          before: user,
          row: {
            account_id: this.#basis.account,
            user_id: user.user_id,
            ...decided,
            revision: newest,
          },
        });
      }
    });
    if (changed.length > 0) {
      await this.#store(changed.map(({ row }) => row));
      await replaceAmbiguousMatches(
        this.#trx,
        this.#basis.account,
        changed.map(({ row }) => row),
      );
      if (!this.#isFirst) {
        await this.#log(changed);
      }
    }
    return newest;
  }

  async #users(after: string, scope: DecisionScope): Promise<Stored[]> {
    const users: Knex.QueryBuilder = this.#trx('lucid_users')
      .where({ account_id: this.#basis.account })
      .where('user_id', '>', after)
      .whereNot({ state: 'departed' })
      .orderBy('user_id')
      .limit(rowsPerStatement(this.#trx))
      .select(
        'user_id',
        'display_name',
        'email',
        'department',
        'details',
        'departed_at',
        ...Object.keys(decisionColumns),
      );
    return scope.of === 'not-detected'
      ? users.whereNotIn('state', ['detected', 'left-out'])
      : users;
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
      rows: changed.flatMap(({ before, row }) => {
        const change = stateChange(before, row);
        return change
          ? {
              account_id: this.#basis.account,
              user_id: row.user_id,
              sync_id: this.#syncId,
              at: this.#at,
              ...change,
            }
          : [];
      }),
    });
  }
}

/** A stored user as far as it can be recognised by it. */
export function recognisable(
  user: Pick<
    Stored,
    'user_id' | 'display_name' | 'email' | 'department' | 'details'
  >,
): RecognisableUser {
  const { otherEmails, userName, externalId }: UserDetails = JSON.parse(
    user.details,
  );
  return {
    id: user.user_id,
    displayName: user.display_name,
    email: user.email ?? undefined,
    otherEmails,
    userName,
    externalId,
    department: user.department ?? undefined,
  };
}

function isSame(user: Stored, row: DecisionRow): boolean {
  const columns = Object.keys(decisionColumns) as (keyof DecisionRow)[];
  return columns.every(column => user[column] === (row[column] ?? null));
}
