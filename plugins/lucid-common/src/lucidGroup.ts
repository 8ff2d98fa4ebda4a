import { z } from 'zod';

/**
 * A group of a Lucid account (an org group or a team), as `GET /Groups` of its
 * SCIM API says.
 *
 * @public
 */
export interface LucidGroup {
  /** Id of the Lucid account in the configuration. */
  account: string;
  /** SCIM id, unique within its account. */
  id: string;
  name: string;
  /** Users of the current snapshot in the group or a subgroup of it, each counted once. */
  users: number;
  undetected: number;
  departed: number;
  /** The catalog group that it is taken to be, and why. */
  match?: { entityRef: string; by: 'annotation' | 'name' };
}

/**
 * Parameters of `GET /lucid-groups`, by name.
 *
 * @public
 */
export interface LucidGroupListQuery {
  account?: string;
  /** Whether a catalog group is known for it. */
  matched?: boolean;
  q?: string;
  /** 1 to 200, 25 unless told. */
  limit?: number;
  /** Replaces every other parameter but `limit`. */
  cursor?: string;
}

/** @public */
export const lucidGroupSchema: z.ZodType<LucidGroup> = z.object({
  account: z.string(),
  id: z.string(),
  name: z.string(),
  users: z.number(),
  undetected: z.number(),
  departed: z.number(),
  match: z
    .object({ entityRef: z.string(), by: z.enum(['annotation', 'name']) })
    .optional(),
});
