import {
  CatalogUserListQuery,
  CsvOptions,
  EntityUsage,
  ExceptionListQuery,
  ExceptionRequest,
  ExceptionResult,
  ExceptionTerms,
  LicenceException,
  LicenceUsage,
  LicenceUsageDetails,
  ListPage,
  ListedCatalogUser,
  ListedUsage,
  LucidGroup,
  LucidGroupListQuery,
  LucidStatus,
  ReconciliationRequest,
  ReconciliationStatus,
  Sync,
  UsageFacets,
  UsageListQuery,
  UsagePlaces,
} from 'backstage-plugin-lucid-common';
import { createApiRef } from '@backstage/frontend-plugin-api';
import { ExportedFile, ListExport } from './ListExport';
import {
  AccountQuery,
  LucidFigures,
  LucidRequestOptions,
} from './LucidFigures';

/**
 * Parameters of the list of syncs.
 *
 * @public
 */
export interface SyncListQuery extends AccountQuery {
  /** 1 to 200. */
  limit?: number;
  /** Replaces every other parameter but `limit`. */
  cursor?: string;
}

/**
 * Parameters of the departments and groups of Lucid that hold undetected users.
 *
 * @public
 */
export interface PlacesQuery extends AccountQuery {
  /** Whether a catalog group is known for the place. */
  matched?: boolean;
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
export interface LucidApi extends LucidFigures {
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

  /**
   * Accepts what a held snapshot was held for, and reads Lucid again, since that
   * snapshot may be days old. Only as many removals and rejected users as were
   * confirmed pass; where the new reading has more, it is held as well.
   *
   * The backend answers with 404 where there is no such sync, and with 409 where it
   * is not held or another sync runs.
   *
   * @returns the new sync, which has just started
   */
  confirmSync(id: string): Promise<Sync>;

  /** Drops a held snapshot; the last good one stays. */
  discardSync(id: string): Promise<Sync>;

  /** Lucid users with their licences and what reconciliation made of them. */
  users(
    query?: UsageListQuery,
    options?: LucidRequestOptions,
  ): Promise<ListPage<ListedUsage>>;

  /** Values that {@link LucidApi.users} can be filtered by. */
  facets(account?: string, options?: LucidRequestOptions): Promise<UsageFacets>;

  /** Everything known of one Lucid user. */
  user(
    account: string,
    id: string,
    options?: LucidRequestOptions,
  ): Promise<LicenceUsageDetails>;

  /**
   * Says of one Lucid user that its licence is accounted for, in place of what
   * was said before.
   *
   * @returns the Lucid user as it is then
   */
  exceptUser(
    account: string,
    id: string,
    terms: ExceptionTerms,
  ): Promise<LicenceUsage>;

  /** Ends the exception that was made for one Lucid user alone. */
  endUserException(account: string, id: string): Promise<void>;

  /** Makes an exception for a rule, or one for each Lucid user of a selection. */
  makeExceptions(request: ExceptionRequest): Promise<ExceptionResult>;

  /** Exceptions, the newest first. */
  exceptions(
    query?: ExceptionListQuery,
    options?: LucidRequestOptions,
  ): Promise<ListPage<LicenceException>>;

  /** Ends an exception. */
  endException(id: string): Promise<void>;

  /** Reads the catalog and decides anew, without reading Lucid. */
  reconcile(request?: ReconciliationRequest): Promise<ReconciliationStatus>;

  /** Groups of Lucid, by name. */
  lucidGroups(
    query?: LucidGroupListQuery,
    options?: LucidRequestOptions,
  ): Promise<ListPage<LucidGroup>>;

  /** Departments and groups of Lucid that hold undetected users. */
  places(
    query?: PlacesQuery,
    options?: LucidRequestOptions,
  ): Promise<UsagePlaces>;

  /** Catalog users with what they hold, such as those without a licence. */
  catalogUsers(
    query?: CatalogUserListQuery,
    options?: LucidRequestOptions,
  ): Promise<ListPage<ListedCatalogUser>>;

  /** A whole list as a CSV file, which takes as long as the list is. */
  exportCsv(
    wanted: ListExport,
    format?: CsvOptions,
    options?: LucidRequestOptions,
  ): Promise<ExportedFile>;

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
export const lucidApiRef = createApiRef<LucidApi>().with({
  id: 'plugin.lucid.client',
  pluginId: 'lucid',
});
