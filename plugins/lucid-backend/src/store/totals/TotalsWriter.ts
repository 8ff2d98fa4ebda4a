import { SeatPool, UsageCounts } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { hash } from 'node:crypto';
import { limitSilence } from '../limitSilence';
import { TotalRow } from './TotalRow';
import { countTotals, totalsOfCounts } from './countTotals';
import { replaceDay } from './replaceDay';

/** Attempts to count an account that changes while it is counted. */
const MOST_ATTEMPTS = 3;

/** What an account is like: what its totals follow from, but its seats. */
interface AccountRow {
  revision: number | string | null;
  counts: string | null;
  totals_recorded: string | null;
}

/**
 * Writes down how many there are of what, in place of what was written the same day.
 *
 * Counting goes through all users, and on SQLite a transaction for as long would
 * hold the only connection. So they are counted before it begins, and again should
 * the account have changed meanwhile, or the day be over. Of several backends that
 * record the same account, the last one wins, and all of them write the same.
 */
export class TotalsWriter {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * Costs little where the day holds the same already.
   *
   * @param today - the day that it is, `YYYY-MM-DD`: it may end meanwhile
   * @param pools - those of the account
   * @returns whether anything was written; not where the account has no snapshot, or
   * changes again and again while it is counted
   */
  async record(
    account: string,
    today: () => string,
    pools: SeatPool[],
  ): Promise<boolean> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const day = today();
      const row = await readAccount(this.#knex, account);
      if (!row?.counts) {
        return false;
      }
      const counts: UsageCounts = JSON.parse(row.counts);
      const known = [...totalsOfCounts(counts), ...totalsOfSeats(pools)];
      const recorded = versionOf(row, day, known);
      if (recorded === row.totals_recorded) {
        return false;
      }
      const rows = [...known, ...(await countTotals(this.#knex, account))];
      const isWritten = await this.#knex.transaction(async trx => {
        await limitSilence(trx);
        await lockAccount(trx, account);
        const now = await readAccount(trx, account);
        if (!now || versionOf(now, today(), known) !== recorded) {
          return false;
        }
        await replaceDay(trx, { account, day, rows });
        await trx('accounts')
          .where({ account_id: account })
          .update({ totals_recorded: recorded });
        return true;
      });
      if (isWritten) {
        return true;
      }
    }
    return false;
  }
}

/** Keeps another backend from recording the account until the transaction ends. */
async function lockAccount(
  trx: Knex.Transaction,
  account: string,
): Promise<void> {
  // An update, because SQLite has no "for update"; it takes the same lock.
  await trx('accounts')
    .where({ account_id: account })
    .update({ totals_recorded: trx.ref('totals_recorded') });
}

async function readAccount(
  knex: Knex,
  account: string,
): Promise<AccountRow | undefined> {
  return knex('accounts')
    .where({ account_id: account })
    .whereNotNull('snapshot_at')
    .first<AccountRow>('revision', 'counts', 'totals_recorded');
}

/** Different for any two days, and for any two states of an account that have other totals. */
function versionOf(
  { revision, counts }: AccountRow,
  day: string,
  known: TotalRow[],
): string {
  const content = JSON.stringify([Number(revision), counts, known]);
  return `${day} ${hash('sha1', content, 'base64url')}`;
}

function totalsOfSeats(pools: SeatPool[]): TotalRow[] {
  return pools.map(pool => ({
    slice: 'seats',
    key: pool.id,
    licence: pool.licence ?? '',
    access: pool.access ?? '',
    users: pool.used,
    ...(pool.bought !== undefined && { bought: pool.bought }),
  }));
}
