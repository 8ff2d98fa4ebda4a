import {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import { EndedPhase, EndedSync, SyncObserver } from '../sync/SyncObserver';

/** From a glance at a small account up to half an hour with a large one. */
const SECONDS = [0.1, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600, 1_200, 1_800];

const CHANGES = ['added', 'changed', 'departed', 'returned'] as const;

/** Counts syncs and what they found. */
export class SyncMetrics implements SyncObserver {
  readonly #syncs: MetricsServiceCounter;
  readonly #phases: MetricsServiceHistogram;
  readonly #read: MetricsServiceCounter;
  readonly #rejected: MetricsServiceCounter;
  readonly #changed: MetricsServiceCounter;

  constructor(options: { metrics: MetricsService }) {
    const { metrics } = options;
    this.#syncs = metrics.createCounter('lucid.syncs', {
      description: 'Syncs that have ended, by outcome',
      unit: '{sync}',
    });
    this.#phases = metrics.createHistogram('lucid.sync.phase.duration', {
      description: 'Time that syncs spent in each phase',
      unit: 's',
      advice: { explicitBucketBoundaries: SECONDS },
    });
    this.#read = metrics.createCounter('lucid.users.read', {
      description: 'Lucid users that syncs have read',
      unit: '{user}',
    });
    this.#rejected = metrics.createCounter('lucid.users.rejected', {
      description: 'Lucid users that could not be understood',
      unit: '{user}',
    });
    this.#changed = metrics.createCounter('lucid.users.changed', {
      description: 'Lucid users that syncs found different, by what happened',
      unit: '{user}',
    });
  }

  phaseEnded(account: string, { phase, milliseconds }: EndedPhase): void {
    this.#phases.record(milliseconds / 1_000, { account, phase });
  }

  ended(sync: EndedSync): void {
    const { account, outcome, trigger, users, rejected, counts } = sync;
    this.#syncs.add(1, { account, outcome, trigger });
    this.#read.add(users, { account });
    this.#rejected.add(rejected ?? 0, { account });
    if (counts) {
      for (const change of CHANGES) {
        this.#changed.add(counts[change], { account, change });
      }
    }
  }
}
