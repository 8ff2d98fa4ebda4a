import { RejectedUser } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { LucidUser } from '../scim/LucidUser';
import { JsonColumnType, insertJsonRows, selectJsonRows } from './jsonRows';
import {
  UserContentRow,
  hashOfUser,
  userContentColumns,
  userContentRow,
} from './userRow';

type StagedRow = Partial<UserContentRow> & {
  sync_id: string;
  user_id: string;
  disposition: 'changed' | 'unchanged' | 'rejected' | 'departed';
};

const stagedColumns: { [K in keyof StagedRow]-?: JsonColumnType } = {
  sync_id: 'text',
  user_id: 'text',
  disposition: 'text',
  ...userContentColumns,
};

/** Only the first ones are kept: a hundred tell as much as a hundred thousand. */
const MOST_REJECTED_KEPT = 100;

/**
 * A snapshot while it is being read.
 *
 * Only what differs from the current snapshot is held with its content, so a
 * sync without changes writes little more than ids.
 */
export class SnapshotStaging {
  readonly #knex: Knex;
  readonly #account: string;
  readonly #syncId: string;
  #rejected = 0;

  constructor(options: { knex: Knex; account: string; syncId: string }) {
    this.#knex = options.knex;
    this.#account = options.account;
    this.#syncId = options.syncId;
  }

  /** How many users were set aside so far. */
  get rejected(): number {
    return this.#rejected;
  }

  /** Adds users that are there. Of a user that is added several times, the last one counts. */
  async add(users: LucidUser[]): Promise<void> {
    const newest = new Map(users.map(user => [user.id, user]));
    const current = await this.#currentHashes([...newest.keys()]);
    const rows: StagedRow[] = [];
    for (const [id, user] of newest) {
      const userHash = hashOfUser(user);
      const key = { sync_id: this.#syncId, user_id: id };
      rows.push(
        current.get(id) === userHash
          ? { ...key, disposition: 'unchanged' }
          : {
              ...key,
              disposition: 'changed',
              ...userContentRow(this.#account, user, userHash),
            },
      );
    }
    await this.#stage(rows);
  }

  /**
   * Notes users that are there but could not be understood: they keep what is
   * stored of them, and are not taken to be gone.
   */
  async reject(rejected: RejectedUser[]): Promise<void> {
    if (rejected.length === 0) {
      return;
    }
    const kept = rejected
      .slice(0, Math.max(0, MOST_REJECTED_KEPT - this.#rejected))
      .map(({ id, reason }, index) => ({
        sync_id: this.#syncId,
        position: this.#rejected + index,
        user_id: id,
        reason,
      }));
    this.#rejected += rejected.length;
    await insertJsonRows<(typeof kept)[number]>(
      this.#knex,
      'rejected_users',
      {
        sync_id: 'text',
        position: 'integer',
        user_id: 'text',
        reason: 'text',
      },
      kept,
    );
    const ids = new Set(rejected.flatMap(({ id }) => (id ? [id] : [])));
    await this.#stage(
      [...ids].map(id => ({
        sync_id: this.#syncId,
        user_id: id,
        disposition: 'rejected',
      })),
    );
  }

  /** Notes users of the current snapshot of whom it is proved that they are gone. */
  async depart(ids: string[]): Promise<void> {
    await this.#stage(
      ids.map(id => ({
        sync_id: this.#syncId,
        user_id: id,
        disposition: 'departed',
      })),
    );
  }

  /** How many users the snapshot holds so far, and how many of the current snapshot it lacks. */
  async count(): Promise<{ staged: number; current: number; missing: number }> {
    const [staged] = await this.#knex('staged_users')
      .where({ sync_id: this.#syncId })
      .whereIn('disposition', ['changed', 'unchanged'])
      .count({ count: '*' });
    const [current] = await this.#knex('lucid_users')
      .where({ account_id: this.#account })
      .whereNot({ state: 'departed' })
      .count({ count: '*' });
    const [missing] = await this.#missing().count({ count: '*' });
    return {
      staged: Number(staged.count),
      current: Number(current.count),
      missing: Number(missing.count),
    };
  }

  /** The first ids of the current snapshot that this one lacks, in the order of ids. */
  async missing(limit: number): Promise<string[]> {
    return this.#missing()
      .orderBy('u.user_id')
      .limit(limit)
      .pluck<string[]>('u.user_id');
  }

  /** Removes what is staged; the current snapshot is not touched. */
  async clear(): Promise<void> {
    await this.#knex('staged_users').where({ sync_id: this.#syncId }).delete();
  }

  #missing(): Knex.QueryBuilder {
    const syncId = this.#syncId;
    return this.#knex('lucid_users as u')
      .where({ 'u.account_id': this.#account })
      .whereNot({ 'u.state': 'departed' })
      .whereNotExists(query =>
        query
          .select(this.#knex.raw('1'))
          .from('staged_users as s')
          .where('s.sync_id', syncId)
          .where('s.user_id', this.#knex.ref('u.user_id')),
      );
  }

  async #currentHashes(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.#knex('lucid_users')
      .where({ account_id: this.#account })
      .whereNot({ state: 'departed' })
      .whereIn('user_id', ids)
      .select<{ user_id: string; hash: string }[]>('user_id', 'hash');
    return new Map(rows.map(row => [row.user_id, row.hash]));
  }

  async #stage(rows: StagedRow[]): Promise<void> {
    if (rows.length === 0) {
      return;
    }
    const columns = Object.keys(stagedColumns);
    const overwritten = columns
      .filter(column => column !== 'sync_id' && column !== 'user_id')
      .map(column => `${column} = excluded.${column}`);
    const select = selectJsonRows<StagedRow>(
      this.#knex,
      stagedColumns,
      rows,
    ).toSQL();
    await this.#knex.raw(
      `insert into staged_users (${columns.join(', ')}) ${select.sql} ` +
        `on conflict (user_id, sync_id) do update set ${overwritten.join(
          ', ',
        )}`,
      [...select.bindings],
    );
  }
}
