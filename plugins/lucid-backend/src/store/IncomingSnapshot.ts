import { RejectedUser } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { LucidUser } from '../scim/LucidUser';
import { DecisionBasis } from './decisionBasis';
import { Departure } from './userChanges';

/** Who a snapshot that is being read belongs to. */
export interface SnapshotOrigin {
  syncId: string;
  /** When its reading began. */
  at: string;
  /** What its users are decided by. */
  basis: DecisionBasis;
}

/** What a snapshot holds so far, in numbers of users. */
export interface SnapshotSize {
  understood: number;
  /** Could not be understood. */
  rejected: number;
  /** In the current snapshot. */
  current: number;
  /** In the current snapshot, and not in this one. */
  missing: number;
}

/** What making a snapshot current changes, in numbers of users. */
export interface SnapshotChanges {
  added: number;
  changed: number;
  departed: number;
  returned: number;
}

/** A snapshot while it is being read. Nobody sees it before it is current. */
export interface IncomingSnapshot {
  /** What its users are decided by while they are read; see `describeBasis`. */
  readonly basis: string;

  /**
   * Adds users that are there, or gathers them to be written together. Of a user
   * that is added several times, the last one counts.
   */
  add(users: LucidUser[]): Promise<void>;

  /**
   * Ids under which users were added that differ, and who may be different people.
   * Each is told once, when what is gathered is written.
   */
  contradictions(): string[];

  /**
   * Takes back what was added under some ids, as if nothing had been.
   *
   * @returns those that are not in the current snapshot, and so are not missing now
   */
  takeBack(ids: string[]): Promise<string[]>;

  /** Writes what is gathered, as counting and making it current need it. */
  flush(): Promise<void>;

  /**
   * Notes rows of a list that are no users, because their ids are none. They
   * stand for nobody, whatever else they say.
   */
  setAside(rows: RejectedUser[]): Promise<void>;

  /**
   * Notes users who were asked for by id, and of whom the answer says nothing:
   * those of the current snapshot keep what is stored of them, and are not taken
   * to be gone.
   */
  reject(rejected: RejectedUser[]): Promise<void>;

  /** Notes users of the current snapshot of whom it is proved that they are gone. */
  depart(departures: Departure[]): Promise<void>;

  size(): Promise<SnapshotSize>;

  /** The ids that the current snapshot has and this one lacks. */
  missing(options: { batchSize: number }): AsyncIterable<string[]>;

  /**
   * Makes it the current one, once all of it is written, in a transaction that
   * holds the lock of revisions.
   *
   * @param options - `revision` is the newest one there is; `basis` is what is in
   * force; `signal` ends the writing between two statements
   * @returns what changed, the newest revision there is now, and whether anybody
   * is matched to somebody else than before
   * @throws StagingLostError where the database has lost some of it
   */
  makeCurrent(
    trx: Knex.Transaction,
    options: {
      revision: number;
      basis: DecisionBasis;
      signal?: AbortSignal;
    },
  ): Promise<{ changes: SnapshotChanges; revision: number; matches: boolean }>;

  /** Removes what is left of it beside the current snapshot. */
  clear(): Promise<void>;
}
