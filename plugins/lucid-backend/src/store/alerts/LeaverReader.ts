import { Knex } from 'knex';
import { isOneOf } from '../bulkRows';

/** Finds Lucid users whose catalog user has gone, and who hold a licence. */
export class LeaverReader {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** Ids of those who left last, at most so many. */
  async newest(account: string, limit: number): Promise<string[]> {
    return (
      this.#leavers()
        // SQLite would go through all users of the account, by their key, and
        // takes the index of those who are not detected where it cannot.
        .whereRaw(`coalesce(u.account_id, '') = ?`, [account])
        .orderBy([
          { column: 'u.former_until', order: 'desc' },
          { column: 'u.user_id' },
        ])
        .limit(limit)
        .pluck('u.user_id')
    );
  }

  /** Those of the given ids that are leavers with a licence. */
  async among(account: string, ids: string[]): Promise<string[]> {
    return this.#leavers()
      .where('u.account_id', account)
      .where(isOneOf(this.#knex, 'u.user_id', ids))
      .pluck('u.user_id');
  }

  #leavers(): Knex.QueryBuilder {
    return (
      this.#knex('lucid_users as u')
        .where({
          'u.state': 'undetected',
          'u.undetected_reason': 'leaver',
        })
        // Says that the index of those who are not detected is enough.
        .whereRaw(`u.state <> 'detected'`)
        .whereIn(
          'u.licence_set',
          this.#knex('licence_sets').select('licence_set'),
        )
    );
  }
}
