import { Knex } from 'knex';
import { isOneOf, rowsPerStatement } from './bulkRows';
import { StoredDecision, decisionColumns } from './decisionRow';
import { StoredUser } from './userChanges';

/** Where a user stands in `lucid_users`, and what tells whether it differs. */
export interface Place {
  row_id: number;
  user_id: string;
  hash: string;
  state: string;
}

/** What is compared with what Lucid says now. */
export type StoredContent = StoredUser &
  StoredDecision & {
    row_id: number;
    user_id: string;
    departed_at: string | null;
  };

/** A row as PostgreSQL gives it, which has large numbers as text. */
type Raw<TRow extends { row_id: number }> = Omit<TRow, 'row_id'> & {
  row_id: number | string;
};

/** What is stored of the users of an account: the current snapshot, and who has departed. */
export class CurrentUsers {
  readonly #knex: Knex;
  readonly #account: string;

  constructor(options: { knex: Knex; account: string }) {
    this.#knex = options.knex;
    this.#account = options.account;
  }

  /** Where users stand, of whom anything is stored. */
  async places(ids: string[]): Promise<Place[]> {
    const rows: Raw<Place>[] = await this.#of(ids).select(
      'row_id',
      'user_id',
      'hash',
      'state',
    );
    return rows.map(row => ({ ...row, row_id: Number(row.row_id) }));
  }

  /** What is stored of users, by their ids. */
  async contents(ids: string[]): Promise<Map<string, StoredContent>> {
    const rows: Raw<StoredContent>[] = await this.#of(ids).select(
      'row_id',
      'user_id',
      'email',
      'department',
      'details',
      'departed_at',
      ...Object.keys(decisionColumns),
    );
    return new Map(
      rows.map(row => [row.user_id, { ...row, row_id: Number(row.row_id) }]),
    );
  }

  /** The next users of the current snapshot, in the order of their ids. */
  async after(id: string): Promise<Pick<Place, 'row_id' | 'user_id'>[]> {
    const rows: Raw<Pick<Place, 'row_id' | 'user_id'>>[] = await this.#knex(
      'lucid_users',
    )
      .where({ account_id: this.#account })
      .whereNot({ state: 'departed' })
      .where('user_id', '>', id)
      .orderBy('user_id')
      .limit(rowsPerStatement(this.#knex))
      .select('row_id', 'user_id');
    return rows.map(row => ({ ...row, row_id: Number(row.row_id) }));
  }

  #of(ids: string[]): Knex.QueryBuilder {
    return this.#knex('lucid_users')
      .where({ account_id: this.#account })
      .whereRaw(isOneOf(this.#knex, 'user_id', ids));
  }
}
