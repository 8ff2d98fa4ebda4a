/** How many of those are who hold the same licences. */
export interface ShareCount {
  users: number;
  /** Those of the users who are undetected. */
  undetected: number;
}

/** By what users are told apart by, and then by what they hold; `''` where they have none. */
export type Shares = Map<string, Map<string, ShareCount>>;

const NOBODY: ShareCount = { users: 0, undetected: 0 };

/** Counts users by what they are told apart by. */
export class ShareTally {
  readonly shares: Shares = new Map();

  /** @param licenceSet - see `licence_sets` */
  add(key: string, licenceSet: string, count: ShareCount): void {
    const share = this.shares.get(key) ?? new Map<string, ShareCount>();
    this.shares.set(key, share);
    const { users, undetected } = share.get(licenceSet) ?? NOBODY;
    share.set(licenceSet, {
      users: users + count.users,
      undetected: undetected + count.undetected,
    });
  }
}
