/** A request that wants to be sent. */
export interface PermitRequest {
  /** The kind of request, such as `GET /Users`; holds nothing of a user. */
  name: string;
  /** It was sent before, without success, and goes before all others. */
  again: boolean;
  signal: AbortSignal;
}

/** How one request went, for a limiter that adapts to it. */
export interface RequestOutcome {
  /** HTTP status; absent where there was no whole answer. */
  status?: number;
  /**
   * Milliseconds from sending to the last byte in which this process had
   * nothing to do: what it was busy with itself says nothing of Lucid.
   */
  waited: number;
  /** There was no whole answer in time. */
  timedOut?: boolean;
  /** Milliseconds in which Lucid should not be asked at all. */
  backOff?: number;
}

/** The right to send one request; to be given back exactly once. */
export interface RequestPermit {
  release(outcome: RequestOutcome): void;
}

/** Decides when each request to one Lucid account may be sent. */
export interface RequestLimiter {
  /** How many requests may be under way at this moment. */
  readonly concurrency: number;

  /**
   * Waits for a permit, and for the end of any back-off. Rejects with the
   * signal's reason as soon as it is aborted.
   */
  acquire(request: PermitRequest): Promise<RequestPermit>;
}
