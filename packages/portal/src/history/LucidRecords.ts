import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import knexFactory, { Knex } from 'knex';

/** What the Lucid backend stores the time of. */
const MOMENTS: Record<string, string[]> = {
  syncs: ['started_at', 'finished_at', 'heartbeat_at'],
  usage_changes: ['at'],
  lucid_users: ['first_seen_at', 'last_seen_at', 'departed_at', 'former_until'],
  accounts: [
    'snapshot_at',
    'connection_checked_at',
    'groups_read_at',
    'seats_read_at',
  ],
};

const TOTALS_WITHIN_MS = 5_000;
const POLL_MS = 20;

/** Where the Lucid backend keeps its records in a directory of databases. */
export function lucidDatabaseIn(dataDirectory: string): string {
  return join(dataDirectory, 'lucid.sqlite');
}

/**
 * The records of the Lucid backend, some of which are made to look older than they
 * are. Nothing but the example does that: a backend takes the time as it is.
 */
export class LucidRecords {
  readonly #knex: Knex;

  constructor(dataDirectory: string) {
    this.#knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: lucidDatabaseIn(dataDirectory) },
      useNullAsDefault: true,
    });
  }

  /** Waits until what was synced today is counted, which follows the sync. */
  async counted(signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + TOTALS_WITHIN_MS;
    while (Date.now() < deadline) {
      const row = await this.#knex('daily_totals')
        .where({ day: day(0) })
        .first();
      if (row) {
        return;
      }
      await wait(POLL_MS, undefined, { signal });
    }
  }

  /**
   * Makes everything that was recorded since a moment as many days older.
   *
   * @param since - ISO 8601; nothing that has been moved already may be later
   */
  async moveBack(days: number, since: string): Promise<void> {
    await this.#knex.transaction(async trx => {
      for (const [table, columns] of Object.entries(MOMENTS)) {
        for (const column of columns) {
          await trx(table)
            .where(column, '>=', since)
            .update({
              [column]: trx.raw(`strftime('%Y-%m-%dT%H:%M:%fZ', ??, ?)`, [
                column,
                `-${days} days`,
              ]),
            });
        }
      }
      await trx('daily_totals')
        .where({ day: day(0) })
        .update({ day: day(days) });
      // Today has not been recorded any more.
      await trx('accounts').update({ totals_recorded: null });
    });
  }

  /** Has the next start of the backend schedule everything as if it were the first. */
  async forgetSchedule(): Promise<void> {
    await this.#knex('backstage_backend_tasks__tasks').delete();
  }

  async close(): Promise<void> {
    await this.#knex.destroy();
  }
}

/** `YYYY-MM-DD` in UTC, some days ago. */
function day(daysAgo: number): string {
  return new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
}
