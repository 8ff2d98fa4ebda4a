import { Connection, Sync, UsageCounts } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';

/** What is known of a Lucid account as a whole. */
export interface AccountRecord {
  connection: Connection;
  snapshotAt?: string;
  /** Newest revision among the users of the account. */
  revision: number;
  counts: UsageCounts;
}

interface AccountRow {
  connection_state: Connection['state'];
  connection_checked_at: string | null;
  connection_detail: string | null;
  snapshot_at: string | null;
  revision: number | string | null;
  counts: string | null;
}

/** The counts of an account of which nothing is known. */
export function noCounts(): UsageCounts {
  return {
    users: 0,
    detected: 0,
    undetected: 0,
    ambiguous: 0,
    excepted: 0,
    leftOut: 0,
    leavers: 0,
    byRule: {},
    unlicensed: 0,
    departed: 0,
    byLicence: {},
    byAccess: { 'can-edit': 0, 'view-only': 0, unknown: 0 },
  };
}

/** Keeps one record per Lucid account. */
export class AccountStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async get(account: string): Promise<AccountRecord> {
    const row = await this.#knex('accounts')
      .where({ account_id: account })
      .first<AccountRow>();
    return {
      connection: {
        state: row?.connection_state ?? 'unchecked',
        ...(row?.connection_checked_at && {
          checkedAt: row.connection_checked_at,
        }),
        ...(row?.connection_detail && { detail: row.connection_detail }),
      },
      ...(row?.snapshot_at && { snapshotAt: row.snapshot_at }),
      revision: Number(row?.revision ?? 0),
      counts: row?.counts ? JSON.parse(row.counts) : noCounts(),
    };
  }

  /** Notes what a sync has found, unless a newer one has begun, which says more. */
  async setConnection(
    sync: Pick<Sync, 'id' | 'account'>,
    connection: Omit<Connection, 'checkedAt'>,
  ): Promise<void> {
    const values = {
      connection_state: connection.state,
      connection_checked_at: new Date().toISOString(),
      connection_detail: connection.detail ?? null,
    };
    await this.#knex('accounts')
      .insert({ account_id: sync.account, ...values })
      .onConflict('account_id')
      .merge(values)
      .whereNotExists(newer =>
        newer
          .select(this.#knex.raw('1'))
          .from('syncs')
          .where({ account_id: sync.account })
          .where(
            'started_at',
            '>',
            this.#knex('syncs')
              .where({ sync_id: sync.id })
              .select('started_at'),
          ),
      );
  }
}

/** Notes, in the transaction that stored it, when a snapshot was read. */
export async function setSnapshotAt(
  trx: Knex.Transaction,
  account: string,
  at: string,
): Promise<void> {
  await trx('accounts')
    .insert({
      account_id: account,
      connection_state: 'connected',
      snapshot_at: at,
    })
    .onConflict('account_id')
    .merge({ snapshot_at: at, loading_from: null });
}

/**
 * Notes that the users of a first snapshot are being written: revisions from
 * here on are not to be read before it is current, or is discarded.
 */
export async function setLoadingFrom(
  trx: Knex.Transaction,
  account: string,
  revision: number,
): Promise<void> {
  await trx('accounts')
    .insert({
      account_id: account,
      connection_state: 'unchecked',
      loading_from: revision,
    })
    .onConflict('account_id')
    .merge({
      loading_from: trx.raw('coalesce(accounts.loading_from, ?)', [revision]),
    });
}

/** Whether the users of an account are to be seen; see `FirstSnapshot`. */
export async function hasSnapshot(
  knex: Knex,
  account: string,
): Promise<boolean> {
  const row = await knex('accounts')
    .where({ account_id: account })
    .whereNotNull('snapshot_at')
    .first('account_id');
  return row !== undefined;
}

/** What has been counted of an account. */
export async function countsOf(
  knex: Knex,
  account: string,
): Promise<UsageCounts> {
  const row = await knex('accounts')
    .where({ account_id: account })
    .first<{ counts: string | null }>('counts');
  return row?.counts ? JSON.parse(row.counts) : noCounts();
}

/** What the states of the users of an account, and its counts, are based on. */
export async function reconciledWith(
  knex: Knex,
  account: string,
): Promise<string | undefined> {
  const row = await knex('accounts')
    .where({ account_id: account })
    .first<{ reconciled_with: string | null }>('reconciled_with');
  return row?.reconciled_with ?? undefined;
}

/** Notes the outcome of a reconciliation. */
export async function setReconciled(
  trx: Knex.Transaction,
  account: string,
  outcome: { counts: UsageCounts; basis: string; revision: number },
): Promise<void> {
  await trx('accounts')
    .where({ account_id: account })
    .update({
      counts: JSON.stringify(outcome.counts),
      reconciled_with: outcome.basis,
      revision: outcome.revision,
    });
}
