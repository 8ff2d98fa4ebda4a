import { Knex } from 'knex';
import { PartHealth } from '../PartHealth';
import { abandonedAccounts } from '../configuredAccounts';
import { deleteInChunks } from '../deleteInChunks';
import { Patience, lockRevision } from '../revision';
import { IncomingSeats } from './IncomingSeats';

/** Keeps the subscriptions of Lucid accounts and who is billed, as they were read last. */
export class SeatStore {
  readonly #knex: Knex;
  /** How reading them went. */
  readonly health: PartHealth;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
    this.health = new PartHealth({ ...options, part: 'seats' });
  }

  /** Where the seats that a sync reads are gathered. */
  begin(options: { account: string; syncId: string }): IncomingSeats {
    return new IncomingSeats({ knex: this.#knex, ...options });
  }

  /**
   * Forgets the seats of all accounts but those of which they are still read.
   *
   * @param keep - ids of those accounts
   * @param options - `configured`: ids of all accounts that this backend has, which
   * are those unless told; others are kept while other backends have them
   */
  async keepOnly(
    keep: string[],
    options: { configured?: string[] } & Patience = {},
  ): Promise<void> {
    const { configured, ...patience } = options;
    const abandoned = (knex: Knex) =>
      abandonedAccounts(knex, { keep, configured });
    if ((await abandoned(this.#knex)).length === 0) {
      return;
    }
    await this.#knex.transaction(async trx => {
      // Whoever stores seats has this lock, then the account, then its seats: the
      // other way round, each would wait for the other.
      await lockRevision(trx, patience);
      for (const account of await abandoned(trx)) {
        for (const table of ['billed_seats', 'subscriptions']) {
          await deleteInChunks(trx, table, rows =>
            rows.where({ account_id: account }),
          );
        }
        await this.health.forget(trx, account);
      }
    });
  }
}
