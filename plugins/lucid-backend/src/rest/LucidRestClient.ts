/**
 * A subscription, understood. Days are `YYYY-MM-DD` in UTC, and absent where Lucid
 * gives none that can be read.
 */
export interface LucidSubscription {
  id: string;
  /** Absent where there is no limit. */
  bought?: number;
  used: number;
  trial?: boolean;
  start?: string;
  end?: string;
  renewal?: string;
}

/** Somebody who is billed. */
export interface LucidBilledSeat {
  /** As SCIM has it, such as `lucid-1234`. */
  userId: string;
  /** ISO 8601 in UTC. */
  createdAt?: string;
}

/** Rows of one answer, and why others of it could not be understood. */
export interface RestRows<T> {
  rows: T[];
  rejected: string[];
}

/**
 * Reads what the REST API knows of the seats of one Lucid account. Every method
 * throws one of the errors of `../http/errors`, never the API key, and stops soon
 * after the signal is aborted, throwing its reason.
 */
export interface LucidRestClient {
  /** Reads all subscriptions; an account has a few. */
  readSubscriptions(options: {
    signal: AbortSignal;
  }): Promise<RestRows<LucidSubscription>>;

  /**
   * Reads who is billed for a subscription, page by page. Only a reading that is
   * complete ends without an error. Somebody may come several times.
   */
  readBilledSeats(
    subscriptionId: string,
    options: { signal: AbortSignal },
  ): AsyncIterable<RestRows<LucidBilledSeat>>;
}
