import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { ListResponse } from '../parsing/parseListResponse';
import { ParseRow, RejectedRow } from '../parsing/ParsedRow';

/** One page of a list of Lucid, understood, and where it belongs. */
export interface ScimPage<T> {
  /** Number of its first row, from 1, as it was asked for. */
  start: number;
  /** Number of its last row; `start - 1` where it is empty. */
  end: number;
  /** How many rows were asked for. */
  asked: number;
  /**
   * How many rows there are, by this answer. Absent where it does not say, or
   * where its own rows show that it is wrong.
   */
  totalResults?: number;
  /** What tells each row from every other, rejected ones included. */
  keys: string[];
  items: T[];
  rejected: { key: string; rejected: RejectedRow }[];
}

/** Rows of an answer that are understood without a pause. */
const SLICE = 200;

/**
 * Makes a page of an answer. Lucid may send far more rows than were asked for:
 * the rest of the process has its turns in between.
 */
export async function createPage<T extends { id: string }>(options: {
  start: number;
  asked: number;
  response: ListResponse;
  parse: ParseRow<T>;
}): Promise<ScimPage<T>> {
  const { start, asked, response, parse } = options;
  const { rows, totalResults } = response;
  const end = start + rows.length - 1;
  const page: ScimPage<T> = {
    start,
    end,
    asked,
    totalResults:
      rows.length > 0 && totalResults !== undefined && totalResults < end
        ? undefined
        : totalResults,
    keys: [],
    items: [],
    rejected: [],
  };
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % SLICE === 0) {
      await setImmediate();
    }
    const { item, rejected } = parse(row);
    if (rejected === undefined) {
      page.keys.push(item.id);
      page.items.push(item);
    } else {
      const key = rejectedKey(row);
      page.keys.push(key);
      page.rejected.push({ key, rejected });
    }
  }
  return page;
}

// A row without a usable id counts for the overlap of pages all the same. The
// line break keeps it apart from every id.
function rejectedKey(row: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(row) ?? '');
  return `\n${hash.digest('base64')}`;
}
