import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isPostgres, rowsPerStatement } from './bulkRows';
import { decisionColumns } from './decisionRow';
import { userContentColumns } from './userRow';

/** Rows of the staging table that are written together. */
interface Chunk {
  from: number;
  to: number;
}

const STORED = "('added', 'returned', 'changed')";

const columns = Object.keys({ ...userContentColumns, ...decisionColumns });

/**
 * Of those, what indexes of `lucid_users` are made of. SQLite writes each index
 * anew of which a column is set, equal or not, and waits for the disk in this
 * thread until all pages are written.
 */
const indexedColumns = [
  'sort_name',
  'match_ref',
  'state',
  'exception_id',
  'entity_name',
];

/**
 * Moves the staged users of one sync to where everybody sees them, set-based,
 * in the transaction that makes a snapshot current.
 */
export class SnapshotWriter {
  readonly #trx: Knex.Transaction;
  readonly #account: string;
  readonly #syncId: string;
  readonly #at: string;
  readonly #signal: AbortSignal | undefined;

  constructor(options: {
    trx: Knex.Transaction;
    account: string;
    syncId: string;
    /** When the reading of the snapshot began. */
    at: string;
    /** Ends the writing between two statements. */
    signal?: AbortSignal;
  }) {
    this.#trx = options.trx;
    this.#account = options.account;
    this.#syncId = options.syncId;
    this.#at = options.at;
    this.#signal = options.signal;
  }

  /**
   * @param revision - the newest revision there is
   * @returns the newest revision there is now, and whether anybody is matched to
   * somebody else than before
   */
  async write(
    revision: number,
  ): Promise<{ revision: number; matches: boolean }> {
    // Staging numbers its rows from 1, so each has a revision after the newest
    // one; that some numbers are skipped does no harm.
    const last = await this.#lastRow();
    const rowsAtOnce = rowsPerStatement(this.#trx);
    let matches = false;
    for (let from = 1; from <= last; from += rowsAtOnce) {
      this.#signal?.throwIfAborted();
      const chunk = { from, to: Math.min(from + rowsAtOnce - 1, last) };
      matches ||= await this.#matchesChange(chunk);
      await this.#logChunk(chunk);
      await this.#storeChunk(chunk, revision);
      await this.#departChunk(chunk, revision);
    }
    return { revision: revision + last, matches };
  }

  /** Asked before anything is stored. Most users change in other ways. */
  async #matchesChange(chunk: Chunk): Promise<boolean> {
    const { sql, bindings } = this.#inChunk(chunk);
    const differs = (column: string) =>
      `coalesce(u.${column}, '') <> coalesce(s.${column}, '')`;
    const row = await this.#trx
      .from('staged_users as s')
      .leftJoin('lucid_users as u', join =>
        join
          .on('u.user_id', 's.user_id')
          .andOnVal('u.account_id', this.#account)
          // Whoever has departed keeps the matches, and nobody counts them.
          .andOnVal('u.state', '<>', 'departed'),
      )
      .whereRaw(sql, bindings as Knex.RawBinding[])
      .whereNot('s.disposition', 'rejected')
      .whereRaw(`(${differs('match_ref')} or ${differs('match_refs')})`)
      .first('s.seq');
    return row !== undefined;
  }

  async #lastRow(): Promise<number> {
    const row = await this.#trx('staged_users')
      .where({ sync_id: this.#syncId })
      .max({ last: 'seq' })
      .first<{ last: number | null }>();
    return Number(row?.last ?? 0);
  }

  #inChunk({ from, to }: Chunk): { sql: string; bindings: unknown[] } {
    return {
      sql: 's.sync_id = ? and s.seq between ? and ?',
      bindings: [this.#syncId, from, to],
    };
  }

  /** Notes what is about to change while both sides are there to be compared. */
  async #logChunk(chunk: Chunk): Promise<void> {
    const inChunk = this.#inChunk(chunk);
    const change = (field: string) => `c.value ->> '${field}'`;
    // See `stateChange`: only of a detected user there is a match_ref.
    const described = (row: 'u' | 's') =>
      `case when u.state = s.state then ${row}.match_ref else ${row}.state end`;
    await this.#run(
      `insert into usage_changes (account_id, user_id, sync_id, at, type, before, after)
       select ?, s.user_id, s.sync_id, ?, ${change('type')}, ${change(
        'before',
      )}, ${change('after')}
       from staged_users s, ${this.#elements(
         's.changes',
         'json_array_elements',
       )} as c
       where ${inChunk.sql}`,
      [this.#account, this.#at, ...inChunk.bindings],
    );
    await this.#run(
      `insert into usage_changes (account_id, user_id, sync_id, at, type, before, after)
       select ?, s.user_id, s.sync_id, ?, 'state', ${described(
         'u',
       )}, ${described('s')}
       from staged_users s
       join lucid_users u on u.account_id = ? and u.user_id = s.user_id
       where ${inChunk.sql} and s.disposition = 'changed'
         and (u.state <> s.state or u.match_ref <> s.match_ref)`,
      [this.#account, this.#at, this.#account, ...inChunk.bindings],
    );
  }

  async #storeChunk(chunk: Chunk, revision: number): Promise<void> {
    const inChunk = this.#inChunk(chunk);
    const isInPlace = (stored: string) =>
      indexedColumns
        .map(column => `${stored}.${column} is not distinct from s.${column}`)
        .join(' and ');
    await this.#run(
      `update lucid_users set
         ${columns
           .filter(column => !indexedColumns.includes(column))
           .map(column => `${column} = s.${column}`)
           .join(', ')},
         last_seen_at = null, departed_at = null,
         revision = s.seq + cast(? as bigint)
       from staged_users s
       where ${inChunk.sql} and s.disposition in ${STORED}
         and lucid_users.account_id = ? and lucid_users.user_id = s.user_id
         and ${isInPlace('lucid_users')}`,
      [revision, ...inChunk.bindings, this.#account],
    );
    await this.#run(
      `insert into lucid_users (account_id, user_id, ${columns.join(
        ', ',
      )}, first_seen_at, revision)
       select ?, s.user_id, ${columns.map(column => `s.${column}`).join(', ')},
         ?, s.seq + cast(? as bigint)
       from staged_users s
       where ${inChunk.sql} and s.disposition in ${STORED}
         and not exists (
           select 1 from lucid_users u
           where u.account_id = ? and u.user_id = s.user_id
             and ${isInPlace('u')})
       on conflict (account_id, user_id) do update set
         ${columns.map(column => `${column} = excluded.${column}`).join(', ')},
         last_seen_at = null, departed_at = null, revision = excluded.revision`,
      [this.#account, this.#at, revision, ...inChunk.bindings, this.#account],
    );
    await this.#run(
      `delete from ambiguous_matches where account_id = ? and user_id in
         (select s.user_id from staged_users s
          where ${inChunk.sql} and s.disposition <> 'rejected')`,
      [this.#account, ...inChunk.bindings],
    );
    await this.#run(
      `insert into ambiguous_matches (account_id, user_id, entity_ref)
       select ?, s.user_id, c.value
       from staged_users s, ${this.#elements(
         's.match_refs',
         'json_array_elements_text',
       )} as c
       where ${inChunk.sql} and s.disposition in ${STORED}`,
      [this.#account, ...inChunk.bindings],
    );
  }

