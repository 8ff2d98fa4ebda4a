import { RejectedUser } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { LucidUser } from '../scim/LucidUser';
import { countsOf } from './AccountStore';
import {
  IncomingSnapshot,
  SnapshotChanges,
  SnapshotOrigin,
  SnapshotSize,
} from './IncomingSnapshot';
import { RejectedUsers } from './RejectedUsers';
import { RowSet } from './RowSet';
import { SnapshotWriter } from './SnapshotWriter';
import { DecidedContentRow, UserRowMaker } from './UserRowMaker';
import { Columns, insertRows, isOneOf, rowsPerStatement } from './bulkRows';
import { clearStaged } from './clearAbandoned';
import { describeBasis } from './decisionBasis';
import { StoredDecision, decisionColumns, lastMatchOf } from './decisionRow';
import { Departure, StoredUser, changesOf, departureOf } from './userChanges';
import { hashOfUser, userContentColumns } from './userRow';

/** What becomes of a user when the snapshot is made current. */
type Disposition = 'added' | 'returned' | 'changed' | 'rejected' | 'departed';

type StagedRow = Partial<DecidedContentRow> & {
  sync_id: string;
  seq: number;
  user_id: string;
  disposition: Disposition;
  /** JSON array of `UserChange`. */
  changes?: string;
};

/** Where a user stands in `lucid_users`. */
interface Place {
  row_id: number;
  user_id: string;
  hash: string;
  state: string;
}

/** What is compared with what Lucid says now. */
type StoredContent = StoredUser &
  StoredDecision & {
    row_id: number;
    user_id: string;
    departed_at: string | null;
  };

/** A user who differs from what is stored. */
interface ChangedUser {
  user: LucidUser;
  hash: string;
}

/** Where few have changed, there are a few of them on each page. */
const USERS_STAGED_TOGETHER = 1_000;

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
 * that a sync without changes writes nothing.
 */
export class StagedSnapshot implements IncomingSnapshot {
  readonly #knex: Knex;
  readonly #origin: SnapshotOrigin;
  readonly #rows: UserRowMaker;
  readonly #rejected: RejectedUsers;
  /** Users of the current snapshot who are as they were. */
  readonly #seen = new RowSet();
  /** Users who differ, by their ids, until there are enough to be staged together. */
  readonly #gathered = new Map<string, ChangedUser>();
  /** Rows of the current snapshot of whom something is staged. */
  readonly #staged = new RowSet();
  /** Place of the next row in the staging table. */
  #seq = 0;

  constructor(options: { knex: Knex; origin: SnapshotOrigin }) {
    const { knex, origin } = options;
    this.#knex = knex;
    this.#origin = origin;
    this.#rows = new UserRowMaker({ knex, ...origin });
    this.#rejected = new RejectedUsers({ knex, syncId: origin.syncId });
  }

