import { Sync, SyncCounts, SyncPhase } from 'backstage-plugin-lucid-common';

/** A phase of a sync that is over, whether it reached its end or broke off. */
export interface EndedPhase {
  phase: SyncPhase;
  milliseconds: number;
  /** Lucid users that the sync has read so far. */
  users: number;
}

/** A sync that is over. */
export interface EndedSync {
  account: string;
  trigger: Sync['trigger'];
  outcome: Exclude<Sync['state'], 'running'>;
  /** Lucid users that it has read. */
  users: number;
  /** Of a whole snapshot, in force or held: Lucid users that could not be understood. */
  rejected?: number;
  /** Present where it made a snapshot current. */
  counts?: SyncCounts;
}

/** Is told how syncs go. Nothing of a user is in what it is told. */
export interface SyncObserver {
  phaseEnded(account: string, ended: EndedPhase): void;

  ended(sync: EndedSync): void;
}
