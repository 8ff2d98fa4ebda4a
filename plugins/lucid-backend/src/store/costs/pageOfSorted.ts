import { ListPage } from 'backstage-plugin-lucid-common';
import { ListCursor, RowPosition, encodeCursor } from '../listCursor';

/**
 * One page of a list that is counted, not stored, by the position of its first or
 * last item; see `readKeysetPage`.
 *
 * @param options - `positionOf` says where in the list an item belongs; no two items
 * belong in the same place
 */
export function pageOfSorted<T, TQuery>(
  items: T[],
  options: {
    positionOf: (item: T) => RowPosition;
    query: TQuery;
    limit: number;
    cursor?: ListCursor<TQuery>;
  },
): Omit<ListPage<T>, 'totalItems'> {
  const { positionOf, query, limit, cursor } = options;
  const sorted = items
    .map(item => ({ item, position: positionOf(item) }))
    .sort((one, other) => compare(one.position, other.position));
  const { first, end } = span(
    sorted.map(({ position }) => position),
    limit,
    cursor,
  );
  const cursorAt = (direction: 'after' | 'before', position: RowPosition) =>
    encodeCursor({ query, direction, position });
  const shown = sorted.slice(first, end);
  const [before, after] = [
    shown[0]?.position ?? cursor?.position,
    shown.at(-1)?.position ?? cursor?.position,
  ];
  return {
    items: shown.map(({ item }) => item),
    ...(after &&
      end < sorted.length && { nextCursor: cursorAt('after', after) }),
    ...(before && first > 0 && { prevCursor: cursorAt('before', before) }),
  };
}

/** Which of the positions, in their order, are on the page. */
function span(
  positions: RowPosition[],
  limit: number,
  cursor: Pick<ListCursor<unknown>, 'direction' | 'position'> | undefined,
): { first: number; end: number } {
  if (cursor?.direction === 'before') {
    const end = positions.filter(
      position => compare(position, cursor.position) < 0,
    ).length;
    return { first: Math.max(0, end - limit), end };
  }
  const first = cursor
    ? positions.filter(position => compare(position, cursor.position) <= 0)
        .length
    : 0;
  return { first, end: Math.min(first + limit, positions.length) };
}

function compare(one: RowPosition, other: RowPosition): number {
  const place = one.findIndex((value, index) => value !== other[index]);
  if (place < 0) {
    return 0;
  }
  return one[place] < other[place] ? -1 : 1;
}
