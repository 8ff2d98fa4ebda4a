import { LicenceUsage, UsageChange } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { licenceLabel } from '../userRow';
import { ChangeRow, toChange } from './changeRow';
import { changesKeptSince } from './historyHorizon';
import { licencesBefore } from './licencesBefore';

const MOST_CHANGES = 100;

/** Tells what happened to one Lucid user. */
export class UserTimeline {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * Newest first, at most 100. Who is there since the first snapshot of the account
   * has appeared with it, which nobody wrote down for each of them.
   */
  async of(usage: LicenceUsage): Promise<UsageChange[]> {
    const rows: ChangeRow[] = await this.#knex('usage_changes')
      .where({ account_id: usage.account, user_id: usage.id })
      .orderBy('change_id', 'desc')
      .limit(MOST_CHANGES)
      .select('sync_id', 'at', 'type', 'before', 'after');
    if (
      rows.length < MOST_CHANGES &&
      !rows.some(row => row.type === 'appeared')
    ) {
      rows.push(await this.#appearance(usage, rows));
    }
    return rows.map(toChange);
  }

  async #appearance(
    usage: LicenceUsage,
    changes: ChangeRow[],
  ): Promise<ChangeRow> {
    const at = usage.firstSeenAt;
    const sync = await this.#knex('syncs')
      .where({ account_id: usage.account, started_at: at })
      .first<{ sync_id: string }>('sync_id');
    // What was held then follows from what changed since, if all of it is known.
    const keptSince = await changesKeptSince(this.#knex);
    const isKnown = keptSince === undefined || at >= keptSince;
    return {
      sync_id: sync?.sync_id ?? null,
      at,
      type: 'appeared',
      before: null,
      after: isKnown
        ? licencesBefore(changes, licenceLabel(usage.licences))
        : null,
    };
  }
}
