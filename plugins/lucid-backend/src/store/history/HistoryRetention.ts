import { Knex } from 'knex';
import { HistoryConfig } from '../../config/HistoryConfig';
import { deleteInChunks } from '../deleteInChunks';
import { forgetDailyTotals } from './forgetDailyTotals';
import { forgetDeparted } from './forgetDeparted';
import { forgetSyncs } from './forgetSyncs';
import { setChangesKeptSince } from './historyHorizon';

/** What has been deleted because it was too old, in numbers of rows. */
export interface Forgotten {
  changes: number;
  users: number;
  syncs: number;
  dailyTotals: number;
}

/**
 * Deletes what is older than it has to be kept. A few rows at a time, so that
 * syncs and readers get their turn; what is not done when it is stopped is done
 * the next time.
 */
export class HistoryRetention {
  readonly #knex: Knex;
  readonly #keep: HistoryConfig;

  constructor(options: { knex: Knex; keep: HistoryConfig }) {
    this.#knex = options.knex;
    this.#keep = options.keep;
  }

  /** @param options - `now` is when ages are counted from */
  async run(options: { signal: AbortSignal; now: Date }): Promise<Forgotten> {
    const { signal, now } = options;
    const ago = (milliseconds: number) =>
      new Date(now.getTime() - milliseconds).toISOString();
    const dayAgo = (milliseconds: number) =>
      ago(milliseconds).slice(0, 'YYYY-MM-DD'.length);
    return {
      changes: await this.#forgetChanges(ago(this.#keep.keepChanges), signal),
      users: await forgetDeparted(this.#knex, {
        before: ago(this.#keep.keepChanges),
        signal,
      }),
      // After the changes, which refer to them.
      syncs: await forgetSyncs(this.#knex, {
        before: ago(this.#keep.keepSyncs),
        signal,
      }),
      dailyTotals: await forgetDailyTotals(this.#knex, {
        before: dayAgo(this.#keep.keepDailyTotals),
        thinDepartmentsBefore: dayAgo(this.#keep.keepDailyDepartments),
        signal,
      }),
    };
  }

  async #forgetChanges(before: string, signal: AbortSignal): Promise<number> {
    const old = (rows: Knex.QueryBuilder) => rows.where('at', '<', before);
    if (!(await old(this.#knex('usage_changes')).first('change_id'))) {
      return 0;
    }
    // First, so that nobody ever takes what is left for the whole.
    await setChangesKeptSince(this.#knex, before);
    return deleteInChunks(this.#knex, 'usage_changes', old, { signal });
  }
}
