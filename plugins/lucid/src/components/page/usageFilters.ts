import {
  AccessLevel,
  USAGE_SORT_FIELDS,
  UsageListQuery,
  UsageSortField,
  UsageState,
} from 'backstage-plugin-lucid-common';

/** Names of the filters in the URL. */
export const USAGE_FILTERS = [
  'q',
  'state',
  'licence',
  'access',
  'department',
  'account',
  'group',
  'sort',
] as const;

export type UsageFilterName = (typeof USAGE_FILTERS)[number];
export type UsageFilterValues = Partial<Record<UsageFilterName, string>>;

const PAGE_SIZE = 25;
const STATES: UsageState[] = [
  'detected',
  'undetected',
  'ambiguous',
  'departed',
];
const ACCESS_LEVELS: AccessLevel[] = ['can-edit', 'view-only'];

function known<T extends string>(
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

/**
 * What to ask the backend for. A URL can hold anything: what is not known is
 * left out.
 */
export function usageListQuery(
  filters: UsageFilterValues,
  options: { state?: UsageState; cursor?: string },
): UsageListQuery {
  if (options.cursor) return { cursor: options.cursor, limit: PAGE_SIZE };
  const { q, licence, department, account, group } = filters;
  const state = options.state ?? known(STATES, filters.state);
  const sort = usageSort(filters.sort);
  return {
    q,
    licence,
    department,
    account,
    group,
    state: state && [state],
    access: known(ACCESS_LEVELS, filters.access),
    sort:
      sort &&
      (sort.direction === 'descending'
        ? (`-${sort.column}` as const)
        : sort.column),
    limit: PAGE_SIZE,
  };
}
