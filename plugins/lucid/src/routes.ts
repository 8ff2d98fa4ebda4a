import { createRouteRef } from '@backstage/core-plugin-api';

export const rootRouteRef = createRouteRef({ id: 'lucid' });

/** Paths of the tabs below the page, the same in both frontend systems. */
export const TAB_PATHS = {
  overview: 'overview',
  undetected: 'undetected',
  licences: 'licences',
  activity: 'activity',
  costs: 'costs',
  exceptions: 'exceptions',
  report: 'report',
  sync: 'sync',
} as const;
