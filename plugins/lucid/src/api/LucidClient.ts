import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
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
  catalogUserPageSchema,
  entityUsageSchema,
  exceptionPageSchema,
  exceptionResultSchema,
  licenceUsageDetailsSchema,
  licenceUsagePageSchema,
  licenceUsageSchema,
  lucidGroupPageSchema,
  lucidStatusSchema,
  reconciliationStatusSchema,
  syncPageSchema,
  syncSchema,
  usageFacetsSchema,
  usagePlacesSchema,
} from 'backstage-plugin-lucid-common';
import { ExportedFile, ListExport } from './ListExport';
import { LucidApi, PlacesQuery, SyncListQuery } from './LucidApi';
import { LucidRequestOptions } from './LucidFigures';
import { LucidFiguresClient } from './LucidFiguresClient';
import { LucidRequests } from './LucidRequests';
import { encodeQuery } from './encodeQuery';

/**
 * The {@link LucidApi} that the Lucid backend plugin answers.
 *
 * @public
 */
export class LucidClient extends LucidFiguresClient implements LucidApi {
  readonly #requests: LucidRequests;

  /** @param options - `fetchApi` must resolve `plugin://` URLs */
  constructor(options: { fetchApi: FetchApi }) {
    super(options);
    this.#requests = new LucidRequests(options);
  }

  /** {@inheritDoc LucidApi.status} */
  status(options?: LucidRequestOptions): Promise<LucidStatus> {
    return this.#requests.get('/status', lucidStatusSchema, options);
  }

  /** {@inheritDoc LucidApi.startSync} */
  startSync(account?: string): Promise<Sync> {
    return this.#requests.post(
      '/syncs',
      syncSchema,
      account ? { account } : {},
    );
  }

  /** {@inheritDoc LucidApi.sync} */
  sync(id: string, options?: LucidRequestOptions): Promise<Sync> {
    return this.#requests.get(
      `/syncs/${encodeURIComponent(id)}`,
      syncSchema,
      options,
    );
  }

  /** {@inheritDoc LucidApi.syncs} */
  syncs(
    query: SyncListQuery = {},
    options?: LucidRequestOptions,
  ): Promise<ListPage<Sync>> {
    return this.#requests.get(
      `/syncs${encodeQuery(query)}`,
      syncPageSchema,
      options,
    );
  }

  /** {@inheritDoc LucidApi.confirmSync} */
  confirmSync(id: string): Promise<Sync> {
    return this.#requests.post(
      `/syncs/${encodeURIComponent(id)}/confirm`,
      syncSchema,
    );
  }

  /** {@inheritDoc LucidApi.discardSync} */
  discardSync(id: string): Promise<Sync> {
    return this.#requests.post(
      `/syncs/${encodeURIComponent(id)}/discard`,
      syncSchema,
    );
  }

  /** {@inheritDoc LucidApi.users} */
  users(
    query: UsageListQuery = {},
    options?: LucidRequestOptions,
  ): Promise<ListPage<ListedUsage>> {
    return this.#requests.get(
      `/users${encodeQuery(query)}`,
      licenceUsagePageSchema,
      options,
    );
  }

  /** {@inheritDoc LucidApi.facets} */
  facets(
    account?: string,
    options?: LucidRequestOptions,
  ): Promise<UsageFacets> {
    return this.#requests.get(
      `/users/facets${encodeQuery({ account })}`,
      usageFacetsSchema,
      options,
    );
  }

  /** {@inheritDoc LucidApi.user} */
  user(
    account: string,
    id: string,
    options?: LucidRequestOptions,
  ): Promise<LicenceUsageDetails> {
    return this.#requests.get(
      userPath(account, id),
      licenceUsageDetailsSchema,
      options,
    );
  }

  /** {@inheritDoc LucidApi.exceptUser} */
  exceptUser(
    account: string,
    id: string,
    terms: ExceptionTerms,
  ): Promise<LicenceUsage> {
    return this.#requests.put(
      `${userPath(account, id)}/exception`,
      licenceUsageSchema,
      terms,
    );
  }

  /** {@inheritDoc LucidApi.endUserException} */
  endUserException(account: string, id: string): Promise<void> {
    return this.#requests.delete(`${userPath(account, id)}/exception`);
  }

  /** {@inheritDoc LucidApi.makeExceptions} */
  makeExceptions(request: ExceptionRequest): Promise<ExceptionResult> {
    return this.#requests.post('/exceptions', exceptionResultSchema, request);
  }

  /** {@inheritDoc LucidApi.exceptions} */
  exceptions(
    query: ExceptionListQuery = {},
    options?: LucidRequestOptions,
  ): Promise<ListPage<LicenceException>> {
    return this.#requests.get(
      `/exceptions${encodeQuery(query)}`,
      exceptionPageSchema,
      options,
    );
  }

  /** {@inheritDoc LucidApi.endException} */
  endException(id: string): Promise<void> {
    return this.#requests.delete(`/exceptions/${encodeURIComponent(id)}`);
  }

  /** {@inheritDoc LucidApi.reconcile} */
  reconcile(
    request: ReconciliationRequest = {},
  ): Promise<ReconciliationStatus> {
    return this.#requests.post(
      '/reconciliations',
      reconciliationStatusSchema,
      request,
    );
  }

  /** {@inheritDoc LucidApi.lucidGroups} */
  lucidGroups(
    query: LucidGroupListQuery = {},
    options?: LucidRequestOptions,
  ): Promise<ListPage<LucidGroup>> {
    return this.#requests.get(
      `/lucid-groups${encodeQuery(query)}`,
      lucidGroupPageSchema,
      options,
    );
  }

  /** {@inheritDoc LucidApi.places} */
  places(
    query: PlacesQuery = {},
    options?: LucidRequestOptions,
  ): Promise<UsagePlaces> {
    return this.#requests.get(
      `/users/places${encodeQuery(query)}`,
      usagePlacesSchema,
      options,
    );
  }

  /** {@inheritDoc LucidApi.catalogUsers} */
  catalogUsers(
    query: CatalogUserListQuery = {},
    options?: LucidRequestOptions,
  ): Promise<ListPage<ListedCatalogUser>> {
    return this.#requests.get(
      `/catalog-users${encodeQuery(query)}`,
      catalogUserPageSchema,
      options,
    );
  }

  /** {@inheritDoc LucidApi.exportCsv} */
  exportCsv(
    wanted: ListExport,
    format: CsvOptions = {},
    options?: LucidRequestOptions,
  ): Promise<ExportedFile> {
    return this.#requests.file(
      `/${wanted.list}.csv${encodeQuery({ ...wanted.query, ...format })}`,
      options,
    );
  }

  /** {@inheritDoc LucidApi.entityUsage} */
  async entityUsage(
    entityRef: string,
    options?: LucidRequestOptions,
  ): Promise<EntityUsage | undefined> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    try {
      return await this.#requests.get(
        `/entities/${path}/usage`,
        entityUsageSchema,
        options,
      );
    } catch (error) {
      // A 404 of another name comes from a portal without the backend plugin.
      if (
        error instanceof ResponseError &&
        error.statusCode === 404 &&
        error.cause.name === 'NotFoundError'
      ) {
        return undefined;
      }
      throw error;
    }
  }
}

function userPath(account: string, id: string): string {
  return `/users/${[account, id].map(encodeURIComponent).join('/')}`;
}
