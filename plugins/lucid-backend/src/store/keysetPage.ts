import { Knex } from 'knex';
import { present } from '../values/present';
import {
  ForeignCursorError,
  ListRequest,
  RowPosition,
  encodeCursor,
} from './listCursor';

/** How a list is ordered. The expressions are never null, and together unique. */
export interface KeysetOrder {
  /** SQL expressions, the unique ones last. They hold no input of a caller. */
  expressions: string[];
  descending: boolean;
}

/** One page of rows with the cursors to its neighbours. */
export interface KeysetPage<TRow> {
  rows: TRow[];
  nextCursor?: string;
  prevCursor?: string;
}

/**
 * Reads one page of a list by the position of its first or last row. Unlike an
 * offset, that costs the same on every page, and skips or repeats nobody when
 * rows come and go.
 *
 * @param rows - the filtered rows, unordered, selecting what is wanted
 * @throws InputError when the cursor is one of another order
 */
export async function readKeysetPage<TRow extends object, TQuery>(
  knex: Knex,
  rows: Knex.QueryBuilder,
  options: ListRequest<TQuery> & { order: KeysetOrder },
): Promise<KeysetPage<TRow>> {
  const { order, query, limit, cursor } = options;
  if (cursor && cursor.position.length !== order.expressions.length) {
    throw new ForeignCursorError();
  }
  const backwards = cursor?.direction === 'before';
  const descending = order.descending !== backwards;
  const tuple = order.expressions.join(', ');
  const page = rows.select(
    order.expressions.map((expression, index) =>
      knex.raw(`${expression} as ${positionColumn(index)}`),
    ),
  );
  if (cursor) {
    const places = cursor.position.map(() => '?').join(', ');
    page.whereRaw(
      `(${tuple}) ${descending ? '<' : '>'} (${places})`,
      cursor.position,
    );
  }
  for (const expression of order.expressions) {
    page.orderByRaw(`${expression} ${descending ? 'desc' : 'asc'}`);
  }
  const found: (TRow & Record<string, string | number>)[] = await page.limit(
    limit + 1,
  );

  const more = found.length > limit;
  const shown = found.slice(0, limit);
  if (backwards) {
    shown.reverse();
  }
  const cursorAt = (
    direction: 'after' | 'before',
    row: Record<string, string | number> | undefined,
  ) =>
    row &&
    encodeCursor({
      query,
      direction,
      position: order.expressions.map<RowPosition[number]>((_, index) =>
        String(row[positionColumn(index)]),
      ),
    });
  if (cursor && shown.length === 0) {
    // Everybody on this side has gone meanwhile: there is only the way back.
    const back = encodeCursor({
      ...cursor,
      direction: backwards ? 'after' : 'before',
    });
    return {
      rows: shown,
      ...(backwards ? { nextCursor: back } : { prevCursor: back }),
    };
  }
  return present({
    rows: shown,
    nextCursor:
      backwards || more
        ? cursorAt('after', shown[shown.length - 1])
        : undefined,
    prevCursor:
      (backwards && more) || cursor?.direction === 'after'
        ? cursorAt('before', shown[0])
        : undefined,
  });
}

function positionColumn(index: number): string {
  return `position_${index}`;
}
