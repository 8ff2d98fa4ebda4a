import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Candidate, Decision, decide } from '../reconciliation/decide';
import { insertJsonRows, rowsPerStatement, selectJsonRows } from './jsonRows';

interface UserRow {
  user_id: string;
  state: string;
  undetected_reason: string | null;
  matcher: string | null;
  match_value: string | null;
  match_refs: string | null;
}

interface EvidenceRow {
  user_id: string;
  rank: number;
  target: string;
  value: string;
  entity_ref: string | null;
}

interface DecisionRow {
  account_id: string;
  user_id: string;
  state: string;
  undetected_reason?: string;
  matcher?: string;
  match_value?: string;
  match_refs?: string;
  revision: number;
}

/**
 * Reconciles the users of one account with a reading of the catalog, and
 * writes only the decisions that differ from what is stored.
 */
export class ReconciliationWriter {
  readonly #trx: Knex.Transaction;
  readonly #account: string;
  readonly #readingId: number | undefined;
  readonly #syncId: string | undefined;
  readonly #at: string;
  readonly #signal: AbortSignal | undefined;

  constructor(options: {
    trx: Knex.Transaction;
    account: string;
    /** The reading of the catalog in force; without one, nobody is detected. */
    readingId: number | undefined;
    /** The sync that the changes are put down to, if there is one. */
    syncId?: string;
    at: string;
    /** Ends the writing between two statements. */
    signal?: AbortSignal;
  }) {
    this.#trx = options.trx;
    this.#account = options.account;
    this.#readingId = options.readingId;
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
      this.#signal?.throwIfAborted();
      const users = await this.#users(after);
      if (users.length === 0) {
        return newest;
      }
      after = users[users.length - 1].user_id;
      newest = await this.#reconcile(users, newest);
      await yieldToEventLoop();
    }
  }

  async #reconcile(users: UserRow[], revision: number): Promise<number> {
    const evidence = await this.#evidence(users.map(user => user.user_id));
    let newest = revision;
    const changed: { user: UserRow; decision: Decision; row: DecisionRow }[] =
      [];
    for (const user of users) {
      const decision = decide(
        evidence.get(user.user_id) ?? { candidates: [], comparable: false },
      );
      const row = {
        account_id: this.#account,
        user_id: user.user_id,
        state: decision.state,
        undetected_reason: decision.undetectedReason,
        matcher: decision.match?.matcher,
        match_value: decision.match?.value,
        match_refs: decision.match && JSON.stringify(decision.match.entityRefs),
      };
      if (!isSame(user, row)) {
        newest += 1;
        changed.push({ user, decision, row: { ...row, revision: newest } });
      }
    }
    await this.#store(changed.map(({ row }) => row));
    await this.#storeMatches(changed);
    await this.#log(changed);
    return newest;
  }

  async #users(after: string): Promise<UserRow[]> {
    return this.#trx('lucid_users')
      .where({ account_id: this.#account })
      .where('user_id', '>', after)
      .whereNot({ state: 'departed' })
      .orderBy('user_id')
      .limit(rowsPerStatement(this.#trx))
      .select(
        'user_id',
        'state',
        'undetected_reason',
        'matcher',
        'match_value',
        'match_refs',
      );
  }

  async #evidence(ids: string[]) {
    const rows: EvidenceRow[] = await this.#trx('lucid_user_keys as k')
      .leftJoin('catalog_user_keys as c', join =>
        join
          .on('c.target', 'k.target')
          .andOn('c.value', 'k.value')
          // No reading has the id 0.
          .andOnVal('c.reading_id', this.#readingId ?? 0),
      )
      .where('k.account_id', this.#account)
      .whereIn('k.user_id', ids)
      .select('k.user_id', 'k.rank', 'k.target', 'k.value', 'c.entity_ref');
    const evidence = new Map<
      string,
      { candidates: Candidate[]; comparable: boolean }
    >();
    for (const row of rows) {
      const known = evidence.get(row.user_id) ?? {
        candidates: [],
        comparable: false,
      };
      evidence.set(row.user_id, known);
      known.comparable ||= row.target !== 'lucid-user-id';
      if (row.entity_ref !== null) {
        known.candidates.push({
          rank: row.rank,
          value: row.value,
          entityRef: row.entity_ref,
        });
      }
    }
    return evidence;
  }

  async #store(rows: DecisionRow[]): Promise<void> {
    if (rows.length === 0) {
      return;
    }
    const select = selectJsonRows<DecisionRow>(
      this.#trx,
      {
        account_id: 'text',
        user_id: 'text',
        state: 'text',
        undetected_reason: 'text',
        matcher: 'text',
        match_value: 'text',
        match_refs: 'text',
        revision: 'bigint',
      },
      rows,
    ).toSQL();
    // Both columns of the key come from the decisions. With the account given as
    // a constant, SQLite would look through all decisions for every user.
    await this.#trx.raw(
      `update lucid_users set state = d.state, undetected_reason = d.undetected_reason,
         matcher = d.matcher, match_value = d.match_value, match_refs = d.match_refs,
         revision = d.revision
       from (${select.sql}) as d
       where lucid_users.account_id = d.account_id and lucid_users.user_id = d.user_id`,
      [...select.bindings],
    );
  }

  async #storeMatches(
    changed: { user: UserRow; decision: Decision }[],
  ): Promise<void> {
    await this.#trx('lucid_user_matches')
      .where({ account_id: this.#account })
      .whereIn(
        'user_id',
        changed.map(({ user }) => user.user_id),
      )
      .delete();
    await insertJsonRows(
      this.#trx,
      'lucid_user_matches',
      { account_id: 'text', user_id: 'text', entity_ref: 'text' },
      changed.flatMap(({ user, decision }) =>
        (decision.match?.entityRefs ?? []).map(entityRef => ({
          account_id: this.#account,
          user_id: user.user_id,
          entity_ref: entityRef,
        })),
      ),
    );
  }

  async #log(changed: { user: UserRow; decision: Decision }[]): Promise<void> {
    await insertJsonRows(
      this.#trx,
      'usage_changes',
      {
        account_id: 'text',
        user_id: 'text',
        sync_id: 'text',
        at: 'text',
        type: 'text',
        before: 'text',
        after: 'text',
      },
      changed
        .filter(
          ({ user, decision }) =>
            // Who just appeared or returned had no state before.
            user.state !== 'unreconciled' && user.state !== decision.state,
        )
        .map(({ user, decision }) => ({
          account_id: this.#account,
          user_id: user.user_id,
          sync_id: this.#syncId,
          at: this.#at,
          type: 'state',
          before: user.state,
          after: decision.state,
        })),
    );
  }
}

function isSame(user: UserRow, row: Omit<DecisionRow, 'revision'>): boolean {
  return (
    user.state === row.state &&
    user.undetected_reason === (row.undetected_reason ?? null) &&
    user.matcher === (row.matcher ?? null) &&
    user.match_value === (row.match_value ?? null) &&
    user.match_refs === (row.match_refs ?? null)
  );
}
