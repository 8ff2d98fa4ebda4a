import { ListPage } from 'backstage-plugin-lucid-common';
import {
  ForeignCursorError,
  ListCursor,
  ListRequest,
  RowPosition,
  encodeCursor,
} from '../listCursor';

/**
 * One page of a list that is counted, not stored, by the position of its first or
 * last item; see `readKeysetPage`.
 *
 * @param options - `orderBy` gives what items are sorted by, first things first; no two
 * items are the same in all of it
 * @throws InputError when the cursor is one of another list
 */
export function pageOfSorted<T, TQuery>(
  items: T[],
  options: ListRequest<TQuery> & { orderBy: ((item: T) => string)[] },
): Omit<ListPage<T>, 'totalItems'> {
  const { orderBy, query, limit, cursor } = options;
  if (cursor && cursor.position.length !== orderBy.length) {
    throw new ForeignCursorError();
  }
  const sorted = items
    .map(item => ({ item, position: orderBy.map(of => of(item)) }))
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
