import { parseEntityRef } from '@backstage/catalog-model';
import { EntityUsage, Sync } from 'backstage-plugin-lucid-common';
import { FakeLucidApi, FakeLucidData } from '../src/testing/FakeLucidApi';
import { syncOf } from '../src/testing/fixtures';

const SNAPSHOT_AT = new Date().toISOString();

/** Has an answer for every entity that can be reached in the dev app. */
export class DevLucidApi extends FakeLucidApi {
  constructor(data: FakeLucidData) {
    super(data);
    this.looks = this.#syncFromStart();
  }

  async startSync(account?: string): Promise<Sync> {
    this.looks = this.#syncFromStart();
    return super.startSync(account);
  }

  async entityUsage(entityRef: string): Promise<EntityUsage | undefined> {
    const { usages } = this.data;
    const base = { entityRef, snapshotAt: SNAPSHOT_AT };
    switch (parseEntityRef(entityRef).kind) {
      case 'licenceusage': {
        const usage = usages.find(each => each.entityRef === entityRef);
        return usage && { ...base, kind: 'LicenceUsage', usage, history: [] };
      }
      case 'group':
        return {
          ...base,
          kind: 'Group',
          members: { total: 300, licensed: usages.length },
          byLicence: [{ licence: 'Lucidchart', members: usages.length }],
        };
      default: {
        const own = usages.filter(usage =>
          usage.match?.entityRefs.includes(entityRef),
        );
        return {
          ...base,
          kind: 'User',
          usages: own.filter(usage => usage.state === 'detected'),
          ambiguous: own.filter(usage => usage.state === 'ambiguous'),
        };
      }
    }
  }

  #syncFromStart(): Sync[] {
    const reads = [0, 60, 120, 180, 240].map(read =>
      syncOf({
        state: 'running',
        phase: 'reading',
        progress: { read, total: 240 },
        counts: undefined,
      }),
    );
    return [...reads, syncOf()];
  }
}
