import { Knex } from 'knex';
import { PartHealth } from '../PartHealth';
import { deleteInChunks } from '../deleteInChunks';
import { lockRevision } from '../revision';
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
   * @param accounts - ids of those accounts
   */
  async keepOnly(accounts: string[]): Promise<void> {
    await this.#knex.transaction(async trx => {
      // Whoever stores seats has this lock, then the account, then its seats: the
      // other way round, each would wait for the other.
      await lockRevision(trx);
      for (const table of ['billed_seats', 'subscriptions']) {
        await deleteInChunks(trx, table, rows =>
          rows.whereNotIn('account_id', accounts),
        );
      }
      await this.health.keepOnly(trx, accounts);
    });
  }
}
