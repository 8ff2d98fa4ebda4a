import {
  setImmediate as turn,
  setTimeout as sleep,
} from 'node:timers/promises';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AccountStatus,
  Sync,
  licenceUsagePageSchema,
  lucidStatusSchema,
  syncPageSchema,
  syncSchema,
} from 'backstage-plugin-lucid-common';
import express, { Express } from 'express';
import { Knex } from 'knex';
import request from 'supertest';
import { SyncHarness } from '../../__testUtils__/SyncHarness';
import { createUnpricedReaders } from '../../api/createUnpricedReaders';
import { createRouter } from '../../api/router';
import { ConfigurationProblems } from '../../config/ConfigurationProblems';
import { LucidAccountConfig } from '../../config/LucidConfig';
import { readHistoryConfig } from '../../config/readHistoryConfig';
import { defaultMatching } from '../../config/readMatchingConfig';
import { PriceList } from '../../costs/PriceList';
import { createAuthorized } from '../../permissions/createAuthorized';
import { Reconciler } from '../../reconciliation/Reconciler';
import { ReconciliationService } from '../../reconciliation/ReconciliationService';
import { LucidScimClient } from '../../scim/LucidScimClient';
import {
  UndiciLucidScimClient,
  UndiciLucidScimClientOptions,
} from '../../scim/UndiciLucidScimClient';
import { readGoingOn, toAlert } from '../../store/alerts/AlertLedger';
import { CatalogUserReader } from '../../store/CatalogUserReader';
import { CohortCensus } from '../../store/costs/CohortCensus';
import { SeatReader } from '../../store/seats/SeatReader';
import { createGroupReaders } from '../../store/groups/createGroupReaders';
import { createHistoryReaders } from '../../store/history/createHistoryReaders';
import { ExceptionReader } from '../../store/ExceptionReader';
import { ExceptionStore } from '../../store/ExceptionStore';
import { ExplanationReader } from '../../store/ExplanationReader';
import { NearestUsers } from '../../store/NearestUsers';
import { ReconciliationStatusReader } from '../../sync/ReconciliationStatusReader';
import { StatusReader } from '../../sync/StatusReader';
import { today } from '../../time/calendar';
import { createTotals } from '../../totals/createTotals';
import { LogRecorder } from './LogRecorder';
import { MisbehavingLucid } from './MisbehavingLucid';
import { Shown, catalogUsers, shownOfUsage } from './scimAccount';

/** Nothing that anybody can read may hold it. */
export const TOKEN = 'secret-token-of-the-fault-suite';

/** Every address of the users of the tests ends like this. */
const ADDRESS = '@example.com';

export interface FaultyPortalOptions {
  knex: Knex;
  /** Ids of the Lucid accounts, one unless told. */
  accounts?: string[];
  /** Milliseconds for one request: plenty, unless it has to run out. */
  requestTimeout?: number;
  /** Retries of one request after the first attempt, as in a portal unless told. */
  retries?: number;
  /** Lets time pass between retries, which is left out unless told. */
  realBackOff?: boolean;
  /** Whether groups are read, too; they are not unless told. */
  readGroups?: boolean;
  /** What else is configured. */
  config?: Partial<LucidAccountConfig>;
}

/**
 * The backend of a portal with everything real but the catalog: the HTTP client,
 * the syncs, the store, the HTTP API. Beside it, a Lucid that misbehaves on cue
 * for each account.
 */
export class FaultyPortal {
  readonly harness: SyncHarness;
  readonly log = new LogRecorder();
  /** Milliseconds that the client waited before each retry. */
  readonly waits: number[] = [];
  readonly #options: FaultyPortalOptions;
  readonly #lucids: Record<string, MisbehavingLucid>;
  readonly #clients: Record<string, UndiciLucidScimClient> = {};
  readonly #api: Express;
  readonly #said: string[] = [];

