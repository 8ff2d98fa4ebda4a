import { RejectedUser } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { matchKeysOf } from '../reconciliation/matchKeys';
import { LucidUser } from '../scim/LucidUser';
import { deleteInChunks } from './deleteInChunks';
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
  readonly #isOnlyAccount: boolean;
  /** Positions taken in the list of rejected users. */
  #rejectedKept = 0;
  /** Rejected users whose id could not be read: they cannot be told apart. */
  #rejectedWithoutId = 0;

  constructor(options: {
    knex: Knex;
    account: string;
    syncId: string;
    /** Whether ids need not say which account they belong to. */
    isOnlyAccount: boolean;
  }) {
    this.#knex = options.knex;
    this.#account = options.account;
    this.#syncId = options.syncId;
    this.#isOnlyAccount = options.isOnlyAccount;
  }

  /** Adds users that are there. Of a user that is added several times, the last one counts. */
  async add(users: LucidUser[]): Promise<void> {
    const newest = new Map(users.map(user => [user.id, user]));
    const current = await this.#currentHashes([...newest.keys()]);
    const rows: StagedRow[] = [];
    for (const [id, user] of newest) {
      const keys = matchKeysOf(user, {
        account: this.#account,
        isOnlyAccount: this.#isOnlyAccount,
      });
      const userHash = hashOfUser(user, keys);
      const key = { sync_id: this.#syncId, user_id: id };
      rows.push(
        current.get(id) === userHash
          ? { ...key, disposition: 'unchanged' }
          : {
              ...key,
              disposition: 'changed',
              ...userContentRow(this.#account, user, { hash: userHash, keys }),
            },
      );
    }
    await this.#stage(rows, 'overwrite');
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
      .slice(0, MOST_REJECTED_KEPT - this.#rejectedKept)
      .map(({ id, reason }, index) => ({
        sync_id: this.#syncId,
        position: this.#rejectedKept + index,
        user_id: id,
        reason,
      }));
    this.#rejectedKept += kept.length;
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
    this.#rejectedWithoutId += rejected.filter(({ id }) => !id).length;
    // Who was understood before, on a page that was read twice, stays so.
    await this.#stage(
      [...ids].map(id => ({
        sync_id: this.#syncId,
        user_id: id,
        disposition: 'rejected',
      })),
      'keep',
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
      'overwrite',
    );
  }

  /**
   * How many users the snapshot holds so far, how many of them could not be
   * understood, how many the current snapshot holds, and how many of those this
   * one lacks.
   */
  async count(): Promise<{
    understood: number;
    rejected: number;
    current: number;
    missing: number;
  }> {
    const staged: { disposition: string; count: number | string }[] =
      await this.#knex('staged_users')
        .where({ sync_id: this.#syncId })
        .groupBy('disposition')
        .select('disposition')
        .count({ count: '*' });
    const stagedAs = (disposition: string) =>
      Number(staged.find(row => row.disposition === disposition)?.count ?? 0);
    const [current] = await this.#knex('lucid_users')
      .where({ account_id: this.#account })
      .whereNot({ state: 'departed' })
      .count({ count: '*' });
    const [missing] = await this.#missing().count({ count: '*' });
    return {
      understood: stagedAs('changed') + stagedAs('unchanged'),
      rejected: stagedAs('rejected') + this.#rejectedWithoutId,
      current: Number(current.count),
      missing: Number(missing.count),
    };
  }

  /** The first ids after a given one that the current snapshot has and this one lacks, in order. */
  async missing(options: { after: string; limit: number }): Promise<string[]> {
    return this.#missing()
      .where('u.user_id', '>', options.after)
      .orderBy('u.user_id')
      .limit(options.limit)
      .pluck<string[]>('u.user_id');
  }

  /** Removes what is staged; the current snapshot is not touched. */
  async clear(): Promise<void> {
    await deleteInChunks(this.#knex, 'staged_users', rows =>
      rows.where({ sync_id: this.#syncId }),
    );
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

  async #stage(
    rows: StagedRow[],
    whenStaged: 'overwrite' | 'keep',
  ): Promise<void> {
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
        `on conflict (user_id, sync_id) do ${
          whenStaged === 'keep'
            ? 'nothing'
            : `update set ${overwritten.join(', ')}`
        }`,
      [...select.bindings],
    );
  }
}
