import {
  Activity,
  ActivityQuery,
  CatalogUserListQuery,
  ListedCatalogUser,
  ListedUsage,
  UsageListQuery,
} from 'backstage-plugin-lucid-common';

/** Whether a Lucid user belongs to a list. */
export function fitsUsageQuery(
  usage: ListedUsage,
  query: UsageListQuery,
): boolean {
  const text = query.q?.toLowerCase() ?? '';
  return (
    (query.state?.includes(usage.state) ?? usage.state !== 'departed') &&
    (!query.account || usage.account === query.account) &&
    (!query.reason || usage.undetectedReason === query.reason) &&
    (!query.department || usage.department === query.department) &&
    (!query.lucidGroup ||
      usage.groups.some(({ id }) => id === query.lucidGroup)) &&
    (!query.licence ||
      usage.licences.some(({ name }) => name === query.licence)) &&
    (!query.access ||
      usage.licences.some(({ access }) => access === query.access)) &&
    [usage.displayName, usage.email ?? '', usage.id].some(value =>
      value.toLowerCase().includes(text),
    )
  );
}

/** Lucid users by reason or by name; of other orders, only the direction. */
export function sortUsages(
  usages: ListedUsage[],
  sort: UsageListQuery['sort'],
): ListedUsage[] {
  const keyOf = (usage: ListedUsage) =>
    sort?.endsWith('reason')
      ? `${usage.undetectedReason}${usage.displayName}`
      : usage.displayName;
  const sorted = [...usages].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  return sort?.startsWith('-') ? sorted.reverse() : sorted;
}

/** Whether a catalog user belongs to a list; whoever holds nothing is not in Lucid here. */
export function fitsCatalogQuery(
  user: ListedCatalogUser,
  query: CatalogUserListQuery,
): boolean {
  const isLicensed = user.licences.length > 0;
  return (
    (!query.state || isLicensed === (query.state === 'licensed')) &&
    user.displayName.toLowerCase().includes(query.q?.toLowerCase() ?? '')
  );
}

/** Whether a change belongs to a list. */
export function fitsActivityQuery(
  change: Activity,
  query: ActivityQuery,
): boolean {
  const day = change.at.slice(0, 10);
  const text = query.q?.toLowerCase() ?? '';
  return (
    (!query.account || change.account === query.account) &&
    (query.type?.includes(change.type) ?? true) &&
    (!query.from || day >= query.from) &&
    (!query.to || day <= query.to) &&
    (!query.sync || change.syncId === query.sync) &&
    [change.displayName, change.userId].some(value =>
      value.toLowerCase().includes(text),
    )
  );
}
