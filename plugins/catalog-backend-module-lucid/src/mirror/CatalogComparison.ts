import { Publication } from './publication';

/** What an audit has to know of an entity that the catalog holds. */
export interface HeldEntity {
  account: string;
  contentHash: string | undefined;
}

/**
 * Tells what the catalog holds from what it is to hold.
 *
 * Keeps one hash per entity ref in memory, but no entity.
 */
export class CatalogComparison {
  readonly #contentHashes: Map<string, string | undefined>;
  readonly #unmentioned: Map<string, string>;
  readonly #currentAccounts = new Set<string>();

  constructor(held: ReadonlyMap<string, HeldEntity>) {
    this.#contentHashes = new Map();
    this.#unmentioned = new Map();
    for (const [entityRef, { account, contentHash }] of held) {
      this.#contentHashes.set(entityRef, contentHash);
      this.#unmentioned.set(entityRef, account);
    }
  }

  /**
   * Takes note of what the catalog is to hold, and says whether that differs
   * from what it holds, or from what was said of the same entity ref before.
   */
  differs(publication: Publication): boolean {
    const { entityRef, entity, account } = publication;
    this.#unmentioned.delete(entityRef);
    if (account !== undefined) {
      this.#currentAccounts.add(account);
    }
    if (!entity) {
      return this.#contentHashes.delete(entityRef);
    }

    const contentHash = entity.metadata.etag;
    if (
      this.#contentHashes.has(entityRef) &&
      this.#contentHashes.get(entityRef) === contentHash
    ) {
      return false;
    }
    this.#contentHashes.set(entityRef, contentHash);
    return true;
  }

  /**
   * Entities of which nothing was said, to be removed.
   *
   * Those of a Lucid account without any Lucid user stay: more likely its data
   * was lost, and waits for the next sync, than everybody left without a trace.
   */
  unmentioned(): Publication[] {
    return [...this.#unmentioned]
      .filter(([, account]) => this.#currentAccounts.has(account))
      .map(([entityRef]) => ({ entityRef }));
  }
}
