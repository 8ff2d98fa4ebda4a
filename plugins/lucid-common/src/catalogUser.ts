import { z } from 'zod';

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

/** @public */
export const catalogUserSchema: z.ZodType<CatalogUser> = z.object({
  entityRef: z.string(),
  displayName: z.string(),
  email: z.string().optional(),
});
