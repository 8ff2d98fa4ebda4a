import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RevisedUsagePage } from 'backstage-plugin-lucid-common';

/**
 * What every call of {@link LucidService} takes.
 *
 * @public
 */
export interface LucidServiceRequestOptions {
  /** On whose behalf the call is made. */
  credentials: BackstageCredentials;
  /** Gives the call up. */
  signal?: AbortSignal;
}

/**
 * Reads Lucid licence usage from the Lucid backend plugin.
 *
 * @public
 */
export interface LucidService {
  /**
   * What changed since a revision, in the order of revisions, one page of it.
   * Since revision 0, that is everything. For services only.
   *
   * @throws `ResponseError` of `@backstage/errors` when the backend refuses,
   *   and `Error` when it cannot be reached, does not answer in time, or
   *   answers what cannot be understood
   */
  changes(
    request: {
      since: number;
      /** How many changes one page may hold. */
      limit?: number;
    },
    options: LucidServiceRequestOptions,
  ): Promise<RevisedUsagePage>;
}
