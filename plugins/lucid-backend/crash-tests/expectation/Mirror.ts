import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { LucidApi } from '../backend/LucidApi';
import { StoreContent } from './StoreContent';

/**
 * Follows the changes of the store by their revisions alone, as the catalog
 * module does. Where a revision were skipped by a crash, it would never learn of
 * what changed.
 */
export class Mirror {
  readonly #usages = new Map<string, LicenceUsage>();
  #revision = 0;

  /** Catches up, and says what is otherwise than in the store; empty where all is well. */
  async follow(api: LucidApi, content: StoreContent): Promise<string[]> {
    const { items, revision } = await api.changes(this.#revision);
    const problems: string[] = [];
    let last = this.#revision;
    for (const item of items) {
      if (item.revision <= last) {
        problems.push(`revision ${item.revision} comes after ${last}`);
      }
      last = item.revision;
      if (item.type === 'current') {
        this.#usages.set(item.usage.entityRef, item.usage);
      } else {
        this.#usages.delete(item.entityRef);
      }
    }
    if (revision < this.#revision) {
      problems.push(`revision ${revision} follows ${this.#revision}`);
    }
    this.#revision = revision;
    return [...problems, ...this.#comparedWith(content)];
  }

  #comparedWith(content: StoreContent): string[] {
    const states = new Map(
      [...this.#usages.values()].map(usage => [usage.id, usage]),
    );
    const wrong = [...new Set([...states.keys(), ...content.users.keys()])]
      .filter(id => {
        const [mine, its] = [states.get(id), content.users.get(id)];
        return (
          mine?.state !== its?.state ||
          mine?.email !== its?.email ||
          mine?.department !== its?.department ||
          JSON.stringify(mine?.licences) !== JSON.stringify(its?.licences)
        );
      })
      .slice(0, 5);
    return wrong.length === 0
      ? []
      : [`whoever follows revisions is wrong about ${wrong.join(', ')}`];
  }
}
