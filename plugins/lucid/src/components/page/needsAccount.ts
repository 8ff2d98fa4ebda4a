/**
 * Whether it has to be said of each item of a list which Lucid account it is of:
 * there are several, or what is known of one outlives its configuration.
 *
 * @param accounts - ids of those that are configured
 */
export function needsAccount(
  accounts: string[],
  items: readonly { account: string }[] = [],
): boolean {
  return (
    accounts.length > 1 ||
    items.some(({ account }) => !accounts.includes(account))
  );
}
