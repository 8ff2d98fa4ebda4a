import {
  LicenceUsage,
  ListedUsage,
  MatchExplanation,
  MatcherOutcome,
  UsageState,
} from 'backstage-plugin-lucid-common';
import { MatcherUnavailableError } from '../reconciliation/Matching';
import { OutdatedReadingError } from '../reconciliation/OutdatedReadingError';
import { annotationOf } from '../reconciliation/annotationOf';
import { CatalogReadingStore } from './CatalogReadingStore';
import { NearestUsers } from './NearestUsers';
import { SnapshotStore } from './SnapshotStore';

/** Most catalog users that are named for one Lucid user. */
const MOST_NEAREST = 5;

/** Who has the likeliest catalog user beside it in a list. */
const STATES_TO_SETTLE: UsageState[] = ['undetected', 'ambiguous'];

/** Tells why Lucid users are what they are, and who they may be. */
export class ExplanationReader {
  readonly #snapshots: SnapshotStore;
  readonly #nearestUsers: NearestUsers;
  readonly #readings: CatalogReadingStore;
  readonly #isOnlyAccount: boolean;

  constructor(options: {
    snapshots: SnapshotStore;
    nearestUsers: NearestUsers;
    readings: CatalogReadingStore;
    /** Whether ids need not say which account they belong to. */
    isOnlyAccount: boolean;
  }) {
    this.#snapshots = options.snapshots;
    this.#nearestUsers = options.nearestUsers;
    this.#readings = options.readings;
    this.#isOnlyAccount = options.isOnlyAccount;
  }

  async explain(usage: LicenceUsage): Promise<MatchExplanation> {
    const isSought = [...STATES_TO_SETTLE, 'excepted'].includes(usage.state);
    const [nearest = []] = isSought
      ? await this.#nearest([usage], MOST_NEAREST)
      : [];
    return {
      matchers: await this.#matchers(usage),
      nearest,
      annotation: annotationOf(usage, { isOnlyAccount: this.#isOnlyAccount }),
    };
  }

  /** Puts the likeliest catalog user beside each of those who are to be settled. */
  async addNearest(usages: LicenceUsage[]): Promise<ListedUsage[]> {
    const sought = usages.filter(({ state }) =>
      STATES_TO_SETTLE.includes(state),
    );
    const nearest = await this.#nearest(sought, 1);
    return usages.map(usage => {
      const [likeliest] = nearest[sought.indexOf(usage)] ?? [];
      return likeliest ? { ...usage, nearest: likeliest } : usage;
    });
  }

  async #nearest(usages: LicenceUsage[], most: number) {
    if (usages.length === 0) {
      return [];
    }
    const reading = await this.#readings.current();
    return this.#nearestUsers.nearest(usages, {
      readingId: reading?.id,
      most,
    });
  }

  /** Nothing where nobody can be decided rightly, of which the status tells. */
  async #matchers(usage: LicenceUsage): Promise<MatcherOutcome[]> {
    try {
      return await this.#snapshots.explain(usage.account, usage);
    } catch (error) {
      if (
        error instanceof OutdatedReadingError ||
        error instanceof MatcherUnavailableError
      ) {
        return [];
      }
      throw error;
    }
  }
}
