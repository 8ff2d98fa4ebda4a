import { durationToMilliseconds } from '@backstage/types';
import {
  AccountStatus,
  LucidStatus,
  Sync,
} from 'backstage-plugin-lucid-common';
import { CronTime } from 'cron';
import { LucidAccountConfig, LucidConfig } from '../config/LucidConfig';
import { AccountStore } from '../store/AccountStore';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { LucidGroupStore } from '../store/groups/LucidGroupStore';
import { SeatStore } from '../store/seats/SeatStore';
import { SyncStore } from '../store/SyncStore';
import { ReconciliationStatusReader } from './ReconciliationStatusReader';

/** A sync that is later than this has not just been kept waiting. */
const OVERDUE_MS = 10 * 60_000;

/** Puts together what the plugin knows of itself. */
export class StatusReader {
  readonly #config: LucidConfig;
  readonly #accounts: AccountStore;
  readonly #syncs: SyncStore;
  readonly #readings: CatalogReadingStore;
  readonly #groups: LucidGroupStore;
  readonly #seats: SeatStore;
  readonly #reconciliation: ReconciliationStatusReader;

  constructor(options: {
    config: LucidConfig;
    accounts: AccountStore;
    syncs: SyncStore;
    readings: CatalogReadingStore;
    groups: LucidGroupStore;
    seats: SeatStore;
    reconciliation: ReconciliationStatusReader;
  }) {
    this.#config = options.config;
    this.#accounts = options.accounts;
    this.#syncs = options.syncs;
    this.#readings = options.readings;
    this.#groups = options.groups;
    this.#seats = options.seats;
    this.#reconciliation = options.reconciliation;
  }

  async read(): Promise<LucidStatus> {
    const { state, problems, licenceRequestUrl } = this.#config;
    const accounts = await this.#readAccounts();
    return {
      configuration: { state, problems },
      accounts,
      reconciliation: await this.#reconciliation.read(accounts),
      ...(licenceRequestUrl !== undefined && { licenceRequestUrl }),
    };
  }

  /** Of all accounts together: how old what is shown is, and why it is older than it should be. */
  async readFreshness(): Promise<Pick<AccountStatus, 'snapshotAt' | 'stale'>> {
    const accounts = await this.#readAccounts();
    const oldest = accounts
      .flatMap(account => account.snapshotAt ?? [])
      .sort()
      .at(0);
    const stale = accounts.find(account => account.stale)?.stale;
    return {
      ...(oldest && { snapshotAt: oldest }),
      ...(stale && { stale }),
    };
  }

  async #readAccounts(): Promise<AccountStatus[]> {
    return Promise.all(
      this.#config.accounts.map(account => this.#readAccount(account)),
    );
  }

  async #readAccount(config: LucidAccountConfig): Promise<AccountStatus> {
    const [record, lastSync, runningSync, heldSnapshot, scheduledAt] =
      await Promise.all([
        this.#accounts.get(config.id),
        this.#syncs.last(config.id),
        this.#syncs.running(config.id),
        this.#syncs.held(config.id),
        this.#syncs.lastScheduledAt(config.id),
      ]);
    const newest = [scheduledAt, lastSync?.startedAt, runningSync?.startedAt]
      .flatMap(at => at ?? [])
      .sort()
      .at(-1);
    const nextSyncAt =
      scheduledAt && newest && nextRun(config, scheduledAt, newest);
    const stale =
      record.snapshotAt &&
      (staleSnapshot(record.snapshotAt, lastSync, nextSyncAt) ??
        (await this.#staleCatalog()));
    return {
      id: config.id,
      ...record,
      ...(lastSync && { lastSync }),
      ...(runningSync && { runningSync }),
      ...(heldSnapshot && { heldSnapshot }),
      ...(nextSyncAt && { nextSyncAt }),
      ...(stale && { stale }),
      ...(this.#config.groups.enabled && {
        lucidGroups: await this.#groups.status(config.id),
      }),
      ...(config.apiKey !== undefined && {
        seats: await this.#seats.health.of(config.id),
      }),
    };
  }

  async #staleCatalog(): Promise<AccountStatus['stale']> {
    const failure = await this.#readings.failure();
    return (
      failure && {
        since: failure.since,
        reason: `The users of the catalog could not be read: ${failure.reason}`,
      }
    );
  }
}

function staleSnapshot(
  snapshotAt: string,
  lastSync: Sync | undefined,
  nextSyncAt: string | undefined,
): AccountStatus['stale'] {
  if (lastSync && lastSync.state !== 'succeeded') {
    return {
      since: snapshotAt,
      reason: lastSync.error?.message ?? `The last sync has ${lastSync.state}`,
    };
  }
  if (nextSyncAt && Date.parse(nextSyncAt) < Date.now() - OVERDUE_MS) {
    return {
      since: snapshotAt,
      reason: `The schedule should have started a sync at ${nextSyncAt}`,
    };
  }
  return undefined;
}

/**
 * When the schedule goes on; `undefined` when it never does by itself. A run
 * that falls into a sync that somebody asked for is left out by the schedule,
 * and so it is here.
 */
function nextRun(
  { schedule }: LucidAccountConfig,
  lastScheduledAt: string,
  newestSyncAt: string,
): string | undefined {
  const { frequency } = schedule;
  if ('trigger' in frequency) {
    return undefined;
  }
  if ('cron' in frequency) {
    const next = new CronTime(frequency.cron).getNextDateFrom(
      new Date(newestSyncAt),
    );
    return next.toUTC().toISO() ?? undefined;
  }
  const first = Date.parse(lastScheduledAt);
  const every = durationToMilliseconds(frequency);
  const runs = Math.floor((Date.parse(newestSyncAt) - first) / every) + 1;
  return new Date(first + runs * every).toISOString();
}
