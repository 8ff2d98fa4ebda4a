import { RejectedUser } from 'backstage-plugin-lucid-common';
import {
  LucidGroupPage,
  LucidScimClient,
  LucidUserPage,
} from '../scim/LucidScimClient';
import { LucidUser } from '../scim/LucidUser';
import { ScimGroup } from '../scim/ScimGroup';
import { LucidProtocolError } from '../http/errors';

/** A Lucid user with what a test does not care about filled in. */
export function lucidUser(
  id: string,
  given: Partial<LucidUser> = {},
): LucidUser {
  return {
    id,
    active: true,
    displayName: `Person ${id}`,
    otherEmails: [],
    roles: [],
    groups: [],
    licences: [{ name: 'Lucidchart', access: 'can-edit' }],
    ...given,
  };
}

/** A Lucid account in memory, read in small pages. */
export class FakeLucid implements LucidScimClient {
  readonly users = new Map<string, LucidUser>();
  rejected: RejectedUser[] = [];
  /** Ids that are there and answered by id, but that the listing overlooks. */
  overlooked = new Set<string>();
  /** Ids that are answered by id with something that is no user. */
  garbled = new Set<string>();
  /** Thrown after the first page. */
  failure: Error | undefined;
  /** Listed two at a time. */
  groups: ScimGroup[] = [];
  rejectedGroups: RejectedUser[] = [];
  /** Thrown after the first page of groups. */
  groupFailure: Error | undefined;
  /** Runs before each page of groups. */
  beforeGroups: (signal: AbortSignal) => Promise<void> = async () => {};
  /** Ids that were asked for one by one. */
  readonly askedFor: string[] = [];
  /** Runs before each page. */
  beforePage: () => Promise<void> = async () => {};

  add(...users: LucidUser[]): void {
    for (const user of users) {
      this.users.set(user.id, user);
    }
  }

  async *readUsers(options: {
    signal: AbortSignal;
  }): AsyncIterable<LucidUserPage> {
    const listed = [...this.users.values()].filter(
      user => !this.overlooked.has(user.id),
    );
    const totalResults = listed.length + this.rejected.length;
    for (let start = 0; start === 0 || start < listed.length; start += 10) {
      await this.beforePage();
      options.signal.throwIfAborted();
      yield {
        totalResults,
        users: listed.slice(start, start + 10),
        rejected: start === 0 ? this.rejected : [],
      };
      if (this.failure) {
        throw this.failure;
      }
    }
  }

  async readUser(id: string): Promise<LucidUser | undefined> {
    this.askedFor.push(id);
    if (this.garbled.has(id)) {
      throw new LucidProtocolError('the answer is garbled');
    }
    return this.users.get(id);
  }

  async *readGroups({
    signal,
  }: {
    signal: AbortSignal;
  }): AsyncIterable<LucidGroupPage> {
    for (let start = 0; start === 0 || start < this.groups.length; start += 2) {
      await this.beforeGroups(signal);
      signal.throwIfAborted();
      yield {
        groups: this.groups.slice(start, start + 2),
        rejected: start === 0 ? this.rejectedGroups : [],
      };
      if (this.groupFailure) {
        throw this.groupFailure;
      }
    }
  }
}
