import { z } from 'zod';

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

/** Schema of one page of a list of items of a schema. */
export function listPageSchema<T>(item: z.ZodType<T>): z.ZodType<ListPage<T>> {
  return z.object({
    items: z.array(item),
    totalItems: z.number(),
    nextCursor: z.string().optional(),
    prevCursor: z.string().optional(),
  });
}
