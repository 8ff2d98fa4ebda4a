import { AccountStatus, UsageCounts } from 'backstage-plugin-lucid-common';

/**
 * Counts that mean the same when those of several accounts are added up. Lists tell
 * of others who have departed, too: with an account that is not configured any more.
 */
type Summable = Exclude<
  keyof UsageCounts,
  'byRule' | 'byLicence' | 'byAccess' | 'unlicensed' | 'departed'
>;

/** Whether an account has been read, or any where none is named. */
export function isRead(accounts: AccountStatus[], account?: string): boolean {
  return accounts.some(
    ({ id, snapshotAt }) => snapshotAt && (!account || id === account),
  );
}

/** The counts of one account or of all together. */
export function sumCounts(
  accounts: AccountStatus[],
  account?: string,
): Record<Summable, number> {
  const counted = accounts.filter(({ id }) => !account || id === account);
  const sum = (name: Summable) =>
    counted.reduce((total, { counts }) => total + counts[name], 0);
  return {
    users: sum('users'),
    detected: sum('detected'),
    undetected: sum('undetected'),
    ambiguous: sum('ambiguous'),
    excepted: sum('excepted'),
    leftOut: sum('leftOut'),
    leavers: sum('leavers'),
  };
}
