import { RejectedUser } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { LucidUser } from '../scim/LucidUser';
import { setLoadingFrom } from './AccountStore';
import {
  IncomingSnapshot,
  SnapshotChanges,
  SnapshotOrigin,
  SnapshotSize,
} from './IncomingSnapshot';
import { RejectedUsers, strangerKey } from './RejectedUsers';
import { StagedUsers } from './StagedUsers';
import { DecidedContentRow, UserRowMaker } from './UserRowMaker';
import { WriteBehind } from './WriteBehind';
import {
  deleteAmbiguousMatches,
  insertAmbiguousMatches,
} from './ambiguousMatches';
import { Columns, insertRows, isOneOf, isPostgres } from './bulkRows';
import {
  PATIENCE_MS,
  clearStaged,
  discardFirstSnapshot,
} from './clearAbandoned';
import { describeBasis } from './decisionBasis';
import { decisionColumns } from './decisionRow';
import { lockRevision, setRevision } from './revision';
import { hashOfUser, userContentColumns } from './userRow';

/**
 * How many rows are written in one transaction. On SQLite, all of this process
 * waits for the disk at each commit. On PostgreSQL, each of some eight round trips
 * of a transaction waits for its turn of the event loop. More rows would take more
 * memory, and as long.
 */
function rowsPerTransaction(knex: Knex): number {
  return isPostgres(knex) ? 2_000 : 2_500;
}

type UserRow = DecidedContentRow & {
  account_id: string;
  user_id: string;
  first_seen_at: string;
};

type StoredRow = UserRow & { revision: number };

/** What tells whether two rows say the same of a user. */
type Said = Pick<UserRow, 'user_id' | 'hash'>;

const userColumns: Columns<StoredRow> = {
  account_id: 'text',
  user_id: 'text',
  ...userContentColumns,
  ...decisionColumns,
  first_seen_at: 'text',
  revision: 'bigint',
};

/**
 * The first snapshot of an account. Its users are written at once to where they
 * stay, because nobody sees the users of an account before it has a snapshot:
 * that halves the time, and making it current is one small update.
 */
export class FirstSnapshot implements IncomingSnapshot {
  readonly #knex: Knex;
  readonly #origin: SnapshotOrigin;
  readonly #signal: AbortSignal | undefined;
  readonly #rows: UserRowMaker;
  readonly #rejected: RejectedUsers;
  readonly #staged: StagedUsers;
  readonly #writing: WriteBehind<UserRow>;
  readonly #contradictions = new Set<string>();
  /** Whether `accounts` says from which revision on nobody may read. */
  #isNoted = false;

