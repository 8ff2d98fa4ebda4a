import { Entity } from '@backstage/catalog-model';
import {
  LicenceUsage,
  RevisedUsage,
  RevisedUsagePage,
} from 'backstage-plugin-lucid-common';
import {
  LucidService,
  licenceUsageEntityName,
} from 'backstage-plugin-lucid-node';

const LARGEST_PAGE = 500;

/** Who owns or holds what: everybody one thing, or one group all of it. */
export type Ownership = 'own' | 'hub';

/** The group that owns everything, where there is a hub. */
export const HUB_REF = 'group:default/everybody';

/** The catalog user whose licences the Lucid user of that number holds. */
export function personRef(index: number): string {
  return `user:default/person-${index}`;
}

/** The value that a change leaves behind, and by which the change is seen. */
export function changedTo(version: number): string {
  return `version-${version}`;
}

/** A detected Lucid user, as the Lucid backend gives it. */
export function usageOf(index: number, version: number): LicenceUsage {
  const id = `lucid-${index}`;
  const name = licenceUsageEntityName({ account: 'default', id });
  const email = `given${index}.family${index % 977}@example.com`;
  return {
    account: 'default',
    id,
    entityRef: `licenceusage:default/${name}`,
    displayName: `Given${index} Family${index % 977}`,
    userName: email,
    email,
    otherEmails: [`alias${index}@corp.example.org`],
    department:
      version === 0 ? `Department ${index % 120}` : changedTo(version),
    roles: [],
    groups: [{ id: `lucid-group-${index % 300}`, name: `Team ${index % 300}` }],
    licences: [
      {
        name: 'Lucidchart',
        access: index % 5 === 0 ? 'view-only' : 'can-edit',
      },
      ...(index % 4 === 0 ? [{ name: 'Lucidspark' }] : []),
    ],
    state: 'detected',
    match: { matcher: 'email', value: email, entityRefs: [personRef(index)] },
    firstSeenAt: '2026-01-01T00:00:00.000Z',
    lastSeenAt: '2026-01-02T00:00:00.000Z',
  };
}

/** The least that an entity with an owner can be: what ours are measured against. */
export function bareResource(
  index: number,
  version: number,
  ownership: Ownership,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace: 'default',
      name: `resource-${index}`,
      annotations: locatedAt('bench:resources'),
    },
    spec: {
      type: version === 0 ? 'licence' : changedTo(version),
      owner: ownership === 'hub' ? HUB_REF : personRef(index),
    },
  };
}

/** Those who own or hold it all. */
export function owners(count: number, ownership: Ownership): Entity[] {
  if (ownership === 'hub') {
    return [ownerEntity('Group', 'everybody')];
  }
  return Array.from({ length: count }, (_, index) =>
    ownerEntity('User', `person-${index}`),
  );
}

function ownerEntity(kind: 'User' | 'Group', name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      namespace: 'default',
      name,
      annotations: locatedAt('bench:owners'),
    },
    spec: kind === 'User' ? { memberOf: [] } : { type: 'team', children: [] },
  };
}

function locatedAt(location: string): Record<string, string> {
  return {
    'backstage.io/managed-by-location': location,
    'backstage.io/managed-by-origin-location': location,
  };
}

/** Gives the changes of a company as the Lucid backend does, from next to no memory. */
export class CompanyLucid implements LucidService {
  /** The user of each revision; revision 1 comes first. */
  readonly #log = new Array<{ index: number; version: number }>();
  readonly #newestRevision = new Map<number, number>();

  put(index: number, version: number): void {
    this.#newestRevision.set(index, this.#log.push({ index, version }));
  }

  async changes(request: {
    since: number;
    limit?: number;
  }): Promise<RevisedUsagePage> {
    const end = Math.min(
      request.since + Math.min(request.limit ?? LARGEST_PAGE, LARGEST_PAGE),
      this.#log.length,
    );
    const items = new Array<RevisedUsage>();
    for (let position = request.since; position < end; position += 1) {
      const { index, version } = this.#log[position];
      const revision = position + 1;
      if (this.#newestRevision.get(index) === revision) {
        items.push({
          type: 'current',
          revision,
          usage: usageOf(index, version),
        });
      }
    }
    return {
      items,
      revision: Math.min(end, this.#log.length),
      more: end < this.#log.length,
    };
  }
}
