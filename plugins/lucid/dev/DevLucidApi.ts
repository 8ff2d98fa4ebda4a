import { parseEntityRef } from '@backstage/catalog-model';
import {
  CostHistory,
  CostHistoryQuery,
  EntityUsage,
  HistoryQuery,
  LicenceUsage,
  LicenceUsageDetails,
  LucidStatus,
  ReconciliationRequest,
  ReconciliationStatus,
  Sync,
  UsageHistory,
} from 'backstage-plugin-lucid-common';
import { FakeLucidApi, FakeLucidData } from '../src/testing/FakeLucidApi';
import { syncOf } from '../src/testing/fixtures';
import { devExplanation } from './devExplanation';
import { devCostHistory, devUsageHistory } from './devHistory';

const SNAPSHOT_AT = new Date().toISOString();
const RECONCILIATION_MS = 4000;

/** Has an answer for every entity that can be reached in the dev app. */
export class DevLucidApi extends FakeLucidApi {
  #reconciliationEnds = 0;

  constructor(data: FakeLucidData) {
    super(data);
    this.looks = this.#syncFromStart();
  }

  async startSync(account?: string): Promise<Sync> {
    this.looks = this.#syncFromStart();
    return super.startSync(account);
  }

  async status(): Promise<LucidStatus> {
    const status = await super.status();
    const running = Date.now() < this.#reconciliationEnds;
    return {
      ...status,
      reconciliation: { ...status.reconciliation, running },
    };
  }

  async reconcile(
    request: ReconciliationRequest = {},
  ): Promise<ReconciliationStatus> {
    this.#reconciliationEnds = Date.now() + RECONCILIATION_MS;
    if (request.acceptLoss) {
      const { stale: _, ...believed } = this.data.status.reconciliation;
      this.data.status = { ...this.data.status, reconciliation: believed };
    }
    return super.reconcile(request);
  }

  async costHistory(query: CostHistoryQuery = {}): Promise<CostHistory> {
    return devCostHistory(query);
  }

  async usageHistory(query: HistoryQuery): Promise<UsageHistory> {
    return devUsageHistory(query);
  }

  async user(account: string, id: string): Promise<LicenceUsageDetails> {
    const { usage } = await super.user(account, id);
    return detailsOf(usage);
  }

  async entityUsage(entityRef: string): Promise<EntityUsage | undefined> {
    const { usages, places } = this.data;
    const base = { entityRef, snapshotAt: SNAPSHOT_AT };
    switch (parseEntityRef(entityRef).kind) {
      case 'licenceusage': {
        const usage = usages.find(each => each.entityRef === entityRef);
        return usage && { ...base, kind: 'LicenceUsage', ...detailsOf(usage) };
      }
      case 'group':
        return {
          ...base,
          kind: 'Group',
          members: { total: 64, licensed: 42 },
          byLicence: [
            { licence: 'Lucidchart', access: 'can-edit', members: 40 },
            { licence: 'Lucidspark', access: 'view-only', members: 14 },
          ],
          departed: 3,
          places: places.slice(0, 2),
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

function detailsOf(usage: LicenceUsage): LicenceUsageDetails {
  return {
    usage,
    explanation: devExplanation(usage),
    history: [
      {
        syncId: 'sync-1',
        at: '2026-02-10T08:00:00.000Z',
        type: 'licence-lost',
        before: 'Lucidspark',
      },
      {
        syncId: 'sync-1',
        at: '2026-02-10T08:00:00.000Z',
        type: 'licence-gained',
        after: 'Lucidchart (can-edit)',
      },
      { syncId: 'sync-0', at: usage.firstSeenAt, type: 'appeared' },
    ],
  };
}