  private constructor(
    options: FaultyPortalOptions,
    lucids: Record<string, MisbehavingLucid>,
  ) {
    const { knex } = options;
    this.#options = options;
    this.#lucids = lucids;
    for (const [account, lucid] of Object.entries(lucids)) {
      this.#clients[account] = this.#connect(account, lucid.baseUrl);
    }
    const ids = Object.keys(lucids);
    this.harness = new SyncHarness(knex, ids, {
      logger: this.log,
      config: { pageSize: 100, concurrency: 3, ...options.config },
      clientOf: account => this.#clientOf(account),
      readGroups: options.readGroups,
    });
    this.harness.catalogUsers = catalogUsers();
    const { syncs, accounts, readings, service } = this.harness;
    const cohorts = new CohortCensus({ knex });
    const prices = new PriceList([]);
    const seats = new SeatReader({ knex, cohorts, prices, today });
    const totals = createTotals({
      knex,
      accounts: ids,
      prices,
      readPools: () => seats.pools(),
      today,
      logger: this.log,
    });
    const reconciliations = new ReconciliationService({
      reconciler: new Reconciler({
        accounts: ids,
        snapshots: this.harness.snapshots,
        publish: async () => {},
        logger: this.log,
      }),
      refreshCatalog: () => this.harness.readCatalog(),
      logger: this.log,
    });
    const exceptions = new ExceptionStore({ knex });
    const groups = createGroupReaders({
      knex,
      isOnlyAccount: ids.length === 1,
    });
    // Nothing has a price here.
    const unpriced = createUnpricedReaders({
      knex,
      accounts: ids,
      licenceHints: [],
      cohorts,
      places: groups.places,
      today,
    });
    this.#api = express();
    this.#api.use(
      createRouter({
        auditor: mockServices.auditor.mock(),
        httpAuth: mockServices.httpAuth(),
        status: new StatusReader({
          config: {
            state: 'valid',
            problems: [],
            accounts: ids.map(id => this.#config(id, lucids[id].baseUrl)),
            matching: defaultMatching(),
            reconciliationSchedule: {
              frequency: { seconds: 15 },
              timeout: { minutes: 5 },
            },
            groups: {
              enabled: options.readGroups === true,
              licenceHints: [],
            },
            licences: [],
            alerts: { rules: [], pagePath: '/lucid' },
            history: readHistoryConfig(undefined, new ConfigurationProblems()),
          },
          accounts,
          syncs,
          readings,
          groups: this.harness.groups,
          seats: this.harness.seats,
          reconciliation: new ReconciliationStatusReader({
            matching: this.harness.matching,
            rules: [],
            readings,
          }),
        }),
        ...createAuthorized({
          permissions: mockServices.permissions(),
          syncs: service,
          reconciliations,
          exceptions,
        }),
        reconciliationService: reconciliations,
        syncs,
        catalogUsers: new CatalogUserReader({ knex }),
        explanations: new ExplanationReader({
          snapshots: this.harness.snapshots,
          nearestUsers: new NearestUsers({ knex }),
          readings,
          isOnlyAccount: ids.length === 1,
        }),
        ...groups,
        ...createHistoryReaders({ knex }),
        history: totals.history,
        ...unpriced,
        unpriced,
        today,
        seats,
        alerts: {
          goingOn: async () => (await readGoingOn(knex)).map(toAlert),
        },
        readings,
        accounts: ids,
        exceptions,
        exceptionReader: new ExceptionReader({ knex }),
      }),
    );
    this.#api.use(
      MiddlewareFactory.create({
        config: mockServices.rootConfig(),
        logger: this.log,
      }).error(),
    );
  }

  static async open(options: FaultyPortalOptions): Promise<FaultyPortal> {
    const lucids: Record<string, MisbehavingLucid> = {};
    for (const account of options.accounts ?? ['default']) {
      lucids[account] = await MisbehavingLucid.start();
    }
    return new FaultyPortal(options, lucids);
  }

  lucid(account = 'default'): MisbehavingLucid {
    return this.#lucids[account];
  }

  /** Lets the portal look for Lucid elsewhere; without an address, where it is. */
  async lookAt(baseUrl = this.lucid().baseUrl): Promise<void> {
    await this.#clients.default.close();
    this.#clients.default = this.#connect('default', baseUrl);
  }

  /** Runs one sync to its end and returns it as the API tells it. */
  async sync(account = 'default'): Promise<Sync> {
    const { id } = await this.harness.sync(account);
    return this.readSync(id);
  }

  async readSync(id: string): Promise<Sync> {
    return syncSchema.parse(await this.#tell(`/v1/syncs/${id}`));
  }

  /** The newest syncs, as the Sync tab lists them. */
  async readSyncs(): Promise<Sync[]> {
    return syncPageSchema.parse(await this.#tell('/v1/syncs')).items;
  }

  async readStatus(account = 'default'): Promise<AccountStatus> {
    const { accounts } = lucidStatusSchema.parse(
      await this.#tell('/v1/status'),
    );
    const status = accounts.find(({ id }) => id === account);
    if (!status) {
      throw new Error(`The status knows no account ${account}`);
    }
    return status;
  }

  /** Everybody whom the portal shows. */
  async readShown(account = 'default'): Promise<Shown> {
    const shown: Shown = {};
    let cursor = '';
    do {
      const query = cursor
        ? `cursor=${cursor}&limit=200`
        : `account=${account}&limit=200`;
      const { status, body } = await request(this.#api).get(
        `/v1/users?${query}`,
      );
      if (status !== 200) {
        throw new Error(`The API answered ${status}: ${JSON.stringify(body)}`);
      }
      const page = licenceUsagePageSchema.parse(body);
      for (const usage of page.items) {
        if (usage.id in shown) {
          throw new Error(`${usage.id} is shown twice`);
        }
        shown[usage.id] = shownOfUsage(usage);
      }
      cursor = page.nextCursor ?? '';
    } while (cursor);
    return shown;
  }

  /** Sends a request that changes something, and keeps the answer. */
  async post(path: string): Promise<{ status: number; body: unknown }> {
    const { status, body, text } = await request(this.#api).post(path);
    this.#said.push(text);
    return { status, body };
  }

  /** Asks the API for something, whether or not it can be had. */
  async ask(path: string): Promise<{ status: number; text: string }> {
    const { status, text } = await request(this.#api).get(path);
    return { status, text };
  }

  /** Which of what is secret was logged, or told by the status or by a sync. */
  leaks(): string[] {
    return [...this.#said, ...this.log.lines.map(line => JSON.stringify(line))]
      .filter(text => text.includes(TOKEN) || text.includes(ADDRESS))
      .map(text => text.slice(0, 500));
  }

  async close(): Promise<void> {
    await this.harness.service.stop();
    await Promise.all(
      Object.values(this.#clients).map(client => client.close()),
    );
    await Promise.all(Object.values(this.#lucids).map(lucid => lucid.close()));
  }

  async #tell(path: string): Promise<unknown> {
    const { body, text } = await request(this.#api).get(path).expect(200);
    this.#said.push(text);
    return body;
  }

  /** The client of an account, wherever it looks for Lucid at the moment. */
  #clientOf(account: string): LucidScimClient {
    return {
      readUsers: options => this.#clients[account].readUsers(options),
      readUser: (id, options) => this.#clients[account].readUser(id, options),
      readGroups: options => this.#clients[account].readGroups(options),
    };
  }

  #connect(account: string, baseUrl: string): UndiciLucidScimClient {
    return new UndiciLucidScimClient({
      config: this.#config(account, baseUrl),
      logger: this.log,
      retries: this.#options.retries,
      clock: this.#clock(),
    });
  }

  #config(account: string, baseUrl: string): LucidAccountConfig {
    return {
      id: account,
      token: TOKEN,
      baseUrl,
      apiBaseUrl: baseUrl,
      schedule: {
        frequency: { trigger: 'manual' },
        timeout: { minutes: 1 },
        scope: 'global',
      },
      pageSize: 100,
      concurrency: 3,
      requestTimeout: this.#options.requestTimeout ?? 30_000,
      removalLimit: 0.1,
      rejectLimit: 0.05,
      ...this.#options.config,
    };
  }

  #clock(): NonNullable<UndiciLucidScimClientOptions['clock']> {
    return {
      now: Date.now,
      // No latency, so that nothing but back-off makes anybody wait.
      elapsed: () => 0,
      idle: () => 0,
      random: () => 0.5,
      sleep: async (milliseconds, signal) => {
        this.waits.push(milliseconds);
        await (this.#options.realBackOff
          ? sleep(milliseconds, undefined, { signal }).catch(() => {})
          : turn());
        signal.throwIfAborted();
      },
    };
  }
}
