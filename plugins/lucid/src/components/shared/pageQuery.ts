/** What to ask the backend for, to get one page of a list: a cursor holds the rest. */
export function pageQuery<Q extends object>(
  query: Q,
  cursor: string | undefined,
  limit: number,
): (Q | { cursor: string }) & { limit: number } {
  return { ...(cursor ? { cursor } : query), limit };
}
