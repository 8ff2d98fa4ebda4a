import { parseEntityRef } from '@backstage/catalog-model';
import { ForwardedError, ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
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
  catalogUserPageSchema,
  entityUsageSchema,
  licenceUsageDetailsSchema,
  licenceUsagePageSchema,
  lucidStatusSchema,
  syncPageSchema,
  syncSchema,
  usageFacetsSchema,
} from 'backstage-plugin-lucid-common';
import { LucidApi, LucidRequestOptions, SyncListQuery } from './LucidApi';
import { encodeQuery } from './encodeQuery';

const BASE_URL = 'plugin://lucid/v1';

/** Parses an answer: one of the schemas of the common package. */
interface AnswerSchema<T> {
  parse(value: unknown): T;
}

/**
 * The {@link LucidApi} that the Lucid backend plugin answers.
 *
 * @public
 */
export class LucidClient implements LucidApi {
  readonly #fetchApi: FetchApi;

  /** @param options - `fetchApi` must resolve `plugin://` URLs */
  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  /** {@inheritDoc LucidApi.status} */
  status(options?: LucidRequestOptions): Promise<LucidStatus> {
    return this.#get('/status', lucidStatusSchema, options);
  }

  /** {@inheritDoc LucidApi.startSync} */
  startSync(account?: string): Promise<Sync> {
    return this.#post('/syncs', syncSchema, account ? { account } : {});
  }

  /** {@inheritDoc LucidApi.sync} */
  sync(id: string, options?: LucidRequestOptions): Promise<Sync> {
    return this.#get(`/syncs/${encodeURIComponent(id)}`, syncSchema, options);
  }

  /** {@inheritDoc LucidApi.syncs} */
  syncs(
    query: SyncListQuery = {},
    options?: LucidRequestOptions,
  ): Promise<ListPage<Sync>> {
    return this.#get(`/syncs${encodeQuery(query)}`, syncPageSchema, options);
  }

  /** {@inheritDoc LucidApi.confirmSync} */
  confirmSync(id: string): Promise<Sync> {
    return this.#post(`/syncs/${encodeURIComponent(id)}/confirm`, syncSchema);
  }

  /** {@inheritDoc LucidApi.discardSync} */
  discardSync(id: string): Promise<Sync> {
    return this.#post(`/syncs/${encodeURIComponent(id)}/discard`, syncSchema);
  }

  /** {@inheritDoc LucidApi.users} */
  users(
    query: UsageListQuery = {},
    options?: LucidRequestOptions,
  ): Promise<ListPage<LicenceUsage>> {
    return this.#get(
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
    return this.#get(
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
    return this.#get(
      `/users/${encodeURIComponent(account)}/${encodeURIComponent(id)}`,
      licenceUsageDetailsSchema,
      options,
    );
  }

  /** {@inheritDoc LucidApi.catalogUsers} */
  catalogUsers(
    query: CatalogUserListQuery = {},
    options?: LucidRequestOptions,
  ): Promise<ListPage<CatalogUser>> {
    return this.#get(
      `/catalog-users${encodeQuery(query)}`,
      catalogUserPageSchema,
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
      return await this.#get(
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

  #get<T>(
    path: string,
    schema: AnswerSchema<T>,
    options?: LucidRequestOptions,
  ): Promise<T> {
    return this.#request(path, schema, { signal: options?.signal });
  }

  #post<T>(path: string, schema: AnswerSchema<T>, body?: object): Promise<T> {
    return this.#request(path, schema, {
      method: 'POST',
      ...(body && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  }

  async #request<T>(
    path: string,
    schema: AnswerSchema<T>,
    init: RequestInit,
  ): Promise<T> {
    const response = await this.#fetchApi.fetch(`${BASE_URL}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const answer: unknown = await response.json();
    try {
      return schema.parse(answer);
    } catch (error) {
      throw new ForwardedError(
        `The Lucid backend gave an unexpected answer to ${path.split('?')[0]}`,
        error,
      );
    }
  }
}
