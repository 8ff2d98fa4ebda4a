import { RejectedUser } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { LucidUser } from '../scim/LucidUser';
import { countsOf } from './AccountStore';
import { DecisionMaker, describeBasis } from './DecisionMaker';
import {
  IncomingSnapshot,
  SnapshotChanges,
  SnapshotOrigin,
  SnapshotSize,
} from './IncomingSnapshot';
import { LicenceSetWriter } from './licenceSets';
import { RejectedUsers } from './RejectedUsers';
import { SnapshotWriter } from './SnapshotWriter';
import { Columns, insertRows, isOneOf, rowsPerStatement } from './bulkRows';
import { clearStaged } from './clearAbandoned';
import { DecisionRow, decisionColumns, decisionRow } from './decisionRow';
import { StoredUser, changesOf, departureOf } from './userChanges';
import {
  UserContentRow,
  hashOfUser,
  userContentColumns,
  userContentRow,
} from './userRow';

/** What becomes of a user when the snapshot is made current. */
type Disposition = 'added' | 'returned' | 'changed' | 'rejected' | 'departed';

type StagedRow = Partial<UserContentRow & DecisionRow> & {
  sync_id: string;
  seq: number;
  user_id: string;
  disposition: Disposition;
  /** JSON array of `UserChange`. */
  changes?: string;
};

const stagedColumns: Columns<StagedRow> = {
  sync_id: 'text',
  seq: 'integer',
  user_id: 'text',
  disposition: 'text',
  ...userContentColumns,
  ...decisionColumns,
  changes: 'text',
};

const OVERWRITE = `(sync_id, user_id) do update set ${Object.keys(stagedColumns)
  .filter(column => !['sync_id', 'seq', 'user_id'].includes(column))
  .map(column => `${column} = excluded.${column}`)
  .join(', ')}`;

/**
 * A snapshot that follows another one. It stands beside the current one while
 * it is being read, and holds the content of those users only who differ, so
 * that a sync without changes writes nothing but ids.
 */
export class StagedSnapshot implements IncomingSnapshot {
  readonly #knex: Knex;
  readonly #origin: SnapshotOrigin;
  readonly #decisions: DecisionMaker;
  readonly #licenceSets: LicenceSetWriter;
  readonly #rejected: RejectedUsers;
  /** Users who are as they were. */
  #seen = 0;
  /** Place of the next row in the staging table. */
  #seq = 0;

  constructor(options: { knex: Knex; origin: SnapshotOrigin }) {
    const { knex, origin } = options;
    this.#knex = knex;
    this.#origin = origin;
    this.#decisions = new DecisionMaker({ knex, basis: origin.basis });
    this.#licenceSets = new LicenceSetWriter({ knex });
    this.#rejected = new RejectedUsers({ knex, syncId: origin.syncId });
  }

