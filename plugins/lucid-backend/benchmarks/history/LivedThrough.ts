import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { defaultMatching } from '../../src/config/readMatchingConfig';
import { Matching } from '../../src/reconciliation/Matching';
import { CatalogReadingStore } from '../../src/store/CatalogReadingStore';
import { SnapshotStore } from '../../src/store/SnapshotStore';
import { SyncRow } from '../../src/store/syncRow';
import { isPostgres } from '../../src/store/bulkRows';
import { Workforce, addressOf } from './Workforce';

const ACCOUNT = 'default';
const USERS_AT_ONCE = 1_000;
const SYNCS_A_DAY = 24;
const DAYS_BETWEEN_VACUUMS = 30;

/** Joiners of two years are in the catalog before. */
const CATALOG_SHARE = 1.5;

/** A store whose account lives through day after day. */
export class LivedThrough {
  readonly #knex: Knex;
  readonly #workforce: Workforce;
  readonly #snapshots: SnapshotStore;
  readonly #matching = new Matching({
    config: defaultMatching(),
    isOnlyAccount: true,
    modules: [],
  });
  #days = 0;

  constructor(options: { knex: Knex; users: number; monthlyChurn: number }) {
    this.#knex = options.knex;
    this.#workforce = new Workforce(options);
    this.#snapshots = new SnapshotStore({
      knex: options.knex,
      matching: this.#matching,
    });
  }

  /** Reads the catalog once: it knows the addresses of everybody but some. */
  async readCatalog(): Promise<void> {
    const users = Math.ceil(this.#workforce.size * CATALOG_SHARE);
    const readings = new CatalogReadingStore({ knex: this.#knex });
    const id = await readings.begin();
    for (let from = 0; from < users; from += USERS_AT_ONCE) {
      const length = Math.min(USERS_AT_ONCE, users - from);
      await readings.addUsers(
        id,
        Array.from({ length }, (_, offset) => {
          const index = from + offset;
          return {
            entityRef: `user:default/given${index}.family${index % 977}`,
            displayName: `Given${index} Family${index % 977}`,
            email: addressOf(index),
            keys: [{ target: 'email', value: addressOf(index) }],
          };
        }),
      );
    }
    await readings.complete({ id, users, rules: this.#matching.version });
  }

  /** Everybody is there on the first day; on each one after it, some change. */
  async liveADay(day: string): Promise<void> {
    const syncs = await this.#addSyncs(day);
    const noon = syncs[SYNCS_A_DAY / 2];
    const snapshot = await this.#snapshots.begin({
      account: ACCOUNT,
      syncId: noon.sync_id,
      at: noon.started_at,
    });
    const isFirst = this.#days === 0;
    const { changed, left } = isFirst
      ? { changed: this.#workforce.users, left: [] }
      : this.#workforce.liveADay();
    for (let from = 0; from < changed.length; from += USERS_AT_ONCE) {
      await snapshot.add(changed.slice(from, from + USERS_AT_ONCE));
    }
    if (!isFirst) {
      await snapshot.depart(left.map(id => ({ id, how: 'deactivated' })));
    }
    await this.#snapshots.makeCurrent(snapshot, {
      account: ACCOUNT,
      syncId: noon.sync_id,
      at: noon.started_at,
      rejected: 0,
      signal: new AbortController().signal,
      settle: async trx => {
        await trx('syncs')
          .where({ sync_id: noon.sync_id })
          .update({ state: 'succeeded' });
      },
    });
    await snapshot.clear();
    await this.#spread(syncs, noon);
    this.#days += 1;
    if (isPostgres(this.#knex) && this.#days % DAYS_BETWEEN_VACUUMS === 0) {
      // As the autovacuum of any PostgreSQL does over the year.
      await this.#knex.raw('vacuum analyze');
    }
  }

  /** The record of the syncs of a day, one each hour. */
  async #addSyncs(day: string): Promise<SyncRow[]> {
    const users = this.#workforce.size;
    const rows = Array.from({ length: SYNCS_A_DAY }, (_, hour): SyncRow => {
      const at = `${day}T${String(hour).padStart(2, '0')}`;
      return {
        sync_id: randomUUID(),
        account_id: ACCOUNT,
        // The one at noon runs until its snapshot is stored.
        state: hour === SYNCS_A_DAY / 2 ? 'running' : 'succeeded',
        trigger: 'schedule',
        phase: 'done',
        users_read: users,
        users_total: users,
        removals: null,
        rejections: null,
        counts: JSON.stringify({
          users,
          added: 3,
          changed: 11,
          departed: 3,
          returned: 0,
          rejected: 0,
          detected: users,
          undetected: 0,
          ambiguous: 0,
        }),
        timings: JSON.stringify({
          reconciling: 12,
          reading: 31_415,
          proving: 271,
          storing: 828,
        }),
        error_name: null,
        error_message: null,
        started_at: `${at}:00:00.000Z`,
        finished_at: `${at}:00:32.000Z`,
        heartbeat_at: `${at}:00:32.000Z`,
      };
    });
    await this.#knex('syncs').insert(rows);
    return rows;
  }

  /** What one sync saw at noon is put down to all of the day, as an hourly schedule would have. */
  async #spread(syncs: SyncRow[], noon: SyncRow): Promise<void> {
    const changes = await this.#knex('usage_changes')
      .where({ sync_id: noon.sync_id, at: noon.started_at })
      .pluck<(number | string)[]>('change_id');
    for (const [hour, sync] of syncs.entries()) {
      const seen = changes.filter((_, place) => place % SYNCS_A_DAY === hour);
      await this.#knex('usage_changes')
        .whereIn('change_id', seen)
        .update({ sync_id: sync.sync_id, at: sync.started_at });
    }
  }
}
