import { ListPage } from 'backstage-plugin-lucid-common';

/**
 * One page of a list in memory. As in the real one, a cursor holds the filters
 * of its list, which replace those that are given with it.
 */
export function pageOf<T, Q extends { cursor?: string; limit?: number }>(
  query: Q,
  listOf: (filters: Q) => T[],
): ListPage<T> {
  const { filters, offset }: { filters: Q; offset: number } = query.cursor
    ? JSON.parse(query.cursor)
    : { filters: query, offset: 0 };
  const all = listOf(filters);
  const limit = query.limit ?? 25;
  const cursorAt = (at: number) => JSON.stringify({ filters, offset: at });
  return {
    items: all.slice(offset, offset + limit),
    totalItems: all.length,
    nextCursor:
      offset + limit < all.length ? cursorAt(offset + limit) : undefined,
    prevCursor: offset > 0 ? cursorAt(Math.max(0, offset - limit)) : undefined,
  };
}
