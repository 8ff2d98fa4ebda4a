import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { RejectedUser } from 'backstage-plugin-lucid-common';
import { LucidUser } from '../LucidUser';
import { ListResponse } from '../parsing/parseListResponse';
import { parseLucidUser } from '../parsing/parseLucidUser';

/** One answer of `GET /Users`, understood, and where it belongs. */
export interface UserPage {
  /** Number of its first row, from 1, as it was asked for. */
  start: number;
  /** Number of its last row; `start - 1` where it is empty. */
  end: number;
  /** How many rows were asked for. */
  asked: number;
  /**
   * How many users there are, by this answer. Absent where it does not say, or
   * where its own rows show that it is wrong.
   */
  totalResults?: number;
  /** What tells each row from every other, rejected ones included. */
  keys: string[];
  users: LucidUser[];
  rejected: { key: string; rejected: RejectedUser }[];
}

/** Rows of an answer that are understood without a pause. */
const SLICE = 200;

/**
 * Makes a page of an answer. Lucid may send far more rows than were asked for:
 * the rest of the process has its turns in between.
 */
export async function createUserPage(options: {
  start: number;
  asked: number;
  response: ListResponse;
}): Promise<UserPage> {
  const { start, asked, response } = options;
  const { rows, totalResults } = response;
  const end = start + rows.length - 1;
  const page: UserPage = {
    start,
    end,
    asked,
    totalResults:
      rows.length > 0 && totalResults !== undefined && totalResults < end
        ? undefined
        : totalResults,
    keys: [],
    users: [],
    rejected: [],
  };
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % SLICE === 0) {
      await setImmediate();
    }
    const { user, rejected } = parseLucidUser(row);
    if (user) {
      page.keys.push(user.id);
      page.users.push(user);
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
