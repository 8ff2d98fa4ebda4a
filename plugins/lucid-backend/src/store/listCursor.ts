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

/** Rows on a page where nobody says how many. */
const DEFAULT_LIMIT = 25;

/** Longest place in a list: a row's sort value is never longer. */
const LONGEST_POSITION = 2_000;

// PostgreSQL cannot hold NUL in a text.
const withoutNul = (value: string) => !value.includes('\0');

/** Opaque to callers; holds no secret and gives no access. */
export function encodeCursor<TQuery>(cursor: ListCursor<TQuery>): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** What may be asked of any list beside what it is filtered by. */
interface PageQuery {
  cursor?: string;
  limit?: number;
}

/** Which page of a list is wanted. */
export interface ListRequest<TQuery> {
  query: TQuery;
  limit: number;
  /** Missing for the first page. */
  cursor?: ListCursor<TQuery>;
}

/**
 * Whoever has a cursor goes on with the query in it, whatever else is asked for.
 *
 * @param querySchema - what the query in a cursor has to look like
 * @throws InputError for a cursor that {@link encodeCursor} did not make
 */
export function readListRequest<TAsked extends PageQuery>(
  { cursor: encoded, limit = DEFAULT_LIMIT, ...given }: TAsked,
  querySchema: z.ZodType<Omit<TAsked, keyof PageQuery>>,
): ListRequest<Omit<TAsked, keyof PageQuery>> {
  if (encoded === undefined) {
    return { query: given, limit };
  }
  const cursor = decodeCursor(encoded, querySchema);
  return { query: cursor.query, limit, cursor };
}

/** A cursor that was made up, or is one of another list. */
export class ForeignCursorError extends InputError {
  constructor() {
    super('The parameter "cursor" is not one that this list gave out');
  }
}

function decodeCursor<TQuery>(
  cursor: string,
  querySchema: z.ZodType<TQuery>,
): ListCursor<TQuery> {
  const result = z
    .object({
      query: querySchema,
      direction: z.enum(['after', 'before']),
      position: z.array(z.string().max(LONGEST_POSITION).refine(withoutNul)),
    })
    .safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!result.success) {
    throw new ForeignCursorError();
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
