import { UsageState } from 'backstage-plugin-lucid-common';

/** How many of those are who hold the same licences. */
export interface ShareCount {
  users: number;
  /** Those of the users who are undetected. */
  undetected: number;
}

/** By what users are told apart by, and then by what they hold; `''` where they have none. */
export type Shares = Map<string, Map<string, ShareCount>>;

/** Counts users who are there by what they are told apart by. */
export class ShareTally {
  readonly shares: Shares = new Map();

  /** @param found - users who are alike; see `licence_sets` for what they hold */
  add(
    key: string | null,
    found: { state: UsageState; licence_set: string; users: number },
  ): void {
    const { state, licence_set: licenceSet, users } = found;
    if (state === 'departed') {
      return;
    }
    const share = this.shares.get(key ?? '') ?? new Map<string, ShareCount>();
    this.shares.set(key ?? '', share);
    const count = share.get(licenceSet) ?? { users: 0, undetected: 0 };
    share.set(licenceSet, count);
    count.users += users;
    count.undetected += state === 'undetected' ? users : 0;
  }
}
