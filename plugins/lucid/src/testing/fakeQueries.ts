import {
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

/** Whether a catalog user belongs to a list. */
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