  get basis(): string {
    return describeBasis(this.#origin.basis);
  }

  async add(users: LucidUser[]): Promise<void> {
    const hashes = new Map<string, string>();
    const newest = new Map<string, LucidUser>();
    for (const user of users) {
      newest.set(user.id, user);
      hashes.set(user.id, hashOfUser(user));
    }
    const unchanged = await this.#unchanged(hashes);
    const changed = [...newest.values()].filter(
      user => !unchanged.has(user.id),
    );

    if (this.#seq > 0) {
      // Pages overlap, and a user may have been staged from another one.
      await this.#unstage([...unchanged]);
    }
    this.#seen += await insertRows(this.#knex, {
      table: 'seen_users',
      columns: { sync_id: 'text', user_id: 'text' },
      rows: [...unchanged].map(id => ({
        sync_id: this.#origin.syncId,
        user_id: id,
      })),
    });
    if (changed.length > 0) {
      await this.#stageChanged(changed, hashes);
    }
  }

  async reject(rejected: RejectedUser[]): Promise<void> {
    const ids = await this.#rejected.add(rejected);
    // Who was understood before, on a page that was read twice, stays so.
    const seen = await this.#knex('seen_users')
      .where({ sync_id: this.#origin.syncId })
      .whereRaw(isOneOf(this.#knex, 'user_id', ids))
      .pluck<string[]>('user_id');
    await this.#stage(
      ids.filter(id => !seen.includes(id)).map(id => this.#row(id, 'rejected')),
      'do nothing',
    );
  }

  async depart(ids: string[]): Promise<void> {
    const stored = await this.#stored(ids);
    await this.#stage(
      [...stored].map(([id, user]) => ({
        ...this.#row(id, 'departed'),
        changes: JSON.stringify([departureOf(user)]),
      })),
      OVERWRITE,
    );
  }

  async size(): Promise<SnapshotSize> {
    const staged = await this.#countStaged();
    const current = (await countsOf(this.#knex, this.#origin.basis.account))
      .users;
    const rejectedHere =
      staged.rejected > 0 ? await this.#countRejectedOfCurrent() : 0;
    return {
      understood: this.#seen + staged.added + staged.returned + staged.changed,
      rejected: staged.rejected + this.#rejected.withoutId,
      current,
      missing:
        current - this.#seen - staged.changed - staged.departed - rejectedHere,
    };
  }

  async *missing(options: {
    batchSize: number;
  }): AsyncGenerator<string[], void, undefined> {
    const { missing } = await this.size();
    let left = missing;
    let after = '';
    let batch: string[] = [];
    while (left > 0) {
      const end = await this.#endOfChunk(after);
      const ids = await this.#missingBetween(after, end);
      left -= ids.length;
      batch.push(...ids);
      while (batch.length >= options.batchSize) {
        yield batch.slice(0, options.batchSize);
        batch = batch.slice(options.batchSize);
      }
      if (end === undefined) {
        break;
      }
      after = end;
    }
    if (batch.length > 0) {
      yield batch;
    }
  }

  async makeCurrent(
    trx: Knex.Transaction,
    options: { revision: number; signal?: AbortSignal },
  ): Promise<{ changes: SnapshotChanges; revision: number }> {
    const { basis, syncId, at } = this.#origin;
    const { added, returned, changed, departed } = await this.#countStaged(trx);
    const revision = await new SnapshotWriter({
      trx,
      account: basis.account,
      syncId,
      at,
      signal: options.signal,
    }).write(options.revision);
    return { changes: { added, returned, changed, departed }, revision };
  }

  async clear(): Promise<void> {
    await clearStaged(this.#knex, this.#origin.syncId);
  }

  /** Those of whom exactly the same is stored, and who have not departed. */
  async #unchanged(hashes: Map<string, string>): Promise<Set<string>> {
    const rows: { user_id: string; hash: string }[] = await this.#knex(
      'lucid_users',
    )
      .where({ account_id: this.#origin.basis.account })
      .whereRaw(isOneOf(this.#knex, 'user_id', [...hashes.keys()]))
      .whereNot({ state: 'departed' })
      .select('user_id', 'hash');
    return new Set(
      rows
        .filter(row => hashes.get(row.user_id) === row.hash)
        .map(row => row.user_id),
    );
  }

  async #stageChanged(
    users: LucidUser[],
    hashes: Map<string, string>,
  ): Promise<void> {
    const ids = users.map(user => user.id);
    const before = await this.#stored(ids);
    const decisions = await this.#decisions.decide(users);
    const { account } = this.#origin.basis;
    const rows = users.map((user, index): StagedRow => {
      const stored = before.get(user.id);
      return {
        ...this.#row(user.id, dispositionOf(stored)),
        ...userContentRow(account, user, hashes.get(user.id) ?? ''),
        ...decisionRow(decisions[index]),
        changes: JSON.stringify(changesOf(stored, user)),
      };
    });
    await this.#licenceSets.ensure(users);
    await this.#unsee(ids);
    await this.#stage(rows, OVERWRITE);
  }

  async #stored(ids: string[]): Promise<Map<string, StoredUser>> {
    const rows: (StoredUser & { user_id: string })[] = await this.#knex(
      'lucid_users',
    )
      .where({ account_id: this.#origin.basis.account })
      .whereRaw(isOneOf(this.#knex, 'user_id', ids))
      .select('user_id', 'state', 'email', 'department', 'details');
    return new Map(rows.map(row => [row.user_id, row]));
  }

  #row(id: string, disposition: Disposition): StagedRow {
    this.#seq += 1;
    return {
      sync_id: this.#origin.syncId,
      seq: this.#seq,
      user_id: id,
      disposition,
    };
  }

  async #stage(rows: StagedRow[], onConflict: string): Promise<void> {
    await insertRows(this.#knex, {
      table: 'staged_users',
      columns: stagedColumns,
      rows,
      onConflict,
    });
  }

  async #unstage(ids: string[]): Promise<void> {
    await this.#knex('staged_users')
      .where({ sync_id: this.#origin.syncId })
      .whereRaw(isOneOf(this.#knex, 'user_id', ids))
      .delete();
  }

  async #unsee(ids: string[]): Promise<void> {
    this.#seen -= await this.#knex('seen_users')
      .where({ sync_id: this.#origin.syncId })
      .whereRaw(isOneOf(this.#knex, 'user_id', ids))
      .delete();
  }

  async #countStaged(
    knex: Knex = this.#knex,
  ): Promise<Record<Disposition, number>> {
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
        .where({ sync_id: this.#origin.syncId })
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

  async #countRejectedOfCurrent(): Promise<number> {
    const [{ count }] = await this.#knex('staged_users as s')
      .join('lucid_users as u', 'u.user_id', 's.user_id')
      .where({
        's.sync_id': this.#origin.syncId,
        's.disposition': 'rejected',
        'u.account_id': this.#origin.basis.account,
      })
      .whereNot('u.state', 'departed')
      .count<{ count: number | string }[]>({ count: '*' });
    return Number(count);
  }

  /** The last id of the next users of the current snapshot; `undefined` for the last of them. */
  async #endOfChunk(after: string): Promise<string | undefined> {
    const [id] = await this.#current()
      .where('u.user_id', '>', after)
      .orderBy('u.user_id')
      .offset(rowsPerStatement(this.#knex) - 1)
      .limit(1)
      .pluck<string[]>('u.user_id');
    return id;
  }

  async #missingBetween(
    after: string,
    end: string | undefined,
  ): Promise<string[]> {
    const { syncId } = this.#origin;
    const ids = this.#current()
      .where('u.user_id', '>', after)
      .orderBy('u.user_id');
    if (end !== undefined) {
      ids.where('u.user_id', '<=', end);
    }
    for (const table of ['seen_users', 'staged_users']) {
      ids.whereNotExists(query =>
        query
          .select(this.#knex.raw('1'))
          .from(`${table} as s`)
          .where('s.sync_id', syncId)
          .where('s.user_id', this.#knex.ref('u.user_id')),
      );
    }
    return ids.pluck<string[]>('u.user_id');
  }

  #current(): Knex.QueryBuilder {
    return this.#knex('lucid_users as u')
      .where({ 'u.account_id': this.#origin.basis.account })
      .whereNot({ 'u.state': 'departed' });
  }
}

function dispositionOf(stored: StoredUser | undefined): Disposition {
  if (!stored) {
    return 'added';
  }
  return stored.state === 'departed' ? 'returned' : 'changed';
}
