import {
  LucidBilledSeat,
  LucidRestClient,
  LucidSubscription,
  RestRows,
} from '../rest/LucidRestClient';

const PAGE_SIZE = 100;

/** The seats of a Lucid account in the hands of a test. */
export class FakeLucidRest implements LucidRestClient {
  subscriptions: LucidSubscription[] = [];
  /** Who is billed, by the id of the subscription. */
  readonly seats = new Map<string, LucidBilledSeat[]>();
  /** Why rows could not be understood: of subscriptions, and of the first page of each. */
  rejectedSubscriptions: string[] = [];
  rejectedSeats: string[] = [];
  /** Thrown after the first page of who is billed. */
  failure: Error | undefined;
  /** Awaited before each page of who is billed. */
  beforePage: (signal: AbortSignal) => Promise<void> = async () => {};

  /** Has one subscription alone, for which users are billed since the same day. */
  bill(...userIds: string[]): void {
    this.subscriptions = [
      {
        id: 's1',
        bought: 10,
        used: userIds.length,
        trial: false,
        start: '2026-01-01',
        end: '2026-12-31',
        renewal: '2027-01-01',
      },
    ];
    this.seats.set('s1', userIds.map(billedSeat));
  }

  async readSubscriptions(): Promise<RestRows<LucidSubscription>> {
    return {
      rows: this.subscriptions,
      rejected: this.rejectedSubscriptions,
    };
  }

  async *readBilledSeats(
    subscriptionId: string,
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<RestRows<LucidBilledSeat>, void, undefined> {
    const seats = this.seats.get(subscriptionId) ?? [];
    let rejected = this.rejectedSeats;
    for (let from = 0; from === 0 || from < seats.length; from += PAGE_SIZE) {
      await this.beforePage(signal);
      signal.throwIfAborted();
      yield { rows: seats.slice(from, from + PAGE_SIZE), rejected };
      rejected = [];
      if (this.failure) {
        throw this.failure;
      }
    }
  }
}

/** A seat that has been billed since the first of January. */
export function billedSeat(userId: string): LucidBilledSeat {
  return { userId, createdAt: '2026-01-01T00:00:00.000Z' };
}