  /** Who they were stays with them; they stand for nobody any more. */
  async #departChunk(chunk: Chunk, revision: number): Promise<void> {
    const inChunk = this.#inChunk(chunk);
    const refs = isPostgres(this.#trx)
      ? 'json_build_array(lucid_users.match_ref)::text'
      : 'json_array(lucid_users.match_ref)';
    await this.#run(
      `update lucid_users set state = 'departed', departed_at = ?,
         last_seen_at = (select a.snapshot_at from accounts a where a.account_id = ?),
         match_refs = case when lucid_users.match_ref is null then lucid_users.match_refs else ${refs} end,
         match_ref = null, revision = s.seq + cast(? as bigint)
       from staged_users s
       where ${inChunk.sql} and s.disposition = 'departed'
         and lucid_users.account_id = ? and lucid_users.user_id = s.user_id`,
      [this.#at, this.#account, revision, ...inChunk.bindings, this.#account],
    );
  }

  /** The elements of a JSON array as a table, one row each. */
  #elements(
    column: string,
    ofPostgres: 'json_array_elements' | 'json_array_elements_text',
  ): string {
    return isPostgres(this.#trx)
      ? `${ofPostgres}(${column}::json)`
      : `json_each(${column})`;
  }

  async #run(sql: string, bindings: unknown[]): Promise<void> {
    await this.#trx.raw(sql, bindings as Knex.RawBinding[]);
    // On SQLite, statements follow one another without letting anybody in.
    await yieldToEventLoop();
  }
}
