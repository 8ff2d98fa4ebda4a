import { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { Sync, UsageChange } from 'backstage-plugin-lucid-common';
import { LucidMatcher } from 'backstage-plugin-lucid-node';
import { Knex } from 'knex';
import { LucidAccountConfig, MatchingConfig } from '../config/LucidConfig';
import { Matching } from '../reconciliation/Matching';
import { CatalogGroupRecord } from '../reconciliation/readCatalogGroup';
import {
  CatalogMembership,
  CatalogUserRecord,
} from '../reconciliation/readCatalogUser';
import { LucidScimClient } from '../scim/LucidScimClient';
import { AccountStore } from '../store/AccountStore';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { SnapshotStore } from '../store/SnapshotStore';
import { SyncStore } from '../store/SyncStore';
import { LucidGroupStore } from '../store/groups/LucidGroupStore';
import { SeatStore } from '../store/seats/SeatStore';
import { UsageReader } from '../store/UsageReader';
import { UserTimeline } from '../store/history/UserTimeline';
import { GroupsSync } from '../sync/GroupsSync';
import { SeatsSync } from '../sync/SeatsSync';
import { SyncRunner } from '../sync/SyncRunner';
import { SyncService } from '../sync/SyncService';
import { FakeLucid } from './FakeLucid';
import { FakeLucidRest } from './FakeLucidRest';
import { testMatching } from './testMatching';

/** What a test may put in place of what the harness brings. */
export interface SyncHarnessOptions {
  /** Reads an account in place of the fake one. */
  clientOf?: (account: string) => LucidScimClient;
  /** Part of the configuration of every account. */
  config?: Partial<LucidAccountConfig>;
  /** Part of `lucid.matching`. */
  matching?: Partial<MatchingConfig>;
  /** Matchers of modules. */
  modules?: LucidMatcher[];
  /** Whether groups are read, too; they are not unless told. */
  readGroups?: boolean;
  /** Whether seats are read, too; they are not unless told. */
  readSeats?: boolean;
  logger?: LoggerService;
}

/** Everything that a sync needs over a real database, with Lucid and the catalog in the hands of the test. */
export class SyncHarness {
  readonly syncs: SyncStore;
  readonly accounts: AccountStore;
  readonly snapshots: SnapshotStore;
  readonly readings: CatalogReadingStore;
  readonly usages: UsageReader;
  readonly timeline: UserTimeline;
  readonly groups: LucidGroupStore;
  readonly seats: SeatStore;
  readonly service: SyncService;
  readonly matching: Matching;
  readonly lucids: Record<string, FakeLucid>;
  readonly rests: Record<string, FakeLucidRest>;
  readonly published: { account: string; revision: number }[] = [];
  catalogUsers: CatalogUserRecord[] = [];
  catalogGroups: CatalogGroupRecord[] = [];
  catalogMemberships: CatalogMembership[] = [];

  constructor(
    knex: Knex,
    accountIds: string[] = ['default'],
    options: SyncHarnessOptions = {},
  ) {
    const logger =
      options.logger ??
      mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      });
    this.syncs = new SyncStore({ knex });
    this.accounts = new AccountStore({ knex });
    this.matching = testMatching(options.matching, {
      isOnlyAccount: accountIds.length === 1,
      modules: options.modules ?? [],
    });
    this.snapshots = new SnapshotStore({ knex, matching: this.matching });
    this.readings = new CatalogReadingStore({ knex });
    this.usages = new UsageReader({ knex });
    this.timeline = new UserTimeline({ knex });
    this.groups = new LucidGroupStore({ knex });
    this.seats = new SeatStore({ knex });
    this.rests = Object.fromEntries(
      accountIds.map(id => [id, new FakeLucidRest()]),
    );
    this.lucids = Object.fromEntries(
      accountIds.map(id => [id, new FakeLucid()]),
    );
    this.service = new SyncService({
      accounts: accountIds.map(id => {
        const config: LucidAccountConfig = {
          id,
          token: 'not-used-by-the-fake',
          baseUrl: 'https://lucid.example.com',
          apiBaseUrl: 'https://api.lucid.example.com',
          schedule: {
            frequency: { hours: 1 },
            timeout: { minutes: 1 },
            scope: 'global',
          },
          pageSize: 10,
          concurrency: 2,
          requestTimeout: 1_000,
          removalLimit: 0.1,
          rejectLimit: 0.05,
          ...options.config,
        };
        const client = options.clientOf?.(id) ?? this.lucids[id];
        return {
          config,
          runner: new SyncRunner({
            client,
            parts: [
              ...(options.readGroups
                ? [
                    new GroupsSync({
                      client,
                      account: id,
                      store: this.groups,
                      logger,
                    }),
                  ]
                : []),
              ...(options.readSeats
                ? [
                    new SeatsSync({
                      client: this.rests[id],
                      account: id,
                      store: this.seats,
                      logger,
                    }),
                  ]
                : []),
            ],
            config,
            snapshots: this.snapshots,
            syncs: this.syncs,
            readCatalog: () => this.readCatalog(),
            logger,
          }),
        };
      }),
      syncs: this.syncs,
      accountStore: this.accounts,
      publish: async (account, revision) => {
        this.published.push({ account, revision });
      },
      logger,
    });
  }

  get lucid(): FakeLucid {
    return this.lucids.default;
  }

  get rest(): FakeLucidRest {
    return this.rests.default;
  }

  async readCatalog(): Promise<void> {
    const reading = await this.readings.begin();
    await this.readings.addUsers(reading, this.catalogUsers);
    await this.readings.addGroups(reading, this.catalogGroups);
    await this.readings.addMemberships(reading, this.catalogMemberships);
    await this.readings.complete({
      id: reading,
      users: this.catalogUsers.length,
      rules: this.matching.version,
    });
  }

  /** Runs one sync to its end, however it ends. */
  async sync(account = 'default'): Promise<Sync> {
    await this.service
      .runScheduled(account, new AbortController().signal)
      .catch(() => {});
    const last = await this.syncs.last(account);
    if (!last) {
      throw new Error('The sync left no trace');
    }
    return last;
  }

  /** Waits for a sync that was started in the background. */
  async ended(sync: Sync): Promise<Sync> {
    for (;;) {
      const now = await this.syncs.get(sync.id);
      if (now && now.state !== 'running') {
        return now;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  /** What happened to a user, the newest first. */
  async history(id: string, account = 'default'): Promise<UsageChange[]> {
    const usage = await this.usages.get(account, id);
    return usage ? this.timeline.of(usage) : [];
  }

  /** Ids and states of the current snapshot. */
  async states(account = 'default'): Promise<Record<string, string>> {
    const { items } = await this.usages.list(
      { account, limit: 200 },
      { readingId: (await this.readings.current())?.id },
    );
    return Object.fromEntries(items.map(usage => [usage.id, usage.state]));
  }
}

/** A catalog user with one e-mail address. */
export function catalogUser(
  name: string,
  email: string,
  lucidUserId?: string,
): CatalogUserRecord {
  return {
    entityRef: `user:default/${name}`,
    displayName: name,
    email,
    keys: [
      { target: 'email', value: email },
      ...(lucidUserId
        ? [{ target: 'lucid-user-id' as const, value: lucidUserId }]
        : []),
    ],
  };
}
