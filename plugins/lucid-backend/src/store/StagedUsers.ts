import { Knex } from 'knex';
import { StagingLostError } from './StagingLostError';
import { DecidedContentRow } from './UserRowMaker';
import { Columns, insertRows, isOneOf, rowsPerStatement } from './bulkRows';
import { decisionColumns } from './decisionRow';
import { userContentColumns } from './userRow';

/** What becomes of a user when the snapshot is made current. */
export type Disposition =
  | 'added'
  | 'returned'
  | 'changed'
  | 'rejected'
  | 'departed';

/** A user in whom a snapshot differs from the current one. */
export type StagedUser = Partial<DecidedContentRow> & {
  user_id: string;
  disposition: Disposition;
  /** JSON array of `UserChange`. */
  changes?: string;
};

type StagedRow = Omit<StagedUser, 'disposition'> & {
  sync_id: string;
  seq: number;
  disposition: Disposition | 'marker';
};

const columns: Columns<StagedRow> = {
  sync_id: 'text',
  seq: 'integer',
  user_id: 'text',
  disposition: 'text',
  ...userContentColumns,
  ...decisionColumns,
  changes: 'text',
};

const OVERWRITE = `(sync_id, user_id) do update set ${Object.keys(columns)
  .filter(column => !['sync_id', 'seq', 'user_id'].includes(column))
  .map(column => `${column} = excluded.${column}`)
  .join(', ')}`;

/**
 * Stands before everybody whom a sync stages, and is written with the first of
 * them: as long as it is there, nothing has been lost. Nobody's id is empty.
 */
const MARKER = { seq: 0, user_id: '', disposition: 'marker' } as const;

/** What one sync has staged, numbered from 1; that some numbers are skipped does no harm. */
export class StagedUsers {
  readonly #knex: Knex;
  readonly #syncId: string;
  #seq = 0;

  constructor(options: { knex: Knex; syncId: string }) {
    this.#knex = options.knex;
    this.#syncId = options.syncId;
  }

  /** Stages users, in place of what is staged of the same ones. */
  async put(users: StagedUser[]): Promise<void> {
    await this.#insert(users, OVERWRITE);
  }

  /** Stages users who could not be understood, unless something else is staged of them. */
  async reject(ids: string[]): Promise<void> {
    await this.#insert(
      ids.map(id => ({ user_id: id, disposition: 'rejected' })),
      'do nothing',
    );
  }

  async remove(ids: string[]): Promise<void> {
    if (ids.length > 0) {
      await this.#of(ids).delete();
    }
  }

  /** What tells how staged users differ, of those of whom content is staged. */
  async hashes(ids: string[]): Promise<Map<string, string>> {
    const rows: { user_id: string; hash: string }[] = await this.#of(ids)
      .whereNotNull('hash')
      .select('user_id', 'hash');
    return new Map(rows.map(({ user_id, hash }) => [user_id, hash]));
  }

  /** @returns those ids of which nothing is staged */
  async lacking(ids: string[]): Promise<string[]> {
    const staged = new Set(await this.#of(ids).pluck<string[]>('user_id'));
    return ids.filter(id => !staged.has(id));
  }

  /** @throws StagingLostError as {@link StagedUsers.assertKept} does */
  async count(knex: Knex = this.#knex): Promise<Record<Disposition, number>> {
    await this.assertKept(knex);
    const counts = {
      added: 0,
      returned: 0,
      changed: 0,
      rejected: 0,
      departed: 0,
    };
    const rowsAtOnce = rowsPerStatement(knex);
    for (let from = 1; from <= this.#seq; from += rowsAtOnce) {
      const rows = await knex('staged_users')
        .where({ sync_id: this.#syncId })
        .whereBetween('seq', [from, from + rowsAtOnce - 1])
        .groupBy('disposition')
        .select('disposition')
        .count<{ disposition: Disposition; count: number | string }[]>({
          count: '*',
        });
      for (const { disposition, count } of rows) {
        counts[disposition] += Number(count);
      }
    }
    return counts;
  }

  /** How many users of the current snapshot of an account could not be understood. */
  async countRejectedOf(account: string): Promise<number> {
    const [{ count }] = await this.#knex('staged_users as s')
      .join('lucid_users as u', 'u.user_id', 's.user_id')
      .where({
        's.sync_id': this.#syncId,
        's.disposition': 'rejected',
        'u.account_id': account,
      })
      .whereNot('u.state', 'departed')
      .count<{ count: number | string }[]>({ count: '*' });
    return Number(count);
  }

  /**
   * Makes sure that nothing has been lost, also where more was staged afterwards.
   *
   * @throws StagingLostError where something has
   */
  async assertKept(knex: Knex = this.#knex): Promise<void> {
    if (this.#seq === 0) {
      return;
    }
    const marker = await knex('staged_users')
      .where({ sync_id: this.#syncId, seq: MARKER.seq })
      .first('seq');
    if (!marker) {
      throw new StagingLostError();
    }
  }

  #of(ids: string[]): Knex.QueryBuilder {
    return this.#knex('staged_users')
      .where({ sync_id: this.#syncId })
      .whereRaw(isOneOf(this.#knex, 'user_id', ids));
  }

  async #insert(users: StagedUser[], onConflict: string): Promise<void> {
    if (users.length === 0) {
      return;
    }
    const first = this.#seq + 1;
    this.#seq += users.length;
    const rows = users.map(
      (user, index): StagedRow => ({
        ...user,
        sync_id: this.#syncId,
        seq: first + index,
      }),
    );
    if (first === 1) {
      rows.unshift({ ...MARKER, sync_id: this.#syncId });
    }
    await insertRows<StagedRow>(this.#knex, {
      table: 'staged_users',
      columns,
      rows,
      onConflict,
    });
  }
}
