import { isDeepStrictEqual } from 'node:util';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { LucidBilledSeat, LucidSubscription } from '../../rest/LucidRestClient';
import { RowSet } from '../RowSet';
import { StagingLostError } from '../StagingLostError';
import { insertRows, isOneOf, rowsPerStatement } from '../bulkRows';
import { readSubscriptions, storeSubscription } from './subscriptionRow';

/** What a reading of the seats found, in numbers. */
export interface SeatCounts {
  subscriptions: number;
  /** Who is billed, each as often as a page said so. */
  seats: number;
  /** Billed seats that are new or differ from what is stored. */
  changed: number;
  /** Billed seats that are stored and are not there any more. */
  removed: number;
  /** Subscriptions and billed seats that could not be understood. */
  rejected: number;
}

interface StoredSeat {
  row_id: number | string;
  user_id: string;
  created_at: string | null;
}

/**
 * The seats of an account while they are being read. Billed seats that differ from
 * what is stored are staged, and nobody sees them before they are current. Of all
 * others, one bit remembers that they are there.
 */
export class IncomingSeats {
  readonly #knex: Knex;
  readonly #account: string;
  readonly #syncId: string;
  readonly #subscriptions = new Map<string, LucidSubscription>();
  /** Subscriptions of which every seat was understood. */
  readonly #complete = new Set<string>();
  /** Rows of stored seats that are there. */
  readonly #seen = new RowSet();
  /** Rows of stored seats that are not. */
  #gone: number[] = [];
  #rejectedSubscriptions = 0;
  #rejectedSeats = 0;
  #read = 0;
  #lastSeq = 0;

  constructor(options: { knex: Knex; account: string; syncId: string }) {
    this.#knex = options.knex;
    this.#account = options.account;
    this.#syncId = options.syncId;
  }

  get counts(): SeatCounts {
    return {
      subscriptions: this.#subscriptions.size,
      seats: this.#read,
      changed: this.#lastSeq,
      removed: this.#gone.length,
      rejected: this.#rejectedSubscriptions + this.#rejectedSeats,
    };
  }

  /** @param rejected - how many more there are that could not be understood */
  addSubscriptions(subscriptions: LucidSubscription[], rejected: number): void {
    for (const subscription of subscriptions) {
      this.#subscriptions.set(subscription.id, subscription);
      this.#complete.add(subscription.id);
    }
    this.#rejectedSubscriptions += rejected;
  }

