import { SyncPhase } from 'backstage-plugin-lucid-common';
import { KillPlan } from './KillPlan';

/**
 * What a store holds after a crash: the snapshot from before the sync, the same
 * reconciled with the catalog of now, or the new snapshot.
 */
export type Outcome = 'old' | 'reconciled' | 'new';

/** One kill, and what came of it. */
export interface KillRecord {
  /** From 1. */
  number: number;
  plan: KillPlan;
  /** How far the sync had come, as its record says; `done` when it had been committed. */
  phase: SyncPhase;
  outcome: Outcome;
  /** Milliseconds from the kill until another sync could begin. */
  takenOverMs: number;
}
