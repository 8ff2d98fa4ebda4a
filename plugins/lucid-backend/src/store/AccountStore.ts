import { Connection, UsageCounts } from 'backstage-plugin-lucid-common';
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
  counts: string | null;
}

const NO_COUNTS: UsageCounts = {
  users: 0,
  detected: 0,
  undetected: 0,
  ambiguous: 0,
  unlicensed: 0,
  departed: 0,
  byLicence: {},
  byAccess: { 'can-edit': 0, 'view-only': 0, unknown: 0 },
};

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
    const newest = await this.#knex('lucid_users')
      .where({ account_id: account })
      .max({ revision: 'revision' })
      .first<{ revision: number | string | null }>();
    return {
      connection: {
        state: row?.connection_state ?? 'unchecked',
        ...(row?.connection_checked_at && {
          checkedAt: row.connection_checked_at,
        }),
        ...(row?.connection_detail && { detail: row.connection_detail }),
      },
      ...(row?.snapshot_at && { snapshotAt: row.snapshot_at }),
      revision: Number(newest?.revision ?? 0),
      counts: row?.counts ? JSON.parse(row.counts) : NO_COUNTS,
    };
  }

  /** Notes what the newest contact with Lucid said. */
  async setConnection(
    account: string,
    connection: Omit<Connection, 'checkedAt'>,
  ): Promise<void> {
    const values = {
      connection_state: connection.state,
      connection_checked_at: new Date().toISOString(),
      connection_detail: connection.detail ?? null,
    };
    await this.#knex('accounts')
      .insert({ account_id: account, ...values })
      .onConflict('account_id')
      .merge(values);
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
    .merge({ snapshot_at: at });
}

/**
 * Counts an account and keeps the result with it, so that showing a status
 * costs the same for a hundred users and for a hundred thousand.
 */
export async function storeCounts(
  trx: Knex.Transaction,
  account: string,
  readingId: number | undefined,
): Promise<UsageCounts> {
  const counts: UsageCounts = {
    ...NO_COUNTS,
    byLicence: {},
    byAccess: { ...NO_COUNTS.byAccess },
  };
  const states = await trx('lucid_users')
    .where({ account_id: account })
    .groupBy('state')
    .select('state')
    .count<{ state: string; count: number | string }[]>({ count: '*' });
  for (const { state, count } of states) {
    if (state === 'departed') {
      counts.departed = Number(count);
    } else {
      counts[state as 'detected' | 'undetected' | 'ambiguous'] = Number(count);
      counts.users += Number(count);
    }
  }

  const present = () =>
    trx('lucid_user_licences as l')
      .join('lucid_users as u', join =>
        join.on('u.account_id', 'l.account_id').andOn('u.user_id', 'l.user_id'),
      )
      .where('l.account_id', account)
      .whereNot('u.state', 'departed');
  const licences = await present()
    .groupBy('l.licence')
    .orderBy('l.licence')
    .select({ licence: 'l.licence' })
    .count<{ licence: string; count: number | string }[]>({ count: '*' });
  for (const { licence, count } of licences) {
    counts.byLicence[licence] = Number(count);
  }
  const accesses = await present()
    .groupBy('l.access')
    .select({ access: 'l.access' })
    .countDistinct<
      { access: 'can-edit' | 'view-only' | null; count: number | string }[]
    >({ count: 'l.user_id' });
  for (const { access, count } of accesses) {
    counts.byAccess[access ?? 'unknown'] = Number(count);
  }

  const [unlicensed] = await trx('catalog_users as c')
    .where('c.reading_id', readingId ?? 0)
    .whereNotExists(query =>
      query
        .select(trx.raw('1'))
        .from('lucid_user_matches as m')
        .where('m.account_id', account)
        .where('m.entity_ref', trx.ref('c.entity_ref')),
    )
    .count<{ count: number | string }[]>({ count: '*' });
  counts.unlicensed = Number(unlicensed.count);

  await trx('accounts')
    .where({ account_id: account })
    .update({
      counts: JSON.stringify(counts),
      counted_reading: readingId ?? null,
    });
  return counts;
}

/** The stored counts, if they are those of a reading of the catalog. */
export async function countsOfReading(
  trx: Knex.Transaction,
  account: string,
  readingId: number | undefined,
): Promise<UsageCounts | undefined> {
  const row = await trx('accounts')
    .where({ account_id: account, counted_reading: readingId ?? 0 })
    .first<{ counts: string | null }>('counts');
  return row?.counts ? JSON.parse(row.counts) : undefined;
}
