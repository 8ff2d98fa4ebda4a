import { z } from 'zod';
import { CatalogUser, catalogUserSchema } from './catalogUser';
import { LicenceException, licenceExceptionSchema } from './exception';
import { NearestCatalogUser, nearestCatalogUserSchema } from './explanation';
import { AccessLevel, Licence, licenceSchema } from './licence';
import { ListPage, listPageSchema } from './listPage';
import { LucidGroup, lucidGroupSchema } from './lucidGroup';
import {
  LicenceUsage,
  UndetectedReason,
  UsageState,
  licenceUsageSchema,
} from './usage';
import { Sync, syncSchema } from './sync';

/**
 * What a list of Lucid users can be sorted by; a leading `-` sorts descending.
 * By `reason`, leavers come first, then whom the catalog never knew, each by name.
 *
 * @public
 */
export const USAGE_SORT_FIELDS = [
  'displayName',
  'email',
  'department',
  'state',
  'reason',
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
  /** Only undetected users are so for a reason. */
  reason?: UndetectedReason;
  /** Name of a licence. */
  licence?: string;
  access?: AccessLevel;
  department?: string;
  /** Entity ref of a catalog group; its subgroups are included. */
  group?: string;
  /** Id of a group of the Lucid account; needs `account`. */
  lucidGroup?: string;
  /** Part of a name, an e-mail address or an id; case does not matter. */
  q?: string;
  sort?: UsageSortField | `-${UsageSortField}`;
  /** 1 to 200, 25 unless told. */
  limit?: number;
  /** Replaces every other parameter but `limit`. */
  cursor?: string;
}

/**
 * Parameters of `GET /catalog-users`.
 *
 * @public
 */
export interface CatalogUserListQuery {
  /**
   * - `licensed`: some Lucid user is matched to the catalog user
   * - `unlicensed`: none is, nor may be
   */
  state?: 'licensed' | 'unlicensed';
  account?: string;
  /** Entity ref of a catalog group; its subgroups are included. */
  group?: string;
  q?: string;
  limit?: number;
  cursor?: string;
}

/**
 * A row of `GET /catalog-users`.
 *
 * @public
 */
export interface ListedCatalogUser extends CatalogUser {
  /** What the Lucid users hold that are matched to the catalog user, each once. */
  licences: Licence[];
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

/**
 * A row of `GET /users`, with the likeliest catalog user where the Lucid user
 * is undetected or ambiguous.
 *
 * @public
 */
export interface ListedUsage extends LicenceUsage {
  nearest?: NearestCatalogUser;
}

const facetSchema = z.array(z.object({ value: z.string(), users: z.number() }));

/** @public */
export const usageFacetsSchema: z.ZodType<UsageFacets> = z.object({
  licences: facetSchema,
  departments: facetSchema,
});

/** @public */
export const listedUsageSchema: z.ZodType<ListedUsage> = z.intersection(
  licenceUsageSchema,
  z.object({ nearest: nearestCatalogUserSchema.optional() }),
);

/** @public */
export const licenceUsagePageSchema: z.ZodType<ListPage<ListedUsage>> =
  listPageSchema(listedUsageSchema);

/** @public */
export const exceptionPageSchema: z.ZodType<ListPage<LicenceException>> =
  listPageSchema(licenceExceptionSchema);

/** @public */
export const lucidGroupPageSchema: z.ZodType<ListPage<LucidGroup>> =
  listPageSchema(lucidGroupSchema);

/** @public */
export const catalogUserPageSchema: z.ZodType<ListPage<ListedCatalogUser>> =
  listPageSchema(
    z.intersection(
      catalogUserSchema,
      z.object({ licences: z.array(licenceSchema) }),
    ),
  );

/** @public */
export const syncPageSchema: z.ZodType<ListPage<Sync>> =
  listPageSchema(syncSchema);