  get basis(): string {
    return describeBasis(this.#origin.basis);
  }

  async add(users: LucidUser[]): Promise<void> {
    const newest = new Map<string, ChangedUser>();
    for (const user of users) {
      newest.set(user.id, { user, hash: hashOfUser(user) });
    }
    const places = await this.#places([...newest.keys()]);
    const changedBack: string[] = [];
    for (const { row_id: row, user_id: id, state, hash } of places) {
      // Pages overlap, and a user may have been added from another one.
      if (state !== 'departed' && hash === newest.get(id)?.hash) {
        newest.delete(id);
        this.#gathered.delete(id);
        this.#seen.add(row);
        if (this.#staged.has(row)) {
          this.#staged.delete(row);
          changedBack.push(id);
        }
      } else {
        this.#seen.delete(row);
      }
    }
    await this.#unstage(changedBack);
    for (const [id, changed] of newest) {
      this.#gathered.set(id, changed);
    }
    if (this.#gathered.size >= USERS_STAGED_TOGETHER) {
      await this.flush();
    }
  }

  async flush(): Promise<void> {
    const gathered = [...this.#gathered.values()];
    this.#gathered.clear();
    while (gathered.length > 0) {
      await this.#stageChanged(gathered.splice(0, USERS_STAGED_TOGETHER));
    }
  }

  async reject(rejected: RejectedUser[]): Promise<void> {
    if (rejected.length === 0) {
      return;
    }
    const ids = new Set(await this.#rejected.add(rejected));
    for (const place of await this.#places([...ids])) {
      if (this.#seen.has(place.row_id)) {
        // Who was understood before, on a page that was read twice, stays so.
        ids.delete(place.user_id);
      } else {
        this.#staged.add(place.row_id);
      }
    }
    await this.#stage(
      [...ids].map(id => this.#row(id, 'rejected')),
      'do nothing',
    );
  }

  async depart(departures: Departure[]): Promise<void> {
    const stored = await this.#stored(departures.map(({ id }) => id));
    await this.#stage(
      departures.flatMap(departure => {
        const user = stored.get(departure.id);
        if (!user) {
          return [];
        }
        this.#gathered.delete(departure.id);
        this.#staged.add(user.row_id);
        return {
          ...this.#row(departure.id, 'departed'),
          changes: JSON.stringify([departureOf(user, departure)]),
        };
      }),
      OVERWRITE,
    );
  }

  async size(): Promise<SnapshotSize> {
    await this.flush();
    const staged = await this.#countStaged();
    const current = (await countsOf(this.#knex, this.#origin.basis.account))
      .users;
    const rejectedHere =
      staged.rejected > 0 ? await this.#countRejectedOfCurrent() : 0;
    return {
      understood:
        this.#seen.size + staged.added + staged.returned + staged.changed,
      rejected: staged.rejected + this.#rejected.withoutId,
      current,
      missing:
        current -
        this.#seen.size -
        staged.changed -
        staged.departed -
        rejectedHere,
    };
  }

  async *missing(options: {
    batchSize: number;
  }): AsyncGenerator<string[], void, undefined> {
    let { missing: left } = await this.size();
    let after = '';
    const batch: string[] = [];
    while (left > 0) {
      const users = await this.#current(after);
      const last = users.at(-1);
      if (!last) {
        break;
      }
      after = last.user_id;
      const missing = await this.#notStaged(
        users.filter(user => !this.#seen.has(user.row_id)),
      );
      left -= missing.length;
      batch.push(...missing);
      while (batch.length >= options.batchSize) {
        yield batch.splice(0, options.batchSize);
      }
      await yieldToEventLoop();
    }
    if (batch.length > 0) {
      yield batch;
    }
  }

  async makeCurrent(
    trx: Knex.Transaction,
    options: { revision: number; signal?: AbortSignal },
  ): Promise<{ changes: SnapshotChanges; revision: number; matches: boolean }> {
    const { basis, syncId, at } = this.#origin;
    const { added, returned, changed, departed } = await this.#countStaged(trx);
    const writer = new SnapshotWriter({
      trx,
      account: basis.account,
      syncId,
      at,
      signal: options.signal,
    });
    return {
      changes: { added, returned, changed, departed },
      ...(await writer.write(options.revision)),
    };
  }

  async clear(): Promise<void> {
    await clearStaged(this.#knex, this.#origin.syncId);
  }

  /** Where users stand, of whom anything is stored. */
  async #places(ids: string[]): Promise<Place[]> {
    const rows: (Omit<Place, 'row_id'> & { row_id: number | string })[] =
      await this.#knex('lucid_users')
        .where({ account_id: this.#origin.basis.account })
        .whereRaw(isOneOf(this.#knex, 'user_id', ids))
        .select('row_id', 'user_id', 'hash', 'state');
    return rows.map(row => ({ ...row, row_id: Number(row.row_id) }));
  }

  async #stageChanged(changed: ChangedUser[]): Promise<void> {
    const before = await this.#stored(changed.map(({ user }) => user.id));
    const contents = await this.#rows.make(
      changed.map(({ user, hash }) => {
        const stored = before.get(user.id);
        return { user, hash, ...(stored && { last: lastMatchOf(stored) }) };
      }),
    );
    const rows = changed.map(({ user }, index): StagedRow => {
      const stored = before.get(user.id);
      return {
        ...this.#row(user.id, dispositionOf(stored)),
        ...contents[index],
        changes: JSON.stringify(changesOf(stored, user)),
      };
    });
    for (const { row_id: row } of before.values()) {
      this.#staged.add(row);
    }
    await this.#stage(rows, OVERWRITE);
  }

  async #stored(ids: string[]): Promise<Map<string, StoredContent>> {
    const rows: (Omit<StoredContent, 'row_id'> & {
      row_id: number | string;
    })[] = await this.#knex('lucid_users')
      .where({ account_id: this.#origin.basis.account })
      .whereRaw(isOneOf(this.#knex, 'user_id', ids))
      .select(
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
    if (ids.length === 0) {
      return;
    }
    await this.#knex('staged_users')
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

  /** The next users of the current snapshot, in the order of their ids. */
  async #current(after: string): Promise<Pick<Place, 'row_id' | 'user_id'>[]> {
    const rows: { row_id: number | string; user_id: string }[] =
      await this.#knex('lucid_users')
        .where({ account_id: this.#origin.basis.account })
        .whereNot({ state: 'departed' })
        .where('user_id', '>', after)
        .orderBy('user_id')
        .limit(rowsPerStatement(this.#knex))
        .select('row_id', 'user_id');
    return rows.map(row => ({ ...row, row_id: Number(row.row_id) }));
  }

  async #notStaged(users: { user_id: string }[]): Promise<string[]> {
    const ids = users.map(user => user.user_id);
    const staged = new Set(
      await this.#knex('staged_users')
        .where({ sync_id: this.#origin.syncId })
        .whereRaw(isOneOf(this.#knex, 'user_id', ids))
        .pluck<string[]>('user_id'),
    );
    return ids.filter(id => !staged.has(id));
  }
}

function dispositionOf(stored: StoredUser | undefined): Disposition {
  if (!stored) {
    return 'added';
  }
  return stored.state === 'departed' ? 'returned' : 'changed';
}
