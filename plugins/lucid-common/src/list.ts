import { z } from 'zod';
import { AccessLevel } from './licence';
import { LicenceUsage, UsageState, licenceUsageSchema } from './usage';
import { Sync, syncSchema } from './sync';

/**
 * One page of a list. Cursors are opaque, and hold the filters and the order
 * of the list they belong to.
 *
 * @public
 */
export interface ListPage<T> {
  items: T[];
  /** How many items all pages hold together. */
  totalItems: number;
  nextCursor?: string;
  prevCursor?: string;
}

/**
 * What a list of Lucid users can be sorted by; a leading `-` sorts descending.
 *
 * @public
 */
export const USAGE_SORT_FIELDS = [
  'displayName',
  'email',
  'department',
  'state',
  'createdAt',
  'firstSeen',
  'lastSeen',
] as const;

/** @public */
export type UsageSortField = (typeof USAGE_SORT_FIELDS)[number];

/**
 * Parameters of `GET /users`. Filters are combined with "and"; without
 * `state`, the list holds the current snapshot, departed users left out.
 *
 * @public
 */
export interface UsageListQuery {
  account?: string;
  state?: UsageState[];
  /** Name of a licence. */
  licence?: string;
  access?: AccessLevel;
  department?: string;
  /** Entity ref of a catalog group; its subgroups are included. */
  group?: string;
  /** Part of a name, an e-mail address or an id; case does not matter. */
  q?: string;
  sort?: UsageSortField | `-${UsageSortField}`;
  /** 1 to 200, 25 unless told. */
  limit?: number;
  /** Replaces every other parameter but `limit`. */
  cursor?: string;
}

/**
 * A catalog user as the plugin knows it.
 *
 * @public
 */
export interface CatalogUser {
  entityRef: string;
  displayName: string;
  email?: string;
}

/**
 * Parameters of `GET /catalog-users`.
 *
 * @public
 */
export interface CatalogUserListQuery {
  /** Only catalog users whom no Lucid user matches. */
  state?: 'unlicensed';
  account?: string;
  /** Entity ref of a catalog group; its subgroups are included. */
  group?: string;
  q?: string;
  limit?: number;
  cursor?: string;
}

/**
 * Values to filter by that the current snapshot holds, each with its number
 * of users, the most frequent first, at most 200. Answer of
 * `GET /users/facets`.
 *
 * @public
 */
export interface UsageFacets {
  licences: { value: string; users: number }[];
  departments: { value: string; users: number }[];
}

function listPageSchema<T>(item: z.ZodType<T>): z.ZodType<ListPage<T>> {
  return z.object({
    items: z.array(item),
    totalItems: z.number(),
    nextCursor: z.string().optional(),
    prevCursor: z.string().optional(),
  });
}

const facetSchema = z.array(z.object({ value: z.string(), users: z.number() }));

/** @public */
export const usageFacetsSchema: z.ZodType<UsageFacets> = z.object({
  licences: facetSchema,
  departments: facetSchema,
});

/** @public */
export const catalogUserSchema: z.ZodType<CatalogUser> = z.object({
  entityRef: z.string(),
  displayName: z.string(),
  email: z.string().optional(),
});

/** @public */
export const licenceUsagePageSchema: z.ZodType<ListPage<LicenceUsage>> =
  listPageSchema(licenceUsageSchema);

/** @public */
export const catalogUserPageSchema: z.ZodType<ListPage<CatalogUser>> =
  listPageSchema(catalogUserSchema);

/** @public */
export const syncPageSchema: z.ZodType<ListPage<Sync>> =
  listPageSchema(syncSchema);
