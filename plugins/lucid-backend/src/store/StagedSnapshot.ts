import { RejectedUser } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { LucidUser } from '../scim/LucidUser';
import { countsOf } from './AccountStore';
import { CurrentUsers } from './CurrentUsers';
import {
  IncomingSnapshot,
  SnapshotChanges,
  SnapshotOrigin,
  SnapshotSize,
} from './IncomingSnapshot';
import { RejectedUsers, strangerKey } from './RejectedUsers';
import { RowSet } from './RowSet';
import { SnapshotWriter } from './SnapshotWriter';
import { StagedUser, StagedUsers, Disposition } from './StagedUsers';
import { UserRowMaker } from './UserRowMaker';
import { clearStaged } from './clearAbandoned';
import { decideStaged } from './decideStaged';
import { DecisionBasis, describeBasis } from './decisionBasis';
import { lastMatchOf } from './decisionRow';
import { Departure, StoredUser, changesOf, departureOf } from './userChanges';
import { hashOfUser } from './userRow';

/** A user who differs from what is stored. */
interface ChangedUser {
  user: LucidUser;
  hash: string;
}

/** Where few have changed, there are a few of them on each page. */
const USERS_STAGED_TOGETHER = 1_000;

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
  readonly #current: CurrentUsers;
  readonly #staged: StagedUsers;
  /** Users of the current snapshot who are as they were. */
  readonly #seen = new RowSet();
  /** Users who differ, by their ids, until there are enough to be staged together. */
  readonly #gathered = new Map<string, ChangedUser>();
  /** Rows of the current snapshot of whom something is staged. */
  readonly #stagedRows = new RowSet();
  readonly #contradictions = new Set<string>();

  constructor(options: { knex: Knex; origin: SnapshotOrigin }) {
    const { knex, origin } = options;
    this.#knex = knex;
    this.#origin = origin;
    this.#rows = new UserRowMaker({ knex, ...origin });
    this.#rejected = new RejectedUsers({ knex, syncId: origin.syncId });
    this.#current = new CurrentUsers({ knex, account: origin.basis.account });
    this.#staged = new StagedUsers({ knex, syncId: origin.syncId });
  }

  get basis(): string {
    return describeBasis(this.#origin.basis);
  }

  async add(users: LucidUser[]): Promise<void> {
    const newest = new Map<string, ChangedUser>();
    for (const user of users) {
      const hash = hashOfUser(user);
      const other = newest.get(user.id) ?? this.#gathered.get(user.id);
      this.#compare(user.id, hash, other?.hash);
      newest.set(user.id, { user, hash });
    }
    const places = await this.#current.places([...newest.keys()]);
    const changedBack: string[] = [];
    for (const { row_id: row, user_id: id, state, hash } of places) {
      // Pages overlap, and a user may have been added from another one.
      if (state !== 'departed' && hash === newest.get(id)?.hash) {
        newest.delete(id);
        this.#gathered.delete(id);
        this.#seen.add(row);
        if (this.#stagedRows.has(row)) {
          this.#stagedRows.delete(row);
          this.#contradictions.add(id);
          changedBack.push(id);
        }
      } else if (this.#seen.has(row)) {
        this.#seen.delete(row);
        this.#contradictions.add(id);
      }
    }
    await this.#staged.remove(changedBack);
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

  contradictions(): string[] {
    const ids = [...this.#contradictions];
    this.#contradictions.clear();
    return ids;
  }

  async takeBack(ids: string[]): Promise<string[]> {
    await this.flush();
    await this.#staged.remove(ids);
    const strangers = new Set(ids);
    for (const place of await this.#current.places(ids)) {
      this.#seen.delete(place.row_id);
      this.#stagedRows.delete(place.row_id);
      if (place.state !== 'departed') {
        strangers.delete(place.user_id);
      }
    }
    return [...strangers];
  }

  async setAside(rows: RejectedUser[]): Promise<void> {
    const ids = await this.#rejected.add(rows);
    await this.#staged.reject(ids.map(strangerKey));
  }

  async reject(rejected: RejectedUser[]): Promise<void> {
    if (rejected.length === 0) {
      return;
    }
    const ids = await this.#rejected.add(rejected);
    for (const { row_id: row } of await this.#current.places(ids)) {
      this.#stagedRows.add(row);
    }
    // Whose row was set aside before, with almost this id, is counted once.
    await this.#staged.remove(ids.map(strangerKey));
    await this.#staged.reject(ids);
  }

  async depart(departures: Departure[]): Promise<void> {
    const stored = await this.#current.contents(departures.map(({ id }) => id));
    await this.#staged.put(
      departures.flatMap((departure): StagedUser[] => {
        const user = stored.get(departure.id);
        if (!user) {
          return [];
        }
        this.#gathered.delete(departure.id);
        this.#stagedRows.add(user.row_id);
        return [
          {
            user_id: departure.id,
            disposition: 'departed',
            changes: JSON.stringify([departureOf(user, departure)]),
          },
        ];
      }),
    );
  }

  async size(): Promise<SnapshotSize> {
    await this.flush();
    const staged = await this.#staged.count();
    const { account } = this.#origin.basis;
    const { users: current } = await countsOf(this.#knex, account);
    const rejectedHere =
      staged.rejected > 0 ? await this.#staged.countRejectedOf(account) : 0;
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
      const users = await this.#current.after(after);
      const last = users.at(-1);
      if (!last) {
        break;
      }
      after = last.user_id;
      const missing = await this.#staged.lacking(
        users
          .filter(user => !this.#seen.has(user.row_id))
          .map(user => user.user_id),
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
    options: {
      revision: number;
      basis: DecisionBasis;
      signal?: AbortSignal;
    },
  ): Promise<{ changes: SnapshotChanges; revision: number; matches: boolean }> {
    const { syncId, at } = this.#origin;
    const { basis, signal } = options;
    const { added, returned, changed, departed } = await this.#staged.count(
      trx,
    );
    if (describeBasis(basis) !== this.basis) {
      // What they were decided by may even have been forgotten since.
      await decideStaged(trx, { basis, syncId, at, signal });
    }
    const { account } = basis;
    const writer = new SnapshotWriter({ trx, account, syncId, at, signal });
    return {
      changes: { added, returned, changed, departed },
      ...(await writer.write(options.revision)),
    };
  }

  async clear(): Promise<void> {
    await clearStaged(this.#knex, this.#origin.syncId);
  }

  #compare(id: string, hash: string, other: string | undefined): void {
    if (other !== undefined && other !== hash) {
      this.#contradictions.add(id);
    }
  }

  async #stageChanged(changed: ChangedUser[]): Promise<void> {
    const ids = changed.map(({ user }) => user.id);
    const staged = await this.#staged.hashes(ids);
    for (const { user, hash } of changed) {
      this.#compare(user.id, hash, staged.get(user.id));
    }
    const before = await this.#current.contents(ids);
    const contents = await this.#rows.make(
      changed.map(({ user, hash }) => {
        const stored = before.get(user.id);
        return { user, hash, ...(stored && { last: lastMatchOf(stored) }) };
      }),
    );
    for (const { row_id: row } of before.values()) {
      this.#stagedRows.add(row);
    }
    await this.#staged.put(
      changed.map(({ user }, index) => {
        const stored = before.get(user.id);
        return {
          ...contents[index],
          user_id: user.id,
          disposition: dispositionOf(stored),
          changes: JSON.stringify(changesOf(stored, user)),
        };
      }),
    );
  }
}

function dispositionOf(stored: StoredUser | undefined): Disposition {
  if (!stored) {
    return 'added';
  }
  return stored.state === 'departed' ? 'returned' : 'changed';
}
