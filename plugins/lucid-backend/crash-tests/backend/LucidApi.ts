import {
  AccountStatus,
  CatalogUser,
  CatalogUserListQuery,
  GroupUsage,
  LicenceUsage,
  ListPage,
  RevisedUsage,
  Sync,
  UsageChange,
  UsageFacets,
  UsageListQuery,
  catalogUserPageSchema,
  entityUsageSchema,
  licenceUsageDetailsSchema,
  licenceUsagePageSchema,
  lucidStatusSchema,
  revisedUsagePageSchema,
  syncPageSchema,
  syncSchema,
  usageFacetsSchema,
} from 'backstage-plugin-lucid-common';
import { z } from 'zod';

/** Most that a list gives at a time. */
const PAGE = 200;

/** Most changes that are given at a time. */
const CHANGES = 1_000;

/** Longest that one answer may take: a backend that hangs must not hang the test. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The HTTP API of one backend, each answer checked against its schema. */
export class LucidApi {
  readonly #base: string;
  readonly #apiToken: string;

  constructor(options: { origin: string; apiToken: string }) {
    this.#base = `${options.origin}/api/lucid/v1`;
    this.#apiToken = options.apiToken;
  }

  /** The only account there is. */
  async status(): Promise<AccountStatus> {
    const { accounts } = await this.#get('/status', lucidStatusSchema);
    return accounts[0];
  }

  /** `started` is false where one is running already. */
  async startSync(): Promise<{ started: boolean; sync: Sync }> {
    const response = await this.#fetch('/syncs', { method: 'POST' });
    return {
      started: response.status === 202,
      sync: syncSchema.parse(await response.json()),
    };
  }

  async sync(id: string): Promise<Sync> {
    return this.#get(`/syncs/${id}`, syncSchema);
  }

  /** The newest syncs, newest first. */
  async syncs(): Promise<Sync[]> {
    const { items } = await this.#get(`/syncs?limit=${PAGE}`, syncPageSchema);
    return items;
  }

  /** All pages of a list of Lucid users. */
  async users(query: UsageListQuery = {}): Promise<LicenceUsage[]> {
    return this.#all('/users', { ...query }, licenceUsagePageSchema);
  }

  /** All pages of a list of catalog users. */
  async catalogUsers(query: CatalogUserListQuery = {}): Promise<CatalogUser[]> {
    return this.#all('/catalog-users', { ...query }, catalogUserPageSchema);
  }

  async facets(): Promise<UsageFacets> {
    return this.#get('/users/facets', usageFacetsSchema);
  }

  async history(account: string, id: string): Promise<UsageChange[]> {
    const { history } = await this.#get(
      `/users/${account}/${id}`,
      licenceUsageDetailsSchema,
    );
    return history;
  }

  /** What the card of a group shows. */
  async groupUsage(groupRef: string): Promise<GroupUsage> {
    const path = groupRef.replace(':', '/');
    const usage = await this.#get(`/entities/${path}/usage`, entityUsageSchema);
    if (usage.kind !== 'Group') {
      throw new Error(`${groupRef} is no group`);
    }
    return usage;
  }

  /** Everything that changed since a revision, and the newest revision. */
  async changes(
    since: number,
  ): Promise<{ items: RevisedUsage[]; revision: number }> {
    const items: RevisedUsage[] = [];
    let revision = since;
    for (;;) {
      const page = await this.#get(
        `/changes?since=${revision}&limit=${CHANGES}`,
        revisedUsagePageSchema,
      );
      items.push(...page.items);
      revision = page.revision;
      if (!page.more) {
        return { items, revision };
      }
    }
  }

  async #all<T>(
    path: string,
    query: Record<string, string | number | string[] | undefined>,
    schema: z.ZodType<ListPage<T>>,
  ): Promise<T[]> {
    const items: T[] = [];
    let parameters = new URLSearchParams(
      Object.entries({ ...query, limit: PAGE }).flatMap(([key, value]) =>
        [value ?? []].flat().map(each => [key, String(each)]),
      ),
    );
    for (;;) {
      const page = await this.#get(`${path}?${parameters}`, schema);
      items.push(...page.items);
      if (!page.nextCursor) {
        if (items.length !== page.totalItems) {
          throw new Error(
            `${path} says ${page.totalItems} items and lists ${items.length}`,
          );
        }
        return items;
      }
      parameters = new URLSearchParams({
        cursor: page.nextCursor,
        limit: String(PAGE),
      });
    }
  }

  async #get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const response = await this.#fetch(path, {});
    return schema.parse(await response.json());
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(`${this.#base}${path}`, {
      ...init,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      headers: { authorization: `Bearer ${this.#apiToken}` },
    });
    if (!response.ok) {
      throw new Error(
        `${path} was answered with ${
          response.status
        }: ${await response.text()}`,
      );
    }
    return response;
  }
}
