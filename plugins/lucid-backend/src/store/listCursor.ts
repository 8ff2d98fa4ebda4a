import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Where a page begins or ends: the sort value of a row and what tells it from its equals. */
export type RowPosition = string[];

/** What a cursor holds: the whole query, and the place to go on from. */
export interface ListCursor<TQuery> {
  query: TQuery;
  direction: 'after' | 'before';
  position: RowPosition;
}

/** Longest place in a list: a row's sort value is never longer. */
const LONGEST_POSITION = 2_000;

// PostgreSQL cannot hold NUL in a text.
const withoutNul = (value: string) => !value.includes('\0');

/** Opaque to callers; holds no secret and gives no access. */
export function encodeCursor<TQuery>(cursor: ListCursor<TQuery>): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * @param querySchema - what the query in the cursor has to look like
 * @param columns - how many values a position has
 * @throws InputError for anything that {@link encodeCursor} did not make
 */
export function decodeCursor<TQuery>(
  cursor: string,
  querySchema: z.ZodType<TQuery>,
  columns: number,
): ListCursor<TQuery> {
  const result = z
    .object({
      query: querySchema,
      direction: z.enum(['after', 'before']),
      position: z
        .array(z.string().max(LONGEST_POSITION).refine(withoutNul))
        .length(columns),
    })
    .safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!result.success) {
    throw new InputError(
      'The parameter "cursor" is not one that this list gave out',
    );
  }
  return result.data as ListCursor<TQuery>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
