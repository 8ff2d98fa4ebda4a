import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isPostgres, rowsPerStatement } from './jsonRows';
import { userContentColumns } from './userRow';

/** What storing a snapshot changed, in numbers of users. */
export interface SnapshotChanges {
  added: number;
  changed: number;
  departed: number;
  returned: number;
}

/**
 * Makes a staged snapshot the current one, set-based, touching only the users
 * that changed. Has to run in one transaction with the reconciliation.
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
   * @returns what changed, and the newest revision there is now
   */
  async write(
    revision: number,
  ): Promise<{ changes: SnapshotChanges; revision: number }> {
    const changes = { added: 0, changed: 0, departed: 0, returned: 0 };
    const { first, last } = await this.#range();
    // Staging numbers its rows, so numbers after the newest revision are taken
    // from there; that some are skipped does no harm.
    const offset = revision - first + 1;
    const rows = rowsPerStatement(this.#trx);
    for (let from = first; from <= last; from += rows) {
      this.#signal?.throwIfAborted();
      const chunk = { from, to: Math.min(from + rows - 1, last) };
      const counts = await this.#countChunk(chunk);
      changes.added += counts.added;
      changes.changed += counts.changed;
      changes.returned += counts.returned;
      changes.departed += counts.departed;
      if (counts.added + counts.changed + counts.returned > 0) {
        await this.#logChunk(chunk);
        await this.#storeChunk(chunk, offset);
      }
      if (counts.departed > 0) {
        await this.#departChunk(chunk, offset);
      }
      await yieldToEventLoop();
    }
    const changed = Object.values(changes).some(count => count > 0);
    return { changes, revision: changed ? last + offset : revision };
  }

  async #range(): Promise<{ first: number; last: number }> {
    const row = await this.#trx('staged_users')
      .where({ sync_id: this.#syncId })
      .whereIn('disposition', ['changed', 'departed'])
      .min({ first: 'seq' })
      .max({ last: 'seq' })
      .first<{ first: number | null; last: number | null }>();
    return { first: Number(row?.first ?? 1), last: Number(row?.last ?? 0) };
  }

  /** `from staged_users s left join lucid_users u` for the rows of one chunk. */
  #chunk(chunk: { from: number; to: number }): Knex.QueryBuilder {
    return this.#trx('staged_users as s')
      .leftJoin('lucid_users as u', join =>
        join
          .on('u.user_id', 's.user_id')
          .andOnVal('u.account_id', this.#account),
      )
      .where('s.sync_id', this.#syncId)
      .whereBetween('s.seq', [chunk.from, chunk.to]);
  }

  async #countChunk(chunk: { from: number; to: number }) {
    const rows = await this.#chunk(chunk)
      .whereIn('s.disposition', ['changed', 'departed'])
      .select<{ disposition: string; state: string | null }[]>(
        's.disposition',
        'u.state',
      );
    const departing = rows.filter(row => row.disposition === 'departed');
    const staying = rows.filter(row => row.disposition === 'changed');
    return {
      departed: departing.length,
      added: staying.filter(row => row.state === null).length,
      returned: staying.filter(row => row.state === 'departed').length,
      changed: staying.filter(
        row => row.state !== null && row.state !== 'departed',
      ).length,
    };
  }

  /** Notes what is about to change while both sides are there to be compared. */
  async #logChunk(chunk: { from: number; to: number }): Promise<void> {
    const log = async (
      type: string,
      before: string,
      after: string,
      when: string,
    ) => {
      const select = this.#chunk(chunk)
        .where('s.disposition', 'changed')
        .whereRaw(when)
        .select(
          this.#trx.raw('?', [this.#account]),
          's.user_id',
          this.#trx.raw('?', [this.#syncId]),
          this.#trx.raw('?', [this.#at]),
          this.#trx.raw('?', [type]),
          this.#trx.raw(before),
          this.#trx.raw(after),
        )
        .toSQL();
      await this.#trx.raw(
        `insert into usage_changes (account_id, user_id, sync_id, at, type, before, after) ${select.sql}`,
        [...select.bindings],
      );
    };
    // Not "u.state is not null", which lets SQLite turn the left join around and
    // go through all users for every chunk.
    const stayed = `coalesce(u.state, 'departed') <> 'departed'`;
    await log('appeared', 'null', 's.licence_label', 'u.state is null');
    await log(
      'returned',
      'null',
      's.licence_label',
      `coalesce(u.state, '') = 'departed'`,
    );
    await log(
      'licences',
      'u.licence_label',
      's.licence_label',
      `${stayed} and coalesce(u.licence_label, '') <> s.licence_label`,
    );
    for (const column of ['email', 'department']) {
      await log(
        column,
        `u.${column}`,
        `s.${column}`,
        `${stayed} and coalesce(u.${column}, '') <> coalesce(s.${column}, '')`,
      );
    }
  }

  async #storeChunk(
    chunk: { from: number; to: number },
    offset: number,
  ): Promise<void> {
    const trx = this.#trx;
    const content = Object.keys(userContentColumns);
    const inChunk = `s.sync_id = ? and s.seq between ? and ? and s.disposition = 'changed'`;
    const chunkBindings = [this.#syncId, chunk.from, chunk.to];

    // Reconciliation follows in the same transaction and replaces the state
    // "unreconciled", so nobody outside ever sees it.
    await trx.raw(
      `insert into lucid_users (account_id, user_id, ${content.join(
        ', ',
      )}, state, first_seen_at, revision)
       select ?, s.user_id, ${content
         .map(c => `s.${c}`)
         .join(', ')}, 'unreconciled', ?, s.seq + cast(? as bigint)
       from staged_users s where ${inChunk}
       on conflict (account_id, user_id) do update set
         ${content.map(c => `${c} = excluded.${c}`).join(', ')},
         state = case when lucid_users.state = 'departed' then 'unreconciled' else lucid_users.state end,
         last_seen_at = null, departed_at = null, revision = excluded.revision`,
      [this.#account, this.#at, offset, ...chunkBindings],
    );

    const changedIds = trx('staged_users as s')
      .whereRaw(inChunk, chunkBindings)
      .select('s.user_id');
    for (const table of ['lucid_user_licences', 'lucid_user_keys']) {
      await trx(table)
        .where({ account_id: this.#account })
        .whereIn('user_id', changedIds.clone())
        .delete();
    }
    await trx.raw(
      `insert into lucid_user_licences (account_id, user_id, licence, access)
       select ?, s.user_id, ${this.#field('name')}, ${this.#field('access')}
       from staged_users s, ${this.#elements(
         's.licences',
       )} as e where ${inChunk}
       on conflict do nothing`,
      [this.#account, ...chunkBindings],
    );
    await trx.raw(
      `insert into lucid_user_keys (account_id, user_id, rank, target, value)
       select ?, s.user_id, cast(${this.#field(
         'rank',
       )} as integer), ${this.#field('target')}, ${this.#field('value')}
       from staged_users s, ${this.#elements(
         's.match_keys',
       )} as e where ${inChunk}`,
      [this.#account, ...chunkBindings],
    );
  }

  async #departChunk(
    chunk: { from: number; to: number },
    offset: number,
  ): Promise<void> {
    const trx = this.#trx;
    const departed = () =>
      this.#chunk(chunk).where('s.disposition', 'departed');
    const log = departed()
      .select(
        trx.raw('?', [this.#account]),
        's.user_id',
        trx.raw('?', [this.#syncId]),
        trx.raw('?', [this.#at]),
        trx.raw(`'departed'`),
        'u.licence_label',
      )
      .toSQL();
    await trx.raw(
      `insert into usage_changes (account_id, user_id, sync_id, at, type, before) ${log.sql}`,
      [...log.bindings],
    );
    const account = await trx('accounts')
      .where({ account_id: this.#account })
      .first<{ snapshot_at: string | null }>('snapshot_at');
    await trx('lucid_users')
      .where({ account_id: this.#account })
      .whereIn('user_id', departed().select('s.user_id'))
      .update({
        state: 'departed',
        departed_at: this.#at,
        last_seen_at: account?.snapshot_at,
        revision: trx.raw(
          `(select s.seq + cast(? as bigint) from staged_users s where s.sync_id = ? and s.user_id = lucid_users.user_id)`,
          [offset, this.#syncId],
        ),
      });
    await trx('lucid_user_matches')
      .where({ account_id: this.#account })
      .whereIn('user_id', departed().select('s.user_id'))
      .delete();
  }

  /** The elements of a JSON array as a table, one row each. */
  #elements(column: string): string {
    return isPostgres(this.#trx)
      ? `jsonb_array_elements(${column}::jsonb)`
      : `json_each(${column})`;
  }

  /** A field of an element of {@link SnapshotWriter.#elements}. */
  #field(name: string): string {
    return `e.value ->> '${name}'`;
  }
}
