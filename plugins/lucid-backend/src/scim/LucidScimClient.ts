import { RejectedUser } from 'backstage-plugin-lucid-common';
import { LucidUser } from './LucidUser';

/** One answer of `GET /Users`. */
export interface LucidUserPage {
  /** How many users Lucid said there are, at the time of this answer. */
  totalResults: number;
  users: LucidUser[];
  /** Rows of this page that could not be understood. */
  rejected: RejectedUser[];
}

/**
 * Reads one Lucid account. Every method throws one of the errors of
 * `./errors`, never the token, and stops soon after the signal is aborted.
 */
export interface LucidScimClient {
  /**
   * Reads all users page by page, in no particular order. Every user that is
   * there during the whole reading is yielded at least once; one that is yielded
   * several times may differ, and the last one counts.
   */
  readUsers(options: { signal: AbortSignal }): AsyncIterable<LucidUserPage>;

  /** Reads one user; `undefined` where Lucid says that there is none. */
  readUser(
    id: string,
    options: { signal: AbortSignal },
  ): Promise<LucidUser | undefined>;
}