  private constructor(options: {
    knex: Knex;
    origin: SnapshotOrigin;
    signal?: AbortSignal;
  }) {
    const { knex, origin } = options;
    this.#knex = knex;
    this.#origin = origin;
    this.#signal = options.signal;
    this.#rows = new UserRowMaker({ knex, ...origin });
    this.#rejected = new RejectedUsers({ knex, syncId: origin.syncId });
    this.#staged = new StagedUsers({ knex, syncId: origin.syncId });
    this.#writing = new WriteBehind({
      batchSize: rowsPerTransaction(knex),
      write: rows => this.#write(rows),
    });
  }

  /** Begins one where nothing of another one, that broke off, is left. */
  static async begin(options: {
    knex: Knex;
    origin: SnapshotOrigin;
    /** Ends waiting for others who make revisions. */
    signal?: AbortSignal;
  }): Promise<FirstSnapshot> {
    const { basis, syncId } = options.origin;
    await discardFirstSnapshot(options.knex, {
      account: basis.account,
      by: syncId,
      signal: options.signal,
    });
    return new FirstSnapshot(options);
  }

  get basis(): string {
    return describeBasis(this.#origin.basis);
  }

  async add(users: LucidUser[]): Promise<void> {
    const { basis, at } = this.#origin;
    const contents = await this.#rows.make(
      users.map(user => ({ user, hash: hashOfUser(user) })),
    );
    await this.#writing.add(
      users.map((user, index) => ({
        ...contents[index],
        account_id: basis.account,
        user_id: user.id,
        first_seen_at: at,
      })),
    );
  }

  async flush(): Promise<void> {
    await this.#writing.end();
  }

  contradictions(): string[] {
    const ids = [...this.#contradictions];
    this.#contradictions.clear();
    return ids;
  }

  async takeBack(ids: string[]): Promise<string[]> {
    await this.flush();
    await this.#knex.transaction(async trx => {
      await lockRevision(trx, { signal: this.#signal });
      await this.#assertRunning(trx);
      await this.#remove(trx, ids);
    });
    return ids;
  }

  async setAside(rows: RejectedUser[]): Promise<void> {
    const ids = await this.#rejected.add(rows);
    await this.#staged.reject(ids.map(strangerKey));
  }

  async reject(rejected: RejectedUser[]): Promise<void> {
    const ids = await this.#rejected.add(rejected);
    // Whose row was set aside before, with almost this id, is counted once.
    await this.#staged.remove(ids.map(strangerKey));
    await this.#staged.reject(ids);
  }

  async depart(): Promise<void> {
    throw new Error('Nobody departs with the first snapshot of an account');
  }

  async size(): Promise<SnapshotSize> {
    await this.flush();
    const { account } = this.#origin.basis;
    const [understood] = await this.#knex('lucid_users')
      .where({ account_id: account })
      .count<{ count: number | string }[]>({ count: '*' });
    const { rejected } = await this.#staged.count();
    return {
      understood: Number(understood.count),
      rejected: rejected + this.#rejected.withoutId,
      current: 0,
      missing: 0,
    };
  }

  async *missing(): AsyncGenerator<string[], void, undefined> {
    // There is no current snapshot from which anybody could be missing.
  }

  async makeCurrent(
    trx: Knex.Transaction,
    options: { revision: number },
  ): Promise<{ changes: SnapshotChanges; revision: number; matches: boolean }> {
    const { account } = this.#origin.basis;
    const [{ count }] = await trx('lucid_users')
      .where({ account_id: account })
      .count<{ count: number | string }[]>({ count: '*' });
    return {
      changes: {
        added: Number(count),
        changed: 0,
        departed: 0,
        returned: 0,
      },
      // Its users have theirs already; see AccountStore.loading_from.
      revision: options.revision,
      matches: true,
    };
  }

  async clear(): Promise<void> {
    await this.#writing.settled();
    const { basis, syncId } = this.#origin;
    await clearStaged(this.#knex, syncId);
    await discardFirstSnapshot(this.#knex, {
      account: basis.account,
      by: syncId,
      // What is left, whoever begins the next sync removes.
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  }

  async #write(rows: UserRow[]): Promise<void> {
    const { account } = this.#origin.basis;
    // Pages overlap, and a user may have been added from another one.
    const newest = new Map<string, UserRow>();
    for (const row of rows) {
      this.#compare(row, newest.get(row.user_id));
      newest.set(row.user_id, row);
    }
    await this.#knex.transaction(async trx => {
      const before = await lockRevision(trx, { signal: this.#signal });
      await this.#assertRunning(trx);
      for (const other of await this.#remove(trx, [...newest.keys()])) {
        this.#compare(newest.get(other.user_id), other);
      }
      const stored = [...newest.values()].map((row, index) => ({
        ...row,
        revision: before + 1 + index,
      }));
      await insertRows<StoredRow>(trx, {
        table: 'lucid_users',
        columns: userColumns,
        rows: stored,
      });
      await insertAmbiguousMatches(trx, stored);
      if (!this.#isNoted) {
        await setLoadingFrom(trx, account, before + 1);
      }
      await setRevision(trx, before + newest.size);
    });
    this.#isNoted = true;
  }

  #compare(row: Said | undefined, other: Said | undefined): void {
    if (row && other && row.hash !== other.hash) {
      this.#contradictions.add(row.user_id);
    }
  }

  /** @returns who was there */
  async #remove(trx: Knex.Transaction, ids: string[]): Promise<Said[]> {
    const { account } = this.#origin.basis;
    const among = () =>
      trx('lucid_users')
        .where({ account_id: account })
        .whereRaw(isOneOf(trx, 'user_id', ids));
    const there: Said[] = await among().select('user_id', 'hash');
    if (there.length > 0) {
      await among().delete();
      await deleteAmbiguousMatches(trx, account, ids);
    }
    return there;
  }

  /**
   * Keeps a process that was taken for dead from writing among what another one
   * writes: who discards what it wrote takes the lock of revisions first.
   */
  async #assertRunning(trx: Knex.Transaction): Promise<void> {
    const running = await trx('syncs')
      .where({ sync_id: this.#origin.syncId, state: 'running' })
      .first('sync_id');
    if (!running) {
      throw new Error('Another process took this sync for dead');
    }
  }
}
