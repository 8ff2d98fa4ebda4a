import {
  AccountContents,
  LucidGroup,
  LucidLicences,
  LucidUser,
  sequenceOf,
} from './lucidUser';

/** What has to be known of a user who is added; the account does the rest. */
export type NewLucidUser = Partial<Omit<LucidUser, 'id'>>;

/** Another user has this user name already. */
export class UserNameTaken extends Error {
  constructor(userName: string) {
    super(`There is a user with the user name ${userName} already`);
    this.name = 'UserNameTaken';
  }
}

const bySequence = (a: LucidUser, b: LucidUser) =>
  sequenceOf(a) - sequenceOf(b);

/**
 * The users and groups of one simulated Lucid account.
 *
 * Active users are kept in an array of their own, in list order, so that a
 * page of a list is one slice of it, however large the account is.
 */
export class LucidAccount {
  readonly #source: (daysAgo: number) => AccountContents;
  readonly #users = new Map<string, LucidUser>();
  readonly #groups = new Map<string, LucidGroup>();
  readonly #memberIds = new Map<string, string[]>();
  #assigningGroups: LucidGroup[] = [];
  #active: LucidUser[] = [];
  #lastSequence = 0;

  /** @param source - makes what the account holds at first, and held some days ago */
  constructor(source: (daysAgo: number) => AccountContents) {
    this.#source = source;
    this.reset();
  }

  /** Takes back every change, and some days. */
  reset(daysAgo: number = 0): void {
    const { users, groups } = this.#source(daysAgo);
    this.#users.clear();
    this.#groups.clear();
    this.#memberIds.clear();
    this.#lastSequence = 0;
    groups.forEach(group => this.#groups.set(group.id, group));
    this.#assigningGroups = groups.filter(
      group => group.assignsCanEdit !== undefined,
    );
    users.forEach(user => this.#keep(user));
    this.#active = users.filter(user => user.active).sort(bySequence);
  }

  /** Active users in list order. */
  get activeUsers(): readonly LucidUser[] {
    return this.#active;
  }

  /** Every user there is, the deactivated ones too. */
  get allUsers(): LucidUser[] {
    return [...this.#users.values()];
  }

  get groups(): LucidGroup[] {
    return [...this.#groups.values()];
  }

  findUser(id: string): LucidUser | undefined {
    return this.#users.get(id);
  }

  findGroup(id: string): LucidGroup | undefined {
    return this.#groups.get(id);
  }

  groupsOf(user: LucidUser): LucidGroup[] {
    const joined = user.groupIds.flatMap(id => this.#groups.get(id) ?? []);
    const assigning = this.#assigningGroups.filter(
      group => group.assignsCanEdit === user.licences.canEdit,
    );
    return [...joined, ...assigning];
  }

  subgroupsOf(group: LucidGroup): LucidGroup[] {
    return this.groups.filter(other => other.parentId === group.id);
  }

  /** Active direct members. */
  membersOf(group: LucidGroup): LucidUser[] {
    if (group.assignsCanEdit !== undefined) {
      return this.#active.filter(
        user => user.licences.canEdit === group.assignsCanEdit,
      );
    }
    return (this.#memberIds.get(group.id) ?? []).flatMap(id => {
      const user = this.#users.get(id);
      return user?.active ? [user] : [];
    });
  }

  /**
   * Adds a user under the next free id.
   *
   * @throws {@link UserNameTaken}
   */
  add(newUser: NewLucidUser): LucidUser {
    const { userName } = newUser;
    if (userName && this.#isTaken(userName)) {
      throw new UserNameTaken(userName);
    }
    const now = new Date().toISOString();
    const user: LucidUser = {
      emails: [],
      active: true,
      roles: [],
      groupIds: [],
      created: now,
      lastModified: now,
      licences: { products: {}, canEdit: false },
      ...newUser,
      id: `lucid-${this.#lastSequence + 1}`,
    };
    this.#keep(user);
    if (user.active) {
      this.#list(user);
    }
    return user;
  }

  /** @returns the user, or `undefined` when there is none with this id */
  setActive(id: string, active: boolean): LucidUser | undefined {
    const user = this.#users.get(id);
    if (user && user.active !== active) {
      user.active = active;
      user.lastModified = new Date().toISOString();
      if (active) {
        this.#list(user);
      } else {
        this.#unlist(user);
      }
    }
    return user;
  }

  /** @returns the user, or `undefined` when there is none with this id */
  setLicences(id: string, licences: LucidLicences): LucidUser | undefined {
    const user = this.#users.get(id);
    if (user) {
      user.licences = licences;
      user.lastModified = new Date().toISOString();
    }
    return user;
  }

  /** @returns whether there was a user with this id */
  delete(id: string): boolean {
    const user = this.#users.get(id);
    if (!user) {
      return false;
    }
    this.#unlist(user);
    return this.#users.delete(id);
  }

  #isTaken(userName: string): boolean {
    const wanted = userName.toLowerCase();
    for (const user of this.#users.values()) {
      if (user.userName?.toLowerCase() === wanted) {
        return true;
      }
    }
    return false;
  }

  #keep(user: LucidUser): void {
    this.#users.set(user.id, user);
    this.#lastSequence = Math.max(this.#lastSequence, sequenceOf(user));
    for (const groupId of user.groupIds) {
      const members = this.#memberIds.get(groupId);
      if (members) {
        members.push(user.id);
      } else {
        this.#memberIds.set(groupId, [user.id]);
      }
    }
  }

  /** A user who comes back takes the old place, as in a list ordered by id. */
  #list(user: LucidUser): void {
    this.#active.splice(this.#placeOf(user), 0, user);
  }

  #unlist(user: LucidUser): void {
    const place = this.#placeOf(user);
    if (this.#active[place] === user) {
      this.#active.splice(place, 1);
    }
  }

  #placeOf(user: LucidUser): number {
    const sequence = sequenceOf(user);
    let low = 0;
    let high = this.#active.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (sequenceOf(this.#active[middle]) < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
