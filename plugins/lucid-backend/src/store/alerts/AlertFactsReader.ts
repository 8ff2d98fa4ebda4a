import { UsageCounts } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { failuresSinceSuccess } from '../failuresSinceSuccess';

/** What the rules of alerts are held against, of one Lucid account. */
export interface AccountFacts {
  account: string;
  /** Absent before the first snapshot. */
  counts?: UsageCounts;
  /** Present while syncs fail: since the first one that did so after the last success. */
  failing?: { since: string; reason: string };
  /** A snapshot that waits for somebody to confirm or discard it. */
  held?: { removals: number; rejections: number };
}

/** Reads what syncs and reconciliation have left behind. */
export class AlertFactsReader {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async read(account: string): Promise<AccountFacts> {
    const row = await this.#knex('accounts')
      .where({ account_id: account })
      .whereNotNull('snapshot_at')
      .first<{ counts: string | null }>('counts');
    const counts: UsageCounts | undefined = row?.counts
      ? JSON.parse(row.counts)
      : undefined;
    const failing = await this.#failing(account);
    const held = await this.#held(account);
    return {
      account,
      ...(counts && { counts }),
      ...(failing && { failing }),
      ...(held && { held }),
    };
  }

  /** What is held has been read, and is told of as such. */
  async #failing(account: string): Promise<AccountFacts['failing']> {
    const failures = await failuresSinceSuccess(this.#knex, account);
    const first = await failures()
      .min({ at: 'finished_at' })
      .first<{ at: string | null }>();
    if (!first?.at) {
      return undefined;
    }
    const last = await failures()
      .orderBy('started_at', 'desc')
      .first<{ error_message: string | null }>('error_message');
    return { since: first.at, reason: last?.error_message ?? '' };
  }

  async #held(account: string): Promise<AccountFacts['held']> {
    const row = await this.#knex('syncs')
      .where({ account_id: account, state: 'held' })
      .orderBy('started_at', 'desc')
      .first<{ removals: number | null; rejections: number | null }>(
        'removals',
        'rejections',
      );
    return (
      row && { removals: row.removals ?? 0, rejections: row.rejections ?? 0 }
    );
  }
}
