import { AccountStatus, UsageCounts } from 'backstage-plugin-lucid-common';

/** Counts that mean the same when those of several accounts are added up. */
type Summable = Exclude<
  keyof UsageCounts,
  'byRule' | 'byLicence' | 'byAccess' | 'unlicensed'
>;

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
    departed: sum('departed'),
  };
}
