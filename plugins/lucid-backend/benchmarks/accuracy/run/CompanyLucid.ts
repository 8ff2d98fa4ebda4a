import {
  LucidScimClient,
  LucidGroupPage,
  LucidUserPage,
} from '../../../src/scim/LucidScimClient';
import { LucidUser } from '../../../src/scim/LucidUser';
import { parseLucidUser } from '../../../src/scim/parsing/parseLucidUser';

const PAGE_SIZE = 100;

/** A Lucid account that lists users in SCIM's JSON, read by the real parser. */
export class CompanyLucid implements LucidScimClient {
  #users: object[] = [];

  show(users: object[]): void {
    this.#users = users;
  }

  async *readUsers({
    signal,
  }: {
    signal: AbortSignal;
  }): AsyncIterable<LucidUserPage> {
    for (let start = 0; start < this.#users.length; start += PAGE_SIZE) {
      signal.throwIfAborted();
      const rows = this.#users.slice(start, start + PAGE_SIZE);
      const parsed = rows.map(row => parseLucidUser(row));
      yield {
        totalResults: this.#users.length,
        users: parsed.flatMap(({ item }) => item ?? []),
        rejected: parsed.flatMap(({ rejected }) => rejected ?? []),
      };
    }
  }

  /** Whoever is not listed is not there. */
  async readUser(): Promise<LucidUser | undefined> {
    return undefined;
  }

  /** None of its groups says who is who. */
  async *readGroups(): AsyncIterable<LucidGroupPage> {}
}