  /**
   * Adds a page of who is billed for a subscription.
   *
   * @param rejected - how many more are on it that could not be understood
   */
  async add(
    subscriptionId: string,
    seats: LucidBilledSeat[],
    rejected: number,
  ): Promise<void> {
    this.#rejectedSeats += rejected;
    if (rejected > 0) {
      this.#complete.delete(subscriptionId);
    }
    const newest = new Map(seats.map(seat => [seat.userId, seat]));
    this.#read += newest.size;
    for (const stored of await this.#stored(subscriptionId, [
      ...newest.keys(),
    ])) {
      this.#seen.add(Number(stored.row_id));
      const createdAt = newest.get(stored.user_id)?.createdAt ?? null;
      if (createdAt === stored.created_at) {
        newest.delete(stored.user_id);
      }
    }
    await this.#stage(subscriptionId, [...newest.values()]);
  }

  /** Finds out who is not billed any more, once all pages were added. */
  async end(signal: AbortSignal): Promise<void> {
    const rowsAtOnce = rowsPerStatement(this.#knex);
    const gone: number[] = [];
    let after = 0;
    for (;;) {
      signal.throwIfAborted();
      const rows: { row_id: number | string; subscription_id: string }[] =
        await this.#knex('billed_seats')
          .where({ account_id: this.#account })
          .where('row_id', '>', after)
          .orderBy('row_id')
          .limit(rowsAtOnce)
          .select('row_id', 'subscription_id');
      for (const { row_id: id, subscription_id: subscription } of rows) {
        after = Number(id);
        if (!this.#seen.has(after) && this.#isKnownToBeGone(subscription)) {
          gone.push(after);
        }
      }
      if (rows.length < rowsAtOnce) {
        this.#gone = gone;
        return;
      }
      await yieldToEventLoop();
    }
  }

  /**
   * Puts the seats in the place of those that are stored.
   *
   * @throws StagingLostError where the database has lost some of them
   */
  async makeCurrent(trx: Knex.Transaction): Promise<void> {
    await this.#assertKept(trx);
    await this.#storeSubscriptions(trx);
    const rowsAtOnce = rowsPerStatement(trx);
    for (let from = 1; from <= this.#lastSeq; from += rowsAtOnce) {
      await trx.raw(
        `insert into billed_seats (account_id, subscription_id, user_id, created_at)
         select ?, s.subscription_id, s.user_id, s.created_at
         from staged_billed_seats s
         where s.sync_id = ? and s.seq between ? and ?
         on conflict (account_id, user_id, subscription_id) do update set
           created_at = excluded.created_at`,
        [this.#account, this.#syncId, from, from + rowsAtOnce - 1],
      );
      await yieldToEventLoop();
    }
    for (let from = 0; from < this.#gone.length; from += rowsAtOnce) {
      await trx('billed_seats')
        .whereRaw(
          isOneOf(
            trx,
            'row_id',
            this.#gone.slice(from, from + rowsAtOnce),
            'bigint',
          ),
        )
        .delete();
      await yieldToEventLoop();
    }
  }

  /** Seats are never taken back, so the first is there as long as all of them are. */
  async #assertKept(trx: Knex.Transaction): Promise<void> {
    if (this.#lastSeq === 0) {
      return;
    }
    const first = await trx('staged_billed_seats')
      .where({ sync_id: this.#syncId, seq: 1 })
      .first('seq');
    if (!first) {
      throw new StagingLostError();
    }
  }

  /** A row that was not understood may be any of those that are missing. */
  #isKnownToBeGone(subscriptionId: string): boolean {
    return this.#subscriptions.has(subscriptionId)
      ? this.#complete.has(subscriptionId)
      : this.#rejectedSubscriptions === 0;
  }

  #stored(subscriptionId: string, userIds: string[]): Promise<StoredSeat[]> {
    return this.#knex('billed_seats')
      .where({ account_id: this.#account, subscription_id: subscriptionId })
      .whereRaw(isOneOf(this.#knex, 'user_id', userIds))
      .select('row_id', 'user_id', 'created_at');
  }

  async #stage(
    subscriptionId: string,
    seats: LucidBilledSeat[],
  ): Promise<void> {
    await insertRows(this.#knex, {
      table: 'staged_billed_seats',
      columns: {
        sync_id: 'text',
        seq: 'integer',
        subscription_id: 'text',
        user_id: 'text',
        created_at: 'text',
      },
      rows: seats.map(({ userId, createdAt }) => ({
        sync_id: this.#syncId,
        seq: (this.#lastSeq += 1),
        subscription_id: subscriptionId,
        user_id: userId,
        created_at: createdAt,
      })),
      // Somebody may be on two pages, where they have shifted.
      onConflict:
        '(sync_id, subscription_id, user_id) do update set created_at = excluded.created_at',
    });
  }

  async #storeSubscriptions(trx: Knex.Transaction): Promise<void> {
    const stored = await readSubscriptions(trx, this.#account);
    const known = new Map(stored.map(each => [each.id, each]));
    for (const [id, subscription] of this.#subscriptions) {
      if (!isDeepStrictEqual(known.get(id), subscription)) {
        await storeSubscription(trx, this.#account, subscription);
      }
      known.delete(id);
    }
    if (this.#rejectedSubscriptions === 0 && known.size > 0) {
      await trx('subscriptions')
        .where({ account_id: this.#account })
        .whereRaw(isOneOf(trx, 'subscription_id', [...known.keys()]))
        .delete();
    }
  }
}
