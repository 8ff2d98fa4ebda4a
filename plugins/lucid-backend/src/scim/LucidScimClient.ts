import { RejectedUser } from 'backstage-plugin-lucid-common';
import { LucidUser } from './LucidUser';
import { ScimGroup } from './ScimGroup';
import { RejectedRow } from './parsing/ParsedRow';

/** One answer of `GET /Users`. */
export interface LucidUserPage {
  /**
   * How many users Lucid said there are, at the time of this answer. Absent
   * where it did not say, or where its rows show that the number is wrong.
   */
  totalResults?: number;
  users: LucidUser[];
  /** Rows of this page that could not be understood. */
  rejected: RejectedUser[];
}

/** One answer of `GET /Groups`. */
export interface LucidGroupPage {
  groups: ScimGroup[];
  /** Rows of this page that could not be understood. */
  rejected: RejectedRow[];
}

/**
 * Reads one Lucid account. Every method throws one of the errors of
 * `../http/errors`, never the token, and stops soon after the signal is aborted,
 * throwing its reason.
 */
export interface LucidScimClient {
  /**
   * Reads all users page by page, in no particular order. Every user that is
   * there during the whole reading is yielded at least once; one that is yielded
   * several times may differ, and the last one counts. Only a reading that is
   * complete ends without an error.
   */
  readUsers(options: { signal: AbortSignal }): AsyncIterable<LucidUserPage>;

  /** Reads one user; `undefined` where Lucid says that there is none. */
  readUser(
    id: string,
    options: { signal: AbortSignal },
  ): Promise<LucidUser | undefined>;

  /**
   * Reads all groups with their members, as {@link LucidScimClient.readUsers}
   * reads users. An account whose token is for no groups at all has none.
   */
  readGroups(options: { signal: AbortSignal }): AsyncIterable<LucidGroupPage>;
}
