import {
  CatalogUser,
  CatalogUserListQuery,
  EntityUsage,
  LicenceUsage,
  LicenceUsageDetails,
  ListPage,
  LucidStatus,
  Sync,
  UsageFacets,
  UsageListQuery,
} from 'backstage-plugin-lucid-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/**
 * How a single request is made.
 *
 * @public
 */
export interface LucidRequestOptions {
  /** Ends the request; its promise is then rejected with an `AbortError`. */
  signal?: AbortSignal;
}

/**
 * Parameters of the list of syncs.
 *
 * @public
 */
export interface SyncListQuery {
  /** Id of a Lucid account; every account unless told. */
  account?: string;
  /** 1 to 200. */
  limit?: number;
  /** Replaces every other parameter but `limit`. */
  cursor?: string;
}

/**
 * What the portal knows of Lucid licences, as the Lucid backend plugin tells
 * it. Nothing here waits for Lucid itself.
 *
 * Every method rejects with a `ResponseError` of `@backstage/errors` where
 * the backend answers with an error, and with a plain `Error` where it gives
 * an answer of another shape than the agreed one.
 *
 * @public
 */
export interface LucidApi {
  /** State of the configuration and of every Lucid account. */
  status(options?: LucidRequestOptions): Promise<LucidStatus>;

  /** Starts a sync of a Lucid account, or joins the one that runs already. */
  startSync(account?: string): Promise<Sync>;

  /** One sync with its progress. */
  sync(id: string, options?: LucidRequestOptions): Promise<Sync>;

  /** Syncs, the newest first. */
  syncs(
    query?: SyncListQuery,
    options?: LucidRequestOptions,
  ): Promise<ListPage<Sync>>;

  /** Makes a held snapshot the current one, removals included. */
  confirmSync(id: string): Promise<Sync>;

  /** Drops a held snapshot; the last good one stays. */
  discardSync(id: string): Promise<Sync>;

  /** Lucid users with their licences and what reconciliation made of them. */
  users(
    query?: UsageListQuery,
    options?: LucidRequestOptions,
  ): Promise<ListPage<LicenceUsage>>;

  /** Values that {@link LucidApi.users} can be filtered by. */
  facets(account?: string, options?: LucidRequestOptions): Promise<UsageFacets>;

  /** Everything known of one Lucid user. */
  user(
    account: string,
    id: string,
    options?: LucidRequestOptions,
  ): Promise<LicenceUsageDetails>;

  /** Catalog users, such as those without a licence. */
  catalogUsers(
    query?: CatalogUserListQuery,
    options?: LucidRequestOptions,
  ): Promise<ListPage<CatalogUser>>;

  /**
   * The licences of a `User`, `Group` or `LicenceUsage` entity.
   *
   * @param entityRef - a full entity ref
   * @returns undefined where the backend does not know the entity
   */
  entityUsage(
    entityRef: string,
    options?: LucidRequestOptions,
  ): Promise<EntityUsage | undefined>;
}

/**
 * Refers to the {@link LucidApi} of an app.
 *
 * @public
 */
export const lucidApiRef = createApiRef<LucidApi>({
  id: 'plugin.lucid.client',
});
