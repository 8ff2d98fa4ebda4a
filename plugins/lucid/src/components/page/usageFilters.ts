import {
  ACCESS_LEVELS,
  USAGE_SORT_FIELDS,
  USAGE_STATES,
  UndetectedReason,
  UsageListQuery,
  UsageSortField,
  UsageState,
} from 'backstage-plugin-lucid-common';
import { UrlState } from '../../hooks/useUrlState';
import { pageQuery } from '../shared/pageQuery';

/** Names of the filters in the URL. */
export const USAGE_FILTERS = [
  'q',
  'state',
  'reason',
  'licence',
  'access',
  'department',
  'account',
  'group',
  'lucidGroup',
  'sort',
] as const;

export type UsageFilterName = (typeof USAGE_FILTERS)[number];
/** Filters, order and page of a list, and how to change them. */
export type UsageFilterUrl = UrlState<UsageFilterName>;
export type UsageFilterValues = Partial<Record<UsageFilterName, string>>;

const PAGE_SIZE = 25;

/** The reasons why somebody is undetected, the most valuable to know first. */
export const REASONS_IN_ORDER: UndetectedReason[] = [
  'leaver',
  'no-catalog-user',
  'nothing-to-compare',
];

/** A value that is one of those known; nothing for any other. */
export function known<T extends string>(
  values: readonly T[],
  value: string | undefined,
): T | undefined {
  return values.find(each => each === value);
}

/** Order of a list in the words of the API; nothing where it is not known. */
export function usageSort(
  value: string | undefined,
):
  | { column: UsageSortField; direction: 'ascending' | 'descending' }
  | undefined {
  const column = known(USAGE_SORT_FIELDS, value?.replace(/^-/, ''));
  return (
    column && {
      column,
      direction: value?.startsWith('-') ? 'descending' : 'ascending',
    }
  );
}

/** What to ask the backend for, to get one page. */
export function usageListQuery(
  filters: UsageFilterValues,
  options: { state?: UsageState; cursor?: string },
): UsageListQuery {
  return pageQuery(
    wholeUsageQuery(filters, options),
    options.cursor,
    PAGE_SIZE,
  );
}

/**
 * What to ask the backend for, to get all pages. A URL can hold anything: what is
 * not known is left out.
 */
export function wholeUsageQuery(
  filters: UsageFilterValues,
  options: { state?: UsageState },
): Omit<UsageListQuery, 'limit' | 'cursor'> {
  const { q, licence, department, account, group, lucidGroup } = filters;
  const state = options.state ?? known(USAGE_STATES, filters.state);
  const sort = usageSort(filters.sort);
  return {
    q,
    licence,
    department,
    account,
    group,
    // Ids of groups are unique within their account only.
    lucidGroup: account ? lucidGroup : undefined,
    state: state && [state],
    reason: known(REASONS_IN_ORDER, filters.reason),
    access: known(ACCESS_LEVELS, filters.access),
    sort:
      sort &&
      (sort.direction === 'descending'
        ? (`-${sort.column}` as const)
        : sort.column),
  };
}
