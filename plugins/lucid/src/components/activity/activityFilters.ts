import { ActivityQuery, UsageChangeType } from 'backstage-plugin-lucid-common';
import { WholeList } from '../../api';
import { known } from '../page/usageFilters';

/** Names of the filters in the URL. */
export const ACTIVITY_FILTERS = [
  'q',
  'type',
  'from',
  'to',
  'account',
  'sync',
] as const;

type ActivityFilterName = (typeof ACTIVITY_FILTERS)[number];
export type ActivityFilterValues = Partial<Record<ActivityFilterName, string>>;

/** Kinds of changes that are looked at together, each called by the chief of its types. */
export const ACTIVITY_VIEWS = {
  'licence-lost': ['licence-lost'],
  'licence-gained': ['licence-gained'],
  access: ['access'],
  appeared: ['appeared', 'returned'],
  departed: ['departed'],
  state: ['state'],
  email: ['email', 'department'],
} as const satisfies Record<string, UsageChangeType[]>;

export type ActivityView = keyof typeof ACTIVITY_VIEWS;

export const ACTIVITY_VIEW_NAMES = Object.keys(
  ACTIVITY_VIEWS,
) as ActivityView[];

/** The view that a type of change belongs to; nothing where it is not known. */
export function activityView(
  type: string | undefined,
): ActivityView | undefined {
  return ACTIVITY_VIEW_NAMES.find(view =>
    known<UsageChangeType>(ACTIVITY_VIEWS[view], type),
  );
}

/** Whether a text is a day that exists, as `YYYY-MM-DD`. */
export function isDay(text: string | undefined): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * What to ask the backend for, to get all pages. A URL can hold anything: what is
 * not known is left out.
 */
export function wholeActivityQuery(
  filters: ActivityFilterValues,
): WholeList<ActivityQuery> {
  const { q, account, sync, from, to } = filters;
  const view = activityView(filters.type);
  return {
    q,
    account,
    sync,
    type: view && [...ACTIVITY_VIEWS[view]],
    from: isDay(from) ? from : undefined,
    to: isDay(to) ? to : undefined,
  };
}
