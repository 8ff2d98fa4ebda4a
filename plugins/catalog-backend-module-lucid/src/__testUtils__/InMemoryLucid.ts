import {
  LicenceUsage,
  RevisedUsage,
  RevisedUsagePage,
} from 'backstage-plugin-lucid-common';
import { LucidService } from 'backstage-plugin-lucid-node';

/** Keeps revisions as the Lucid backend does, in pages as small as asked for. */
export class InMemoryLucid implements LucidService {
  readonly #newest = new Map<string, RevisedUsage>();
  readonly #largestPage: number;
  #revision = 0;
  #hiddenFrom: number | undefined;
  #failure: Error | undefined;
  reads = 0;

  constructor(options?: { largestPage?: number }) {
    this.#largestPage = options?.largestPage ?? 500;
  }

  put(...usages: LicenceUsage[]): void {
    for (const usage of usages) {
      this.#revise(usage.entityRef, revision => ({
        type: 'current',
        revision,
        usage,
      }));
    }
  }

  depart(...entityRefs: string[]): void {
    for (const entityRef of entityRefs) {
      this.#revise(entityRef, revision => ({
        type: 'tombstone',
        revision,
        entityRef,
      }));
    }
  }

  loseEverything(): void {
    this.#newest.clear();
    this.#revision = 0;
  }

  /** The first snapshot of some account is being read: what changes from now on is hidden. */
  beginFirstSnapshot(): void {
    this.#hiddenFrom = this.#revision + 1;
  }

  /** It is current, or was given up. */
  endFirstSnapshot(): void {
    this.#hiddenFrom = undefined;
  }

  failWith(failure: Error | undefined): void {
    this.#failure = failure;
  }

  async changes(request: {
    since: number;
    limit?: number;
  }): Promise<RevisedUsagePage> {
    this.reads += 1;
    if (this.#failure) {
      throw this.#failure;
    }
    const limit = Math.min(request.limit ?? Infinity, this.#largestPage);
    const hiddenFrom = this.#hiddenFrom ?? Infinity;
    const changed = [...this.#newest.values()].filter(
      ({ revision }) => revision > request.since && revision < hiddenFrom,
    );
    const items = changed.slice(0, limit);
    return {
      items,
      revision:
        items.at(-1)?.revision ?? Math.min(request.since, this.#revision),
      more: changed.length > items.length,
      ...(this.#hiddenFrom !== undefined && { incomplete: true }),
    };
  }

  #revise(entityRef: string, revise: (revision: number) => RevisedUsage): void {
    this.#revision += 1;
    // Deleted first, so that the map stays in the order of revisions.
    this.#newest.delete(entityRef);
    this.#newest.set(entityRef, revise(this.#revision));
  }
}
